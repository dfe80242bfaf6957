import { POWER_FIELDS } from '../../../app/measurement.ts';
import {
  delayed,
  junkAfter,
  junkBefore,
  renumbered,
  swallow,
  where,
  wordsOf,
} from '../../support/proxy-rules.ts';
import { type FaultCase, replies } from '../fault-case.ts';
import { set } from '../field-rules.ts';

const PHASES = POWER_FIELDS.slice(1);
const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);
/** Long enough to learn what works, and then to go on. */
const LEARNING_POLLS = 8;

/** What gateways and meters in the field do all the time. */
export const FIELD_CASES: readonly FaultCase[] = [
  ...(
    [
      ['00 before', junkBefore(bytes(0))],
      ['ff before', junkBefore(bytes(0xff))],
      ['0000 after', junkAfter(bytes(0, 0))],
      ['0000 after, 5 ms later', junkAfter(bytes(0, 0), 5)],
      ['0000 after, 20 ms later', junkAfter(bytes(0, 0), 20)],
    ] as const
  ).map(
    ([how, rule]): FaultCase => ({
      fault: 'loose framing',
      how: `padding: ${how}`,
      only: 'rtu-over-tcp',
      fromStart: true,
      during: replies(() => rule),
    }),
  ),
  ...(
    [
      ['always 0', () => 0],
      ['always 2', () => 2],
      ['the one before', (asked: number) => (asked - 1) & 0xffff],
    ] as const
  ).flatMap(([how, id]): readonly FaultCase[] => [
    {
      fault: 'loose framing',
      how: `transaction ids ${how}, from the start`,
      only: 'tcp',
      fromStart: true,
      during: replies(() => renumbered(id)),
    },
    {
      fault: 'loose framing',
      how: `transaction ids ${how}, after right ones`,
      only: 'tcp',
      during: replies(() => renumbered(id)),
    },
  ]),
  {
    fault: 'slow answers',
    how: 'after 1900 ms, from the start',
    fromStart: true,
    during: replies(() => delayed(1900), LEARNING_POLLS),
  },
  ...[24, 30].map(
    (limit): FaultCase => ({
      fault: 'silence above some words',
      how: `${limit}, from the start`,
      fromStart: true,
      during: replies(() => where((frame) => wordsOf(frame) > limit, swallow), LEARNING_POLLS),
    }),
  ),
  {
    fault: 'phases that do not go with the total',
    how: 'all 0, from the start',
    fromStart: true,
    during: replies(() => set(PHASES, () => 0)),
  },
  {
    fault: 'phases that do not go with the total',
    how: 'L2 reversed, from the start',
    fromStart: true,
    during: replies(() => set(['powerL2'], (kW) => -kW)),
  },
  {
    fault: 'phases that do not go with the total',
    how: 'all 0, in answers amid good ones',
    during: replies(() => set(PHASES, () => 0)),
  },
  {
    fault: 'a grid of 60 Hz',
    how: 'from the start',
    fromStart: true,
    during: replies(() => set(['frequency'], () => 60.01)),
  },
];
