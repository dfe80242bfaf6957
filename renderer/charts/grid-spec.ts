import type { Series } from '../../app/history/query.ts';
import type { Language } from '../../app/text/texts.ts';
import type { Level } from '../../app/thresholds.ts';
import { ticksAt } from './axis-ticks.ts';
import type { ChartLook } from './chart-look.ts';
import { bandOf, lineOf } from './lines.ts';
import { columnOf, type Extremes, extremesIn, pointsOf } from './series-points.ts';
import {
  type Annotations,
  type ChartSpec,
  type TimeFrame,
  timeChartOptions,
  type ValueAxis,
} from './time-chart-options.ts';

const LINE_EM = 0.12;

/** A stretch of the value axis that belongs to one level. */
interface Zone {
  readonly from: number;
  readonly to: number;
  readonly level: Level;
}

const NOMINAL_HZ = 50;
/** As in `app/thresholds.ts`. */
const FREQUENCY_ZONES: readonly Zone[] = [
  { from: 0, to: 49.5, level: 'alert' },
  { from: 49.5, to: 49.8, level: 'moderate' },
  { from: 49.8, to: 50.2, level: 'good' },
  { from: 50.2, to: 50.5, level: 'moderate' },
  { from: 50.5, to: 100, level: 'alert' },
];
const POWER_FACTOR_ZONES: readonly Zone[] = [
  { from: -1, to: -0.85, level: 'good' },
  { from: -0.85, to: -0.7, level: 'moderate' },
  { from: -0.7, to: 0.7, level: 'alert' },
  { from: 0.7, to: 0.85, level: 'moderate' },
  { from: 0.85, to: 1, level: 'good' },
];

/** Half the height of the frequency axis and its marks; the first that holds every value is used. */
const FREQUENCY_AXES = [
  { half: 0.25, marks: [49.8, 50, 50.2] },
  { half: 0.6, marks: [49.5, 49.8, 50.2, 50.5] },
  { half: 2.5, marks: [48, 49, 50, 51, 52] },
  { half: 6, marks: [45, 50, 55] },
] as const;

export function frequencyAxis({ lowest, highest }: Extremes, language: Language): ValueAxis {
  const off = Math.max(highest - NOMINAL_HZ, NOMINAL_HZ - lowest);
  const { half, marks } = FREQUENCY_AXES.find((axis) => off <= axis.half) ?? FREQUENCY_AXES[3];
  const decimals = half < 1 ? 1 : 0;
  return {
    min: NOMINAL_HZ - half,
    max: NOMINAL_HZ + half,
    ticks: ticksAt(marks, language, decimals, 'Hz'),
  };
}

/** From −1 where power flows back, from 0 where it is very low, else from 0.4. */
export function powerFactorAxis({ lowest }: Extremes, language: Language): ValueAxis {
  const min = lowest < 0 ? -1 : lowest < 0.4 ? 0 : 0.4;
  const marks = min < 0 ? [-0.85, 0, 0.85] : [...(min === 0 ? [0] : []), 0.7, 0.85, 1];
  return { min, max: 1.02, ticks: ticksAt(marks, language, 2) };
}

/** Frequency over its bands of ±0.2 and ±0.5 Hz. */
export function frequencySpec(
  series: Series,
  time: TimeFrame,
  look: ChartLook,
  language: Language,
): ChartSpec {
  const axis = frequencyAxis(rangeOf(series, 'frequency', NOMINAL_HZ), language);
  return gridSpec(series, 'frequency', FREQUENCY_ZONES, axis, time, look);
}

/** Power factor over its bands of 0.7 and 0.85. */
export function powerFactorSpec(
  series: Series,
  time: TimeFrame,
  look: ChartLook,
  language: Language,
): ChartSpec {
  const axis = powerFactorAxis(rangeOf(series, 'powerFactor', 1), language);
  return gridSpec(series, 'powerFactor', POWER_FACTOR_ZONES, axis, time, look);
}

type GridField = 'frequency' | 'powerFactor';

function rangeOf(series: Series, field: GridField, otherwise: number): Extremes {
  const columns = [columnOf(series, field, 'min'), columnOf(series, field, 'max')];
  return extremesIn(columns) ?? { lowest: otherwise, highest: otherwise };
}

function gridSpec(
  series: Series,
  field: GridField,
  zones: readonly Zone[],
  axis: ValueAxis,
  time: TimeFrame,
  look: ChartLook,
): ChartSpec {
  const points = pointsOf(series, columnOf(series, field, 'mean'));
  return {
    type: 'line',
    datasets: [
      { ...lineOf(field, points, look.ink, LINE_EM, look), order: 0 },
      ...bandOf(series, field, look.band, look).map((dataset) => ({ ...dataset, order: 1 })),
    ],
    options: timeChartOptions(time, axis, look, zoneBoxes(zones, axis, look)),
  };
}

/** Faint grounds in the colours of the thresholds; their edges are the marks of the axis. */
function zoneBoxes(zones: readonly Zone[], axis: ValueAxis, look: ChartLook): Annotations {
  const boxes = zones
    .filter(({ from, to }) => from < axis.max && to > axis.min)
    .map(({ from, to, level }) => ({
      type: 'box' as const,
      yMin: Math.max(from, axis.min),
      yMax: Math.min(to, axis.max),
      backgroundColor: look.zones[level],
      borderWidth: 0,
      drawTime: 'beforeDatasetsDraw' as const,
    }));
  return boxes;
}
