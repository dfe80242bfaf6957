import {
  type CounterMark,
  type CounterWay,
  type EnergyShare,
  energyBetween,
  QUARTER,
  quarterOf,
  shareByTime,
} from './counter.ts';

/** What is known of the power in one quarter of an hour while its counter was not read. */
export interface QuarterWork {
  readonly quarter: number;
  /** ms for which the power is known. */
  readonly known: number;
  /** Power times that time, W · ms; power below 0 does none. */
  readonly work: number;
}

/** Work is kept for so many quarters without a counter: 31 days. After that it is shared by time. */
const MOST_QUARTERS = 31 * 96;

/** Work since a counter was last read. */
export class WorkSoFar {
  #quarters: { quarter: number; known: number; work: number }[];
  #isTooLong: boolean;

  /** @param quarters null: it took too long to be kept */
  constructor(quarters: readonly QuarterWork[] | null) {
    this.#quarters = (quarters ?? []).map((one) => ({ ...one }));
    this.#isTooLong = quarters === null;
  }

  get quarters(): readonly QuarterWork[] | null {
    return this.#isTooLong ? null : this.#quarters.map((one) => ({ ...one }));
  }

  /** A power in W that stands from one time until another. */
  add(power: number, from: number, until: number): void {
    if (this.#isTooLong) return;
    for (let at = from; at < until; ) {
      const quarter = quarterOf(at);
      const end = Math.min((quarter + 1) * QUARTER, until);
      const newest = this.#quarters[this.#quarters.length - 1];
      const work = Math.max(0, power) * (end - at);
      if (newest?.quarter === quarter) {
        newest.known += end - at;
        newest.work += work;
      } else this.#quarters.push({ quarter, known: end - at, work });
      at = end;
    }
    if (this.#quarters.length > MOST_QUARTERS) {
      this.#isTooLong = true;
      this.#quarters = [];
    }
  }

  /** The counter was read. */
  clear(): void {
    this.#isTooLong = false;
    if (this.#quarters.length > 0) this.#quarters = [];
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/**
 * The work that tells how a rise of the counter is shared; none in ordinary operation, where counters
 * are read often enough, and after a gap in which nothing was read.
 */
export function tellingWork(
  from: CounterMark,
  to: CounterMark,
  way: CounterWay,
  work: readonly QuarterWork[],
): readonly QuarterWork[] {
  if (way.clockStepped || to.at - from.at <= way.gapAbove) return [];
  if (way.newEpoch || to.mWh < from.mWh) return [];
  return sum(work.map(({ known }) => known)) > way.gapAbove ? work : [];
}

/** A quarter of an hour between two readings of a counter. */
interface Stretch {
  readonly quarter: number;
  /** ms between the two readings, and for how many of these the power is not known. */
  readonly span: number;
  readonly unknown: number;
  /** mWh */
  readonly work: number;
}

const MILLIS_PER_HOUR_AND_MILLI = 3600;

function stretches(from: number, to: number, work: readonly QuarterWork[]): Stretch[] {
  const found: Stretch[] = [];
  const told = new Map<number, { known: number; work: number }>();
  for (const { quarter, ...one } of work) {
    const before = told.get(quarter) ?? { known: 0, work: 0 };
    told.set(quarter, { known: before.known + one.known, work: before.work + one.work });
  }
  for (let quarter = quarterOf(from); quarter <= quarterOf(to - 1); quarter++) {
    const span = Math.min((quarter + 1) * QUARTER, to) - Math.max(quarter * QUARTER, from);
    const { known, work: done } = told.get(quarter) ?? { known: 0, work: 0 };
    const unknown = Math.max(0, span - known);
    found.push({ quarter, span, unknown, work: done / MILLIS_PER_HOUR_AND_MILLI });
  }
  return found;
}

/** Meters count in steps of up to 0.01 kWh, and a float32 of kWh has steps that grow with it. */
const COUNTER_STEP = 10_000;
const stepOf = (mWh: number): number => Math.max(COUNTER_STEP, mWh * 2 ** -22);
/** What polls see of the work may be less than the counter sees by this part of it. */
const WORK_TOLERANCE = 0.02;

/** What each quarter's part of the energy is in proportion to. */
function weights(all: readonly Stretch[], energy: number, counter: number): readonly number[] {
  const work = sum(all.map((one) => one.work));
  const unknown = sum(all.map((one) => one.unknown));
  const rest = energy - work;
  if (unknown > 0 && (work === 0 || rest > stepOf(counter) + work * WORK_TOLERANCE)) {
    return all.map((one) => one.work + (rest * one.unknown) / unknown);
  }
  return all.map((one) => (work === 0 ? one.span : one.work));
}

/**
 * Shares the energy between two readings of a counter among the quarters of an hour that they span: by
 * work where power is known, what is left by time where it is not. How much came before a quarter
 * is an estimate where power is unknown on both sides of its beginning. The shares add up to
 * {@link energyBetween} exactly.
 */
export function shareRise(
  from: CounterMark,
  to: CounterMark,
  way: CounterWay,
  work: readonly QuarterWork[],
): readonly EnergyShare[] {
  const telling = tellingWork(from, to, way, work);
  if (telling.length === 0) return shareByTime(from, to, way);
  const energy = energyBetween(from, to, way);
  const all = stretches(from.at, to.at, telling);
  const parts = weights(all, energy, to.mWh);
  const whole = sum(parts);
  let [unknownAfter, isUnknownBefore] = [sum(all.map(({ unknown }) => unknown)), false];
  let [given, upTo] = [0, 0];
  return all.map(({ quarter, unknown }, place) => {
    upTo += parts[place] ?? 0;
    const until = place === all.length - 1 ? energy : Math.round((energy * upTo) / whole);
    const mWh = until - given;
    given = until;
    const beginsInGap = isUnknownBefore && unknownAfter > 0;
    unknownAfter -= unknown;
    isUnknownBefore ||= unknown > 0;
    return { quarter, mWh, beginsInGap };
  });
}

/** The work in a part of the time between two readings, as if it had been even in each quarter. */
export function workWithin(
  work: readonly QuarterWork[],
  whole: { readonly from: number; readonly to: number },
  part: { readonly from: number; readonly to: number },
): readonly QuarterWork[] {
  return work.flatMap(({ quarter, known, work: done }) => {
    const [begin, end] = [quarter * QUARTER, (quarter + 1) * QUARTER];
    const span = Math.min(end, whole.to) - Math.max(begin, whole.from);
    const inside = Math.min(end, part.to) - Math.max(begin, part.from);
    if (inside <= 0 || span <= 0) return [];
    const share = Math.min(1, inside / span);
    return [{ quarter, known: Math.round(known * share), work: done * share }];
  });
}
