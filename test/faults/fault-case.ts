import type { Framing } from '../../app/meter-url.ts';
import type { ProxyRule } from '../support/proxy-rules.ts';
import type { Stage } from './stage.ts';
import type { Wrong } from './witness.ts';

/** Everything that a gateway, a bus or a network is known to do, in the order of the table. */
export const FAULTS = [
  'refused',
  'no route',
  'accept and silence',
  'half-open',
  'RST in each phase',
  'FIN in a reply',
  'delays',
  'late replies',
  'duplicates',
  'another unit’s reply',
  'another client’s reply',
  'exception codes',
  'short and long replies',
  'wrong length fields',
  'junk bytes before a frame',
  'junk bytes inside a frame',
  'junk bytes after a frame',
  'bit flips in values',
  'NaN',
  'infinities',
  'denormals',
  'byte-swapped words',
  'frozen values',
  'counters that jump and come back',
  'loose framing',
  'slow answers',
  'silence above some words',
  'phases that do not go with the total',
  'a grid of 60 Hz',
  'gateway reboot',
  'four-client limit',
  '6 % random errors for an hour',
] as const;

export type Fault = (typeof FAULTS)[number];

/** One way in which a fault shows, from its beginning to its end. */
export interface FaultCase {
  readonly fault: Fault;
  /** What happens exactly. */
  readonly how: string;
  /** Without it both framings. */
  readonly only?: Framing;
  /** Seconds between polls; without it 30, at which every poll asks for all ten values. */
  readonly everyS?: number;
  /** The fault is there before the first poll. */
  readonly fromStart?: boolean;
  /** Makes the fault, polls while it lasts and ends it. */
  readonly during: (stage: Stage) => Promise<void>;
  /** What nobody at this end of the line could tell, and why; see {@link UNDETECTABLE}. */
  readonly undetectable?: {
    readonly why: string;
    readonly allows: (wrong: Wrong) => boolean;
  };
}

/** Polls that a fault lasts when nothing else is said: enough to be called offline. */
const USUAL_POLLS = 4;

export async function polls(stage: Stage, count: number): Promise<void> {
  for (let poll = 0; poll < count; poll++) await stage.poll();
}

/** Every reply meets `rule` for some polls. */
export const replies =
  (rule: (stage: Stage) => ProxyRule, count = USUAL_POLLS) =>
  async (stage: Stage): Promise<void> => {
    stage.proxy.rules.reply = rule(stage);
    await polls(stage, count);
    stage.proxy.behave();
  };

/** Each poll meets another rule, with a good poll between. */
export const oneByOne =
  (rules: (stage: Stage) => Iterable<ProxyRule>) =>
  async (stage: Stage): Promise<void> => {
    for (const rule of rules(stage)) {
      stage.proxy.rules.reply = rule;
      await stage.poll();
      stage.proxy.behave();
      await stage.poll();
    }
  };
