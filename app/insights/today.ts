import type { StripSegment } from '../history/query.ts';
import type { Cost, EpochMs, Millis } from '../units.ts';

/** What Live and the wall display tell of the day so far, from the same sums as the Heat pump view. */
export interface HeatPumpToday {
  /** Local midnight. */
  readonly since: EpochMs;
  readonly starts: number;
  readonly runTime: Millis;
  /** null: no tariff. */
  readonly cost: Cost | null;
  /** null: no heat side, or nothing ran. */
  readonly cop: number | null;
  /** What it did since midnight. */
  readonly segments: readonly StripSegment[];
}
