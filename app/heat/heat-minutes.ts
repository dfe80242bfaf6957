import { minutes, type WattHours, wattHours } from '../units.ts';

export const MINUTE = minutes(1);
export const MINUTES_IN_DAY = 1440;
const MS_IN_HOUR = 3_600_000;

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

/** What is known of the heat side over many days. */
export class HeatMinutes {
  readonly #days = new Map<number, HeatDay>();

  /** @param day UTC days since 1970. */
  add(day: number, minutes: HeatDay): void {
    this.#days.set(day, minutes);
  }

  get isEmpty(): boolean {
    return this.#days.size === 0;
  }

  /** UTC days of which something was kept, in no order. */
  get days(): readonly number[] {
    return [...this.#days.keys()];
  }

  /** Minutes that are cut by an end count by their part. */
  sum(from: number, to: number): HeatSum {
    let [heat, known] = [0, 0];
    this.#each('heat', from, to, (watts, span) => {
      heat += (watts * span) / MS_IN_HOUR;
      known += span;
    });
    return { heat: wattHours(heat), known };
  }

  /** Mean outdoor temperature in °C; null: not known. */
  outdoor(from: number, to: number): number | null {
    let [degrees, known] = [0, 0];
    this.#each('outdoor', from, to, (celsius, span) => {
      degrees += celsius * span;
      known += span;
    });
    return known === 0 ? null : degrees / known;
  }

  #each(
    column: keyof HeatDay,
    from: number,
    to: number,
    visit: (value: number, span: number) => void,
  ): void {
    for (let minute = Math.floor(from / MINUTE); minute * MINUTE < to; minute++) {
      const day = Math.floor(minute / MINUTES_IN_DAY);
      const value = this.#days.get(day)?.[column][minute - day * MINUTES_IN_DAY] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      const start = minute * MINUTE;
      visit(value, Math.min(to, start + MINUTE) - Math.max(from, start));
    }
  }
}
