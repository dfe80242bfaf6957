import type { Point } from 'chart.js';
import type { Series } from '../../app/history/query.ts';
import type { Field } from '../../app/measurement.ts';
import type { ChartLook } from './chart-look.ts';
import { columnOf, pointsOf } from './series-points.ts';
import type { TimeChartDataset } from './time-chart-options.ts';

/** A line without dots. @param width in parts of the text's size. */
export function lineOf(
  label: string,
  data: Point[],
  colour: string,
  width: number,
  look: ChartLook,
): TimeChartDataset & { type: 'line' } {
  return {
    type: 'line',
    label,
    data,
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: width * look.fontSize,
    pointRadius: 0,
    fill: false,
    spanGaps: false,
  };
}

/**
 * The area between the smallest and the largest reading of each row. Always two datasets, so that
 * a chart keeps its order; they are empty where each row is one reading.
 */
export function bandOf(
  series: Series,
  field: Field,
  colour: string,
  look: ChartLook,
): readonly TimeChartDataset[] {
  const edge = (part: 'min' | 'max') => {
    const values = series.step === null ? [] : columnOf(series, field, part);
    return lineOf(`${field} ${part}`, pointsOf(series, values), 'transparent', 0, look);
  };
  return [{ ...edge('max'), backgroundColor: colour, fill: '+1' }, edge('min')];
}
