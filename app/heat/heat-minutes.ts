import { minutes, type WattHours, wattHours } from '../units.ts';

export const MINUTE = minutes(1);
export const MINUTES_IN_DAY = 1440;
const DAY = MINUTE * MINUTES_IN_DAY;
const MINUTES_IN_HOUR = 60;

/** Heat of one UTC day; NaN is a gap. */
export interface HeatDay {
  /** Mean in W of each minute. */
  readonly heat: Float32Array;
  /** Mean outdoor temperature in °C of each minute. */
  readonly outdoor: Float32Array;
}

export const noHeatDay = (): HeatDay => ({
  heat: new Float32Array(MINUTES_IN_DAY).fill(Number.NaN),
  outdoor: new Float32Array(MINUTES_IN_DAY).fill(Number.NaN),
});

/** Heat between two instants. */
export interface HeatSum {
  readonly heat: WattHours;
  /** ms for which it is known. */
  readonly known: number;
}

/** A day as running sums from its beginning, so that any stretch of it is one subtraction. */
export class HeatDaySums {
  /** W · min before each minute. */
  readonly #heat = new Float64Array(MINUTES_IN_DAY + 1);
  /** Minutes before each minute that are known. */
  readonly #known = new Uint16Array(MINUTES_IN_DAY + 1);
  readonly #outdoor: Float32Array;

  constructor({ heat, outdoor }: HeatDay) {
    this.#outdoor = outdoor;
    for (let minute = 0; minute < MINUTES_IN_DAY; minute++) {
      const value = heat[minute] ?? Number.NaN;
      const isKnown = !Number.isNaN(value);
      this.#heat[minute + 1] = (this.#heat[minute] ?? 0) + (isKnown ? value : 0);
      this.#known[minute + 1] = (this.#known[minute] ?? 0) + (isKnown ? 1 : 0);
    }
  }

  /** W · min and known minutes from the day's beginning to a place in it, in minutes. */
  until(place: number): readonly [heat: number, known: number] {
    const minute = Math.min(Math.floor(place), MINUTES_IN_DAY - 1);
    const part = place - minute;
    const at = (sums: ArrayLike<number>): number => {
      const before = sums[minute] ?? 0;
      return before + part * ((sums[minute + 1] ?? before) - before);
    };
    return [at(this.#heat), at(this.#known)];
  }

  /** The sum of °C, and of how many minutes it is. */
  outdoor(first: number, end: number): readonly [sum: number, count: number] {
    let [sum, count] = [0, 0];
    for (let minute = first; minute < end; minute++) {
      const celsius = this.#outdoor[minute] ?? Number.NaN;
      if (Number.isNaN(celsius)) continue;
      sum += celsius;
      count++;
    }
    return [sum, count];
  }
}

/** What is known of the heat side over many days. */
export class HeatMinutes {
  readonly #dayOf: (day: number) => HeatDaySums | null;

  /** @param dayOf UTC days since 1970; null: nothing is known of that day. */
  constructor(dayOf: (day: number) => HeatDaySums | null) {
    this.#dayOf = dayOf;
  }

  /** Minutes that are cut by an end count by their part. */
  sum(from: number, to: number): HeatSum {
    let [heat, known] = [0, 0];
    for (let start = from; start < to; ) {
      const day = Math.floor(start / DAY);
      const end = Math.min(to, (day + 1) * DAY);
      const sums = this.#dayOf(day);
      if (sums !== null) {
        const [heatBefore, knownBefore] = sums.until((start - day * DAY) / MINUTE);
        const [heatAfter, knownAfter] = sums.until((end - day * DAY) / MINUTE);
        heat += heatAfter - heatBefore;
        known += knownAfter - knownBefore;
      }
      start = end;
    }
    return { heat: wattHours(heat / MINUTES_IN_HOUR), known: known * MINUTE };
  }

  /** Mean outdoor temperature in °C over the minutes that begin between the two; null: not known. */
  outdoor(from: number, to: number): number | null {
    let [degrees, count] = [0, 0];
    for (let start = from; start < to; ) {
      const day = Math.floor(start / DAY);
      const end = Math.min(to, (day + 1) * DAY);
      const place = (at: number): number => Math.ceil((at - day * DAY) / MINUTE);
      const [sum, minutes] = this.#dayOf(day)?.outdoor(place(start), place(end)) ?? [0, 0];
      degrees += sum;
      count += minutes;
      start = end;
    }
    return count === 0 ? null : degrees / count;
  }
}
