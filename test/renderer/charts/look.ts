import type { ChartLook } from '../../../renderer/charts/chart-look.ts';

/** Colours by their names. L2 has an edge, as black has on a dark ground. */
export const LOOK: ChartLook = {
  font: 'sans-serif',
  fontSize: 13,
  ink: 'ink',
  ink2: 'ink-2',
  grid: 'grid',
  line: 'line',
  raised: 'raised',
  moderate: 'amber',
  alert: 'red',
  total: 'total',
  fill: 'fill',
  band: 'band',
  zones: { good: 'green zone', moderate: 'amber zone', alert: 'red zone' },
  phases: [
    { line: 'brown', edge: null },
    { line: 'black', edge: 'light' },
    { line: 'grey', edge: null },
  ],
};
