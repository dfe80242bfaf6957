// What a meter said in some days, at random: the input of the product and of the reference alike.
import fc from 'fast-check';

export interface Poll {
  /** ms since 1970 */
  readonly at: number;
  /** ms between polls when this one was made */
  readonly every: number;
  /** W as float32 kW carries it; null: the poll failed */
  readonly power: number | null;
  /** kWh as a float32; null: not asked for, or the poll failed */
  readonly counter: number | null;
  /** which meter answered */
  readonly serial: number;
  /** the counter was reset since the poll before */
  readonly reset: boolean;
}

type Part =
  | {
      readonly kind: 'polls';
      readonly every: number;
      readonly count: number;
      readonly power: number;
      readonly jitter: number;
      readonly counted: boolean;
    }
  | { readonly kind: 'gap'; readonly lasts: number }
  | { readonly kind: 'fault' }
  | { readonly kind: 'swap'; readonly counter: number }
  | { readonly kind: 'reset' };

const SECOND = 1000;

const power = fc.oneof(
  fc.constantFrom(0, 6, 46, 99.9, 100, 120, 149.9, 150, 869, 2000, 2000.5, 2400),
  fc.integer({ min: 0, max: 3000 }),
);

const part: fc.Arbitrary<Part> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('polls' as const),
      every: fc.constantFrom(10, 30, 60).map((s) => s * SECOND),
      count: fc.integer({ min: 1, max: 120 }),
      power,
      jitter: fc.constantFrom(0, 0, 400, 2000),
      // Some meters and records tell the power and no counter for hours.
      counted: fc.constantFrom(true, true, true, false),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('gap' as const),
      lasts: fc.integer({ min: 5 * 60, max: 20 * 3600 }).map((s) => s * SECOND),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('fault' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('swap' as const),
      counter: fc.constantFrom(0.15, 3, 500, 123_890),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reset' as const) }) },
);

/** Times around which something is different: changes of the clocks, of the year, a leap day, none. */
const beginning = fc
  .tuple(
    fc.constantFrom(
      '2026-03-28T12:00:00Z',
      '2026-10-24T09:00:00Z',
      '2026-04-04T03:00:00Z',
      '2026-12-31T05:00:00Z',
      '2028-02-28T17:00:00Z',
      '2026-11-23T12:00:00Z',
    ),
    fc.integer({ min: 0, max: 24 * 3600 }),
  )
  .map(([base, later]) => Date.parse(base) + later * SECOND);

const toCounter = (kWh: number): number => Math.fround(kWh);

/** The polls that `parts` come to. The counter rises by what is drawn, also while nobody reads it. */
function play(start: number, counterAtStart: number, parts: readonly Part[]): Poll[] {
  const polls: Poll[] = [];
  let [at, kWh, serial, reset, drawn, every] = [start, counterAtStart, 1, false, 6, 30 * SECOND];
  const pass = (ms: number): void => {
    at += ms;
    kWh += (drawn * ms) / 3.6e9;
  };
  const counter = (isCounted: boolean) => (isCounted ? toCounter(kWh) : null);
  for (const one of parts) {
    switch (one.kind) {
      case 'polls': {
        every = one.every;
        drawn = Math.fround(one.power / 1000) * 1000;
        for (let i = 0; i < one.count; i++) {
          const late = one.jitter === 0 ? 0 : ((i * 7919) % (2 * one.jitter)) - one.jitter;
          pass(Math.max(1000, every + late));
          polls.push({ at, every, power: drawn, counter: counter(one.counted), serial, reset });
          reset = false;
        }
        break;
      }
      case 'gap':
        pass(one.lasts);
        break;
      case 'fault':
        pass(every);
        polls.push({ at, every, power: null, counter: null, serial, reset: false });
        break;
      case 'swap':
        kWh = one.counter;
        serial++;
        break;
      case 'reset':
        // The app is told of a reset by its rules of plausibility, at a reading that is lower.
        reset = kWh > 1;
        if (reset) kWh = 0;
        break;
    }
  }
  return polls;
}

/** Some hundred to some thousand polls, with at least one reading. */
export const pollsOfDays: fc.Arbitrary<readonly Poll[]> = fc
  .tuple(
    beginning,
    fc.constantFrom(0, 1.5, 500, 9_999.9, 123_456.7),
    fc.array(part, { minLength: 3, maxLength: 40 }),
  )
  .map(([start, counter, parts]) => play(start, counter, parts))
  .filter((polls) => polls.some((poll) => poll.power !== null));
