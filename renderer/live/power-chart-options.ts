import type { ChartDataset, ChartOptions, Point, TooltipItem } from 'chart.js';
import { joined, spokenPower } from '../../app/text/numbers.ts';
import type { Language } from '../../app/text/texts.ts';
import { watts } from '../../app/units.ts';
import { powerTick, type RoundAxis, type TimeAxis, wallClockTicks } from '../charts/axes.ts';
import type { ChartLook } from '../charts/chart-look.ts';
import { ZONE } from '../zone.ts';
import { POWER_COLUMNS, type PowerColumn } from './power-series.ts';

/** Wide enough for every tick text, so that the plot stays where it is when the range grows. */
const VALUE_AXIS_EM = 5;
/** Widths of lines in parts of the text's size. */
const TOTAL_EM = 0.19;
const PHASE_EM = 0.15;
const EDGE_EM = 0.3;
const THRESHOLDS_W = { moderate: 1000, alert: 2000 } as const;

/** A line of the chart. An edge lies under the line that it belongs to and is not named. */
export interface PowerDataset extends ChartDataset<'line', (Point | null)[]> {
  readonly column: PowerColumn;
  readonly isEdge: boolean;
}

/** Total below, phases above it, each with its edge; without points. */
export function powerDatasets(look: ChartLook, total: string): PowerDataset[] {
  const line = (column: PowerColumn, label: string, colour: string, width: number) => ({
    column,
    label,
    isEdge: false,
    data: [],
    borderColor: colour,
    backgroundColor: colour,
    pointHoverBackgroundColor: colour,
    pointHoverBorderColor: colour,
    borderWidth: width * look.fontSize,
    pointRadius: 0,
    pointHoverRadius: 4,
    pointHitRadius: 0,
    // A higher order is drawn earlier, that is below.
    order: column === 'power' ? 2 : 1,
    fill: false,
  });
  const [, ...phaseColumns] = POWER_COLUMNS;
  const phases = phaseColumns.flatMap((column, index) => {
    const { line: colour, edge } = look.phases[index] ?? look.phases[0];
    const name = `L${index + 1}`;
    const under = (shade: string) => ({
      ...line(column, name, shade, EDGE_EM),
      isEdge: true,
      pointHoverRadius: 0,
    });
    const over = line(column, name, colour, PHASE_EM);
    return edge === null ? [over] : [under(edge), over];
  });
  const whole = line('power', total, look.total, TOTAL_EM);
  return [{ ...whole, fill: 'origin', backgroundColor: look.fill }, ...phases];
}

/** What the chart shows besides its points. */
export interface PowerChartFrame {
  readonly time: TimeAxis;
  readonly power: RoundAxis;
}

/** The options for a frame. Pure: the same arguments give the same chart. */
export function powerChartOptions(
  frame: PowerChartFrame,
  look: ChartLook,
  language: Language,
): ChartOptions<'line'> {
  const font = { family: look.font, size: look.fontSize };
  const { time, power } = frame;
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    parsing: false,
    normalized: true,
    spanGaps: false,
    layout: { padding: { top: look.fontSize / 2, right: look.fontSize } },
    elements: { line: { tension: 0, borderJoinStyle: 'round' } },
    interaction: { mode: 'index', intersect: false },
    scales: {
      x: {
        type: 'time',
        min: time.from,
        max: time.until,
        time: { unit: 'minute', displayFormats: { minute: 'HH:mm' } },
        grid: { color: look.grid, drawTicks: false },
        border: { display: false },
        ticks: { color: look.ink2, font, maxRotation: 0, padding: 8, autoSkip: false },
        afterBuildTicks: (scale) => {
          scale.ticks = wallClockTicks(time).map((value) => ({ value }));
        },
      },
      y: {
        min: power.min,
        max: power.max,
        grid: { color: look.grid, drawTicks: false },
        border: { display: false },
        afterFit: (scale) => {
          scale.width = look.fontSize * VALUE_AXIS_EM;
        },
        ticks: {
          color: look.ink2,
          font,
          padding: 8,
          stepSize: power.step,
          callback: (value) => powerTick(language, power, Number(value)),
        },
      },
    },
    plugins: {
      legend: { display: false },
      crosshair: { colour: look.ink2 },
      annotation: { annotations: thresholdLines(power, look) },
      tooltip: {
        backgroundColor: look.raised,
        borderColor: look.line,
        borderWidth: 1,
        titleColor: look.ink2,
        bodyColor: look.ink,
        titleFont: { ...font, weight: 'normal' },
        bodyFont: font,
        padding: 12,
        cornerRadius: 8,
        caretSize: 0,
        caretPadding: 12,
        boxPadding: 6,
        usePointStyle: true,
        itemSort: (a, b) => a.datasetIndex - b.datasetIndex,
        filter: ({ dataset }) => !(dataset as PowerDataset).isEdge,
        callbacks: {
          title: (items) => momentText(language, items),
          label: ({ dataset, parsed }) =>
            `${dataset.label ?? ''}  ${joined(spokenPower(language, watts(parsed.y ?? 0)))}`,
          labelColor: ({ dataset }) => {
            const colour = String(dataset.borderColor);
            return { borderColor: colour, backgroundColor: colour };
          },
          labelPointStyle: () => ({ pointStyle: 'circle', rotation: 0 }),
        },
      },
    },
  };
}

function momentText(language: Language, items: readonly TooltipItem<'line'>[]): string {
  const at = items[0]?.parsed.x ?? null;
  if (at === null) return '';
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat(language, { ...time, timeZone: ZONE }).format(at);
}

/** Where the load becomes raised and high, while that is in sight. */
function thresholdLines({ max }: RoundAxis, look: ChartLook) {
  const levels = ['moderate', 'alert'] as const;
  return levels
    .filter((level) => THRESHOLDS_W[level] < max)
    .map((level) => ({
      type: 'line' as const,
      yMin: THRESHOLDS_W[level],
      yMax: THRESHOLDS_W[level],
      borderColor: look[level],
      borderWidth: 1,
      borderDash: [2, 6],
      drawTime: 'beforeDatasetsDraw' as const,
    }));
}
