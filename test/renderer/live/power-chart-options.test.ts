import { describe, expect, it } from 'vitest';
import { epochMs } from '../../../app/units.ts';
import { lastHourAxis, powerAxis } from '../../../renderer/charts/axes.ts';
import { powerChartOptions, powerDatasets } from '../../../renderer/live/power-chart-options.ts';
import { LOOK } from '../charts/look.ts';

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
