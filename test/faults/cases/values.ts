import { ENERGY_FIELDS, FIELDS, POWER_FIELDS } from '../../../app/measurement.ts';
import { between, minutes, seconds } from '../../../app/units.ts';
import { once, type ProxyRule, pass, where } from '../../support/proxy-rules.ts';
import { type FaultCase, oneByOne, polls, replies } from '../fault-case.ts';
import { bits, changed, isOfEnergies, isOfValues, reordered, set } from '../field-rules.ts';
import { BEGIN } from '../stage.ts';
import type { Wrong } from '../witness.ts';

/** The second poll was the last true one. */
const FROZEN_FROM = seconds(90);
const FROZEN_AFTER = minutes(10);

const NAN = [0x7fc00000, 0xffc00000, 0x7f800001, 0x7fffffff];
const INFINITE = [0x7f800000, 0xff800000];
const DENORMAL = [0x00000001, 0x80000001, 0x007fffff, 0x00004248, 0x11915c00];

/** Each pattern in each field by itself, and then in all of them. */
const patterns = (found: readonly number[]) =>
  oneByOne(() =>
    found.flatMap((pattern) => [
      ...FIELDS.map((field) => bits([field], pattern)),
      where(isOfValues, bits(FIELDS, pattern)),
    ]),
  );

const BITS = Array.from({ length: 32 }, (_, bit) => bit);
const flips = (): readonly ProxyRule[] =>
  FIELDS.flatMap((field) =>
    BITS.map((bit) =>
      changed(
        [field],
        (float) => float.writeUInt32BE((float.readUInt32BE() ^ (1 << bit)) >>> 0),
        'as it is',
      ),
    ),
  );

/** What a flipped bit may leave of a value without anybody being able to tell. */
function isSmallFlip({ field, value, truth }: Wrong): boolean {
  const near = (room: number): boolean => truth.some((true_) => Math.abs(value - true_) <= room);
  if (field === 'frequency') return value >= 45 && value <= 55;
  if (field === 'powerFactor') return Math.abs(value) <= 1;
  if (field === 'today') return near(2000);
  if ((ENERGY_FIELDS as readonly string[]).includes(field)) return near(1000);
  return near(Math.max(50, 0.1 * Math.abs(truth[0] ?? 0)));
}

/** The same reply again and again, as of a gateway that answers from what it remembers. */
function frozen(): ProxyRule {
  const known = new Map<string, Buffer>();
  return ({ bytes, request, framing }) => {
    const head = framing === 'tcp' ? 2 : 0;
    const key = request.subarray(head).toString('hex');
    const first = known.get(key) ?? bytes;
    known.set(key, first);
    return [{ send: Buffer.concat([bytes.subarray(0, head), first.subarray(head)]) }];
  };
}

const energies = (change: (kWh: number) => number): ProxyRule => set(ENERGY_FIELDS, change);
const total = (change: (kWh: number) => number): ProxyRule => set(['energy'], change);

const JUMPS: Readonly<Record<string, (kWh: number) => number>> = {
  '1 kWh up': (kWh) => kWh + 1,
  '1,000 kWh up': (kWh) => kWh + 1000,
  '1 kWh down': (kWh) => kWh - 1,
  'to 0': () => 0,
  'below 0': (kWh) => -kWh,
  'to 1e9': () => 1e9,
};

export const VALUE_CASES: readonly FaultCase[] = [
  {
    fault: 'bit flips in values',
    how: 'each of the 32 bits of each of the ten values',
    during: oneByOne(flips),
    undetectable: {
      why: 'Modbus TCP has no checksum of its own',
      allows: isSmallFlip,
    },
  },
  { fault: 'NaN', how: 'of four kinds, in each value and in all', during: patterns(NAN) },
  {
    fault: 'infinities',
    how: 'of both signs, in each value and in all',
    during: patterns(INFINITE),
  },
  {
    fault: 'denormals',
    how: 'and other numbers next to 0, in each value and in all',
    during: patterns(DENORMAL),
  },
  ...(
    [
      ['CDAB', [2, 3, 0, 1]],
      ['BADC', [1, 0, 3, 2]],
      ['DCBA', [3, 2, 1, 0]],
    ] as const
  ).flatMap(([name, order]): FaultCase[] => [
    { fault: 'byte-swapped words', how: name, during: replies(() => reordered(order)) },
    {
      fault: 'byte-swapped words',
      how: `${name}, from the start`,
      fromStart: true,
      during: replies(() => reordered(order)),
    },
  ]),
  {
    fault: 'byte-swapped words',
    how: 'BADC at idle, where all power is on one phase',
    during: async (stage) => {
      stage.proxy.rules.reply = (frame) => {
        const idle = set(POWER_FIELDS.slice(2), () => 0)(frame)[0];
        const bytes = idle !== undefined && 'send' in idle ? Buffer.from(idle.send) : frame.bytes;
        const alike = set(['power'], () => 0.046)({ ...frame, bytes })[0];
        const same = alike !== undefined && 'send' in alike ? Buffer.from(alike.send) : bytes;
        const l1 = set(['powerL1'], () => 0.046)({ ...frame, bytes: same })[0];
        const all = l1 !== undefined && 'send' in l1 ? Buffer.from(l1.send) : same;
        return reordered([1, 0, 3, 2])({ ...frame, bytes: all });
      };
      await polls(stage, 4);
      stage.proxy.behave();
    },
  },
  {
    fault: 'counters that jump and come back',
    how: 'all of them, for one reading each',
    during: oneByOne(() => Object.values(JUMPS).map((jump) => energies(jump))),
  },
  {
    fault: 'counters that jump and come back',
    how: 'the total alone, for one reading each',
    during: oneByOne(() => Object.values(JUMPS).map((jump) => total(jump))),
  },
  {
    fault: 'counters that jump and come back',
    how: 'for three readings in a row, each to elsewhere',
    during: async (stage) => {
      for (const by of [5000, 1000, 9000]) {
        stage.proxy.rules.reply = energies((kWh) => kWh + by);
        await stage.poll();
      }
      stage.proxy.behave();
    },
  },
  ...Object.entries(JUMPS).map(
    ([name, jump]): FaultCase => ({
      fault: 'counters that jump and come back',
      how: `${name}, in the first reply of all`,
      fromStart: true,
      during: replies(() => once2(isOfEnergies, energies(jump)), 1),
    }),
  ),
  {
    fault: 'frozen values',
    how: 'the gateway repeats its replies for two hours',
    during: replies(frozen, 240),
    undetectable: {
      why: 'for ten minutes a grid may stand still',
      allows: ({ at }) => at !== null && between(BEGIN, at) <= FROZEN_FROM + FROZEN_AFTER,
    },
  },
];

/** `rule` for the first frame to which it applies. */
function once2(applies: Parameters<typeof where>[0], rule: ProxyRule): ProxyRule {
  let done = false;
  return (frame) => {
    if (done || !applies(frame)) return pass(frame);
    done = true;
    return once(rule)(frame);
  };
}
