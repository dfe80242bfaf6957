import { type CounterState, type Limits, NO_COUNTERS } from '../../../app/counters.ts';
import { ENERGY_FIELDS, type Measurement } from '../../../app/measurement.ts';
import { judge } from '../../../app/plausibility.ts';
import { type EpochMs, type Millis, millis, minutes, seconds } from '../../../app/units.ts';
import type { Sample } from '../fill.ts';
import { newEpochFlag } from '../poll-row.ts';
import { fromWire, toWire, type Wire } from '../wire.ts';

/** A reading from elsewhere before anybody asked whether it can be true. */
export interface RawSample {
  readonly at: EpochMs;
  /** kW, Hz, cos φ, kWh; NaN: not there. */
  readonly wire: Wire;
}

/**
 * So many equal readings in a row are one reading that was repeated: the exporter keeps publishing its
 * last values while it cannot read, and the mains frequency never stands still for ten minutes.
 */
const FROZEN_AFTER = 20;
/** From the first to the last of so many at the exporter's pace; others are asked more often. */
const FROZEN_SPAN = minutes(9.5);

const isSame = (a: Wire, b: Wire): boolean => a.every((value, i) => Object.is(value, b[i]));
/** What the exporter publishes before its first read. */
const isBlank = (wire: Wire): boolean => wire.every((value) => value === 0 || Number.isNaN(value));

/**
 * Times that a sample may have. One slip of a digit is thousands of years away, and the energy on the
 * way there would be shared among all of their quarters of an hour.
 */
const EARLIEST = Date.UTC(2000, 0);
const LATEST = Date.UTC(2060, 0);
const isTimely = ({ at }: RawSample): boolean => at >= EARLIEST && at < LATEST;

/** Applies the rules that live readings must pass. Samples come in the order of time. */
export class SampleJudge {
  rejected = 0;
  #counters: CounterState = NO_COUNTERS;
  readonly #limits: Limits;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  judge(raw: readonly RawSample[]): readonly Sample[] {
    const kept = withoutFrozen(raw.filter((sample) => isTimely(sample) && !isBlank(sample.wire)));
    this.rejected += raw.length - kept.length;
    return kept.flatMap((sample) => this.#judgeOne(sample));
  }

  #judgeOne({ at, wire }: RawSample): Sample[] {
    const values: Measurement = fromWire(wire);
    const verdict = judge({ at, values }, this.#counters, this.#limits);
    this.#counters = verdict.counters;
    this.rejected += verdict.rejections.length;
    const judged = toWire(verdict.reading.values);
    if (judged.every((value) => Number.isNaN(value))) return [];
    const flags = verdict.counterEvents.reduce(
      (sum, { field }) => sum | newEpochFlag(ENERGY_FIELDS.indexOf(field)),
      0,
    );
    return [{ at, wire: judged, flags }];
  }
}

const isFrozen = (run: readonly RawSample[]): boolean =>
  run.length >= FROZEN_AFTER && (run.at(-1)?.at ?? 0) - (run[0]?.at ?? 0) >= FROZEN_SPAN;

/** Of a long run of equal readings only the first was read. */
function withoutFrozen(samples: readonly RawSample[]): RawSample[] {
  const kept: RawSample[] = [];
  let start = 0;
  for (let i = 1; i <= samples.length; i++) {
    const [first, now] = [samples[start], samples[i]];
    if (first !== undefined && now !== undefined && isSame(first.wire, now.wire)) continue;
    const run = samples.slice(start, i);
    kept.push(...(isFrozen(run) ? run.slice(0, 1) : run));
    start = i;
  }
  return kept;
}

/** The exporter's pace. */
const USUAL_PACE = seconds(30);
const LONGEST_PACE = seconds(300);

/** The most usual time between two samples. */
export function paceOf(samples: readonly RawSample[]): Millis {
  const waits = samples
    .slice(1)
    .map(({ at }, i) => at - (samples[i]?.at ?? at))
    .sort((a, b) => a - b);
  const middle = waits[waits.length >> 1] ?? USUAL_PACE;
  const whole = Math.round(middle / 1000) * 1000;
  return millis(Math.min(Math.max(whole, 1000), LONGEST_PACE));
}
