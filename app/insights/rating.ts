import type { Cost } from '../units.ts';
import type { CostFigures, HeatFigures } from './figures.ts';
import type { HeatedSpan } from './heat-of.ts';
import type { CopPoint } from './query.ts';
import type { RunEnergy } from './run-energy.ts';
import type { Stretch } from './sums.ts';

/** What is known beside the electricity. null: it is not. */
export interface Rating {
  cost(stretches: readonly Stretch[]): CostFigures | null;
  heat(stretches: readonly Stretch[]): HeatFigures | null;
  run(
    run: HeatedSpan,
    parts: readonly RunEnergy[],
  ): {
    readonly cost: Cost | null;
    readonly cop: number | null;
    readonly outdoor: number | null;
  };
  copOverOutdoor(stretch: Stretch): readonly CopPoint[] | null;
}
