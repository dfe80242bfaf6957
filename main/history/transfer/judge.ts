import { type CounterState, type Limits, NO_COUNTERS } from '../../../app/counters.ts';
import { isPossibleTime } from '../../../app/history/record-times.ts';
import { ENERGY_FIELDS, type Measurement } from '../../../app/measurement.ts';
import { judge } from '../../../app/plausibility.ts';
import { type EpochMs, minutes } from '../../../app/units.ts';
import type { Sample } from '../fill.ts';
import { newEpochFlag } from '../poll-row.ts';
import { fromWire, toWire, type Wire } from '../wire.ts';

/** A reading from elsewhere before anybody asked whether it can be true. */
export interface RawSample {
  readonly at: EpochMs;
  /** kW, Hz, cos φ, kWh; NaN: not there. */
  readonly wire: Wire;
  /** How its powers were sent. */
  readonly flags: number;
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
 * Applies the rules that live readings must pass. Samples come in the order of time, in as many parts as
 * there are: of readings that repeat themselves some wait for the next part, or for {@link finish}.
 */
export class SampleJudge {
  rejected = 0;
  readonly #limits: Limits;
  readonly #now: EpochMs;
  #counters: CounterState;
  #newest = Number.NEGATIVE_INFINITY;
  /** Equal readings that are not known yet to be one that was repeated. */
  #run: RawSample[] = [];
  #isFrozen = false;

  /** @param counters as they stood before the first sample. */
  constructor(limits: Limits, now: EpochMs, counters: CounterState = NO_COUNTERS) {
    this.#limits = limits;
    this.#now = now;
    this.#counters = counters;
  }

  judge(raw: readonly RawSample[]): readonly Sample[] {
    return raw.flatMap((sample) => {
      // A reading that comes twice is no other reading.
      if (sample.at === this.#newest) return [];
      if (!isPossibleTime(sample.at, this.#now) || isBlank(sample.wire)) {
        this.rejected++;
        return [];
      }
      this.#newest = sample.at;
      return this.#follow(sample);
    });
  }

  /** What still waits, after the last part. */
  finish(): readonly Sample[] {
    const samples = this.#isFrozen ? [] : this.#run.flatMap((one) => this.#judgeOne(one));
    this.#run = [];
    return samples;
  }

  #follow(sample: RawSample): readonly Sample[] {
    const [first] = this.#run;
    if (first === undefined || !isSame(first.wire, sample.wire)) {
      const before = this.finish();
      [this.#run, this.#isFrozen] = [[sample], false];
      return before;
    }
    if (this.#isFrozen) {
      this.rejected++;
      return [];
    }
    this.#run.push(sample);
    if (!isFrozen(this.#run)) return [];
    // Of a long run of equal readings only the first was read.
    this.rejected += this.#run.length - 1;
    [this.#run, this.#isFrozen] = [[first], true];
    return this.#judgeOne(first);
  }

  #judgeOne({ at, wire, flags: sent }: RawSample): Sample[] {
    const values: Measurement = fromWire(wire);
    const verdict = judge({ at, values }, this.#counters, this.#limits);
    this.#counters = verdict.counters;
    this.rejected += verdict.rejections.length;
    const judged = toWire(verdict.reading.values);
    if (judged.every((value) => Number.isNaN(value))) return [];
    const flags = verdict.counterEvents.reduce(
      (sum, { field }) => sum | newEpochFlag(ENERGY_FIELDS.indexOf(field)),
      sent,
    );
    return [{ at, wire: judged, flags }];
  }
}

const isFrozen = (run: readonly RawSample[]): boolean =>
  run.length >= FROZEN_AFTER && (run.at(-1)?.at ?? 0) - (run[0]?.at ?? 0) >= FROZEN_SPAN;
