import { describe, expect, it } from 'vitest';
import { epochMs } from '../../../app/units.ts';
import { lastHourAxis, powerAxis } from '../../../renderer/charts/axes.ts';
import type { ChartLook } from '../../../renderer/charts/chart-look.ts';
import { powerChartOptions, powerDatasets } from '../../../renderer/live/power-chart-options.ts';

const LOOK: ChartLook = {
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
const time = lastHourAxis(null, epochMs(Date.UTC(2025, 10, 22, 12)));
const optionsUpTo = (highest: number) =>
  powerChartOptions({ time, power: powerAxis(0, highest) }, LOOK, 'de');

describe('the chart of the last hour', () => {
  it('spans the frame, from zero', () => {
    const { scales } = optionsUpTo(1300);
    expect(scales?.x).toMatchObject({ type: 'time', min: time.from, max: time.until });
    expect(scales?.y).toMatchObject({ min: 0, max: 1500 });
  });

  it('does not animate and does not span gaps', () => {
    expect(optionsUpTo(1300)).toMatchObject({ animation: false, spanGaps: false, parsing: false });
  });

  it.each([
    [900, []],
    [1300, ['amber']],
    [2300, ['amber', 'red']],
  ])('draws the thresholds that are in sight at %i W', (highest, colours) => {
    const annotations = optionsUpTo(highest).plugins?.annotation?.annotations;
    expect(annotations).toEqual(
      colours.map((borderColor) => expect.objectContaining({ borderColor })),
    );
  });

  it('draws the phases in their colours above the total, and on an edge where they need one', () => {
    const sets = powerDatasets(LOOK, 'Gesamt');
    expect(sets.map(({ label, borderColor }) => [label, borderColor])).toEqual([
      ['Gesamt', 'total'],
      ['L1', 'brown'],
      ['L2', 'light'],
      ['L2', 'black'],
      ['L3', 'grey'],
    ]);
    const [total, ...phases] = sets;
    for (const phase of phases) expect(total?.order).toBeGreaterThan(phase.order ?? 0);
  });
});
