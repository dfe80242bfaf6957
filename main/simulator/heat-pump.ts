import {
  type EpochMs,
  hours,
  type WattHours,
  type Watts,
  wattHours,
  watts,
} from '../../app/units.ts';
import { type Curve, Pen, plus, type Six, ZERO } from './curve.ts';
import { drawSegment } from './load.ts';
import { type Noise, noiseOf } from './noise.ts';
import type { Purpose } from './schedule.ts';
import { type Activity, type PlannedSegment, segmentsOfDay } from './segments.ts';
import { localDay, midnight, type Site, temperatureAt } from './weather.ts';

/** One value for each of L1, L2, L3. */
export type PerPhase<T> = readonly [T, T, T];

/** What a meter at the heat pump's supply would see at one instant. */
export interface Instant {
  readonly at: EpochMs;
  readonly activity: Activity;
  /** Active power. Positive is import; L2 and L3 are exactly 0 while the compressor is off. */
  readonly power: PerPhase<Watts>;
  /** Reactive power in var, inductive. */
  readonly reactive: PerPhase<number>;
  /** Active energy since the meter was fitted. */
  readonly energy: PerPhase<WattHours>;
  /** Reactive energy since the meter was fitted, in varh. */
  readonly reactiveEnergy: PerPhase<number>;
}

/** A time of one activity, as it truly was. */
export interface Segment {
  readonly activity: Activity;
  readonly start: EpochMs;
  /** The first instant no more in it. */
  readonly end: EpochMs;
  /** Active energy of all phases between `start` and `end`. */
  readonly energy: WattHours;
}

/** A run of the compressor, as it truly was. */
export interface Run {
  readonly purpose: Purpose;
  readonly start: EpochMs;
  readonly end: EpochMs;
  /** Active energy of all phases, the circulation pump's share in it. */
  readonly energy: WattHours;
}

/** A heat pump that can be asked at any instant; the same seed always gives the same machine. */
export interface HeatPump {
  /** The randomness of the whole installation, its grid too. */
  readonly noise: Noise;
  instant(at: EpochMs): Instant;
  /** Outdoor temperature in °C. */
  outdoor(at: EpochMs): number;
  /** Truth: everything between the two instants, without a gap, cut at them. */
  segments(from: EpochMs, to: EpochMs): readonly Segment[];
  /** Truth: every run that starts from `from` (included) to `to` (excluded), whole. */
  runs(from: EpochMs, to: EpochMs): readonly Run[];
}

export interface HeatPumpOptions {
  readonly seed: number;
  /** The meter counts from the beginning of this local day; before, it stands at 0. */
  readonly fitted: EpochMs;
}

interface DayPlan {
  readonly segments: readonly PlannedSegment[];
  readonly curve: Curve;
}

/** The house stands in Central Europe and keeps winter time all year. */
const UTC_OFFSET = hours(1);

/** Days whose plans are kept; asking in the order of time needs two. */
const KEPT_DAYS = 8;

const activeSum = (six: Six): number => six[0] + six[1] + six[2];

class PlannedHeatPump implements HeatPump {
  readonly #site: Site;
  readonly #fittedDay: number;
  readonly #pen = new Pen();
  readonly #plans = new Map<number, DayPlan>();
  /** Counters at the beginning of each day's plan, from the day the meter was fitted. */
  readonly #counters: Six[] = [ZERO];

  constructor(options: HeatPumpOptions) {
    this.#site = { noise: noiseOf(options.seed), utcOffset: UTC_OFFSET };
    this.#fittedDay = localDay(this.#site, options.fitted);
  }

  get noise(): Noise {
    return this.#site.noise;
  }

  instant(at: EpochMs): Instant {
    const day = this.#dayOf(at);
    const { curve, segments } = this.#plan(day);
    const now = curve.at(at);
    const counted = day < this.#fittedDay ? ZERO : plus(this.#counter(day), curve.until(at));
    return {
      at,
      activity: segments.findLast((segment) => segment.start <= at)?.activity ?? 'standby',
      power: [watts(now[0]), watts(now[1]), watts(now[2])],
      reactive: [now[3], now[4], now[5]],
      energy: [wattHours(counted[0]), wattHours(counted[1]), wattHours(counted[2])],
      reactiveEnergy: [counted[3], counted[4], counted[5]],
    };
  }

  outdoor(at: EpochMs): number {
    return temperatureAt(this.#site, at);
  }

  segments(from: EpochMs, to: EpochMs): readonly Segment[] {
    const found: Segment[] = [];
    for (const { day, segment } of this.#planned(from, to)) {
      const start = segment.start < from ? from : segment.start;
      const end = segment.end > to ? to : segment.end;
      const last = found.at(-1);
      const energy = this.#energy(day, start, end);
      if (last?.activity === segment.activity) {
        found[found.length - 1] = { ...last, end, energy: wattHours(last.energy + energy) };
      } else {
        found.push({ activity: segment.activity, start, end, energy });
      }
    }
    return found;
  }

  runs(from: EpochMs, to: EpochMs): readonly Run[] {
    const found: Run[] = [];
    for (const { day, segment } of this.#planned(from, to)) {
      const run = segment.run;
      if (run === null || run.start !== segment.start || run.start < from) continue;
      const { purpose, start, end } = run;
      found.push({ purpose, start, end, energy: this.#energy(day, start, end) });
    }
    return found;
  }

  /** Every planned segment that has a part between the two instants. */
  *#planned(from: EpochMs, to: EpochMs): Iterable<{ day: number; segment: PlannedSegment }> {
    if (to <= from) return;
    for (let day = this.#dayOf(from); midnight(this.#site, day) < to; day++) {
      for (const segment of this.#plan(day).segments) {
        if (segment.end > from && segment.start < to) yield { day, segment };
      }
    }
  }

  /** Active energy between two instants of one day's plan. */
  #energy(day: number, start: EpochMs, end: EpochMs): WattHours {
    const { curve } = this.#plan(day);
    return wattHours(activeSum(plus(curve.until(end), curve.until(start), -1)));
  }

  #dayOf(at: EpochMs): number {
    const day = localDay(this.#site, at);
    return at < this.#plan(day).curve.start ? day - 1 : day;
  }

  #counter(day: number): Six {
    for (let known = this.#counters.length; known <= day - this.#fittedDay; known++) {
      const before = this.#counters[known - 1] ?? ZERO;
      this.#draw(segmentsOfDay(this.#site, this.#fittedDay + known - 1));
      this.#counters.push(plus(before, this.#pen.total));
    }
    return this.#counters[day - this.#fittedDay] ?? ZERO;
  }

  #plan(day: number): DayPlan {
    const kept = this.#plans.get(day);
    if (kept !== undefined) return kept;
    const segments = segmentsOfDay(this.#site, day);
    this.#draw(segments);
    const plan = { segments, curve: this.#pen.curve };
    const oldest = this.#plans.keys().next().value;
    if (this.#plans.size >= KEPT_DAYS && oldest !== undefined) this.#plans.delete(oldest);
    this.#plans.set(day, plan);
    return plan;
  }

  #draw(segments: readonly PlannedSegment[]): void {
    this.#pen.lift();
    for (const segment of segments) drawSegment(this.#pen, this.#site, segment);
  }
}

export function createHeatPump(options: HeatPumpOptions): HeatPump {
  return new PlannedHeatPump(options);
}
