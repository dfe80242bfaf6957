import type { Series } from '../../app/history/query.ts';
import { POWER_FIELDS, type PowerField } from '../../app/measurement.ts';
import type { Language } from '../../app/text/texts.ts';
import { powerAxis, powerTick } from './axes.ts';
import { ticksOf } from './axis-ticks.ts';
import type { ChartLook } from './chart-look.ts';
import { bandOf, lineOf } from './lines.ts';
import { columnOf, extremesIn, pointsOf } from './series-points.ts';
import {
  type ChartSpec,
  type TimeChartDataset,
  type TimeFrame,
  timeChartOptions,
} from './time-chart-options.ts';

const TOTAL_EM = 0.13;
const PHASE_EM = 0.11;
const EDGE_EM = 0.24;

/** Total as a line over its band, phases over it; `shown` says which of them. */
export function powerSpec(
  series: Series,
  shown: ReadonlySet<PowerField>,
  time: TimeFrame,
  look: ChartLook,
  language: Language,
): ChartSpec {
  const [, ...phases] = POWER_FIELDS;
  const line = (field: PowerField, colour: string, width: number) => ({
    ...lineOf(field, pointsOf(series, columnOf(series, field, 'mean')), colour, width, look),
    hidden: !shown.has(field),
  });
  const band = bandOf(series, 'power', look.band, look).map((dataset) => ({
    ...dataset,
    hidden: !shown.has('power'),
  }));
  const lines = phases.flatMap((field, index): TimeChartDataset[] => {
    const { line: colour, edge } = look.phases[index] ?? look.phases[0];
    const over = line(field, colour, PHASE_EM);
    return edge === null ? [over] : [line(field, edge, EDGE_EM), over];
  });
  const columns = POWER_FIELDS.filter((field) => shown.has(field)).flatMap((field) =>
    field === 'power'
      ? [columnOf(series, field, 'min'), columnOf(series, field, 'max')]
      : [columnOf(series, field, 'mean')],
  );
  const { lowest, highest } = extremesIn(columns) ?? { lowest: 0, highest: 0 };
  const axis = powerAxis(lowest, highest);
  const ticks = ticksOf(axis, (value) => powerTick(language, axis, value));
  // What comes first is drawn below what follows.
  const datasets = inOrder([...band, line('power', look.total, TOTAL_EM), ...lines]);
  return {
    type: 'line',
    datasets,
    options: timeChartOptions(time, { ...axis, ticks }, look),
  };
}

/** Chart.js draws a higher order earlier. */
function inOrder(datasets: readonly TimeChartDataset[]): TimeChartDataset[] {
  return datasets.map((dataset, index) => ({ ...dataset, order: datasets.length - index }));
}
