import { describe, expect, it } from 'vitest';
import { createTexts } from '../../../app/text/translate.ts';
import { epochMs, hours, millis, minutes, wattHours } from '../../../app/units.ts';
import { barWords } from '../../../renderer/heat-pump/bar-words.ts';
import { energyBars, startBars } from '../../../renderer/heat-pump/bars-spec.ts';
import { copSpec } from '../../../renderer/heat-pump/cop-spec.ts';
import { lengthsSpec, lengthTitle } from '../../../renderer/heat-pump/lengths-spec.ts';
import { LOOK } from '../charts/look.ts';
import { bar, START } from './figures.ts';

const time = {
  range: { from: START, to: epochMs(START + hours(72)) },
  ticks: [],
  labelled: true,
};
const paint = (colour: string, partial: boolean) => (partial ? `${colour} hatched` : colour);
const heights = ({ datasets }: ReturnType<typeof energyBars>) =>
  datasets[0]?.data.slice(1, -1).map(({ y }) => y);

describe('the bars', () => {
  const bars = [
    bar(0),
    bar(1, { complete: 0.5, starts: 13 }),
    bar(2, { complete: 0, energy: null, starts: 0 }),
  ];

  it('stand as high as the energy, hatched where time went by unseen', () => {
    const spec = energyBars(bars, paint, time, LOOK, 'de');
    expect(heights(spec)).toEqual([4000, 4000, null]);
    expect(spec.datasets[0]).toMatchObject({
      backgroundColor: ['', 'ink-2', 'ink-2 hatched', 'ink-2 hatched'],
    });
    expect(spec.options.scales?.y).toMatchObject({ min: 0 });
  });

  it('show no start as zero, and not knowing of any as nothing', () => {
    expect(heights(startBars([bar(0, { starts: 0 }), ...bars], paint, time, LOOK, 'en'))).toEqual([
      0,
      6,
      13,
      null,
    ]);
  });

  it('count starts in whole numbers', () => {
    const spec = startBars([bar(0, { starts: 1 })], paint, time, LOOK, 'en');
    expect(spec.options.scales?.y).toMatchObject({ min: 0, max: 4 });
    const many = startBars([bar(0, { starts: 260 })], paint, time, LOOK, 'en');
    expect(many.options.scales?.y).toMatchObject({ max: 300 });
  });

  it('are the same for the same arguments', () => {
    const text = () => JSON.stringify(energyBars(bars, paint, time, LOOK, 'de'));
    expect(text()).toBe(text());
  });

  it('are said in words for those who do not see them', () => {
    const { t } = createTexts('en');
    const words = barWords({ t, language: 'en' }, bars, 'day');
    expect(words.energy).toMatch(
      /^2 bars of energy, together 8\.00.kWh\. The highest is 4\.00.kWh/,
    );
    expect(words.starts).toMatch(/together 19\. The highest is 13/);
    expect(barWords({ t, language: 'en' }, [], 'day').energy).toBe('No values.');
  });
});

describe('the lengths of runs', () => {
  const classes = [
    { from: millis(0), to: minutes(10), count: 3 },
    { from: minutes(10), to: minutes(90), count: 12 },
    { from: minutes(90), to: null, count: 0 },
  ];

  it('are bars between the edges of their classes', () => {
    const spec = lengthsSpec(classes, LOOK, 'en');
    expect(spec.datasets[0]?.data.slice(1, -1)).toEqual([
      { x: 0.5, y: 3 },
      { x: 1.5, y: 12 },
      { x: 2.5, y: 0 },
    ]);
    expect(spec.options.scales?.x).toMatchObject({ min: 0, max: 3 });
  });

  it('have names', () => {
    const { t } = createTexts('de');
    const names = classes.map((one) => lengthTitle(t, 'de', one).replaceAll('\u00a0', ' '));
    expect(names).toEqual(['unter 10 min', '10 min–1:30 h', '1:30 h und länger']);
  });
});

describe('the COP over the outdoor temperature', () => {
  const points = [
    { at: START, outdoor: -7.3, cop: 2.4 },
    { at: START, outdoor: 11.8, cop: 4.3 },
  ];

  it('has a dot a day and no line', () => {
    const spec = copSpec(points, 8, LOOK, 'de');
    expect(spec.datasets[0]).toMatchObject({
      showLine: false,
      data: [
        { x: -7.3, y: 2.4 },
        { x: 11.8, y: 4.3 },
      ],
    });
  });

  it('begins its COP at zero and its temperatures where they are', () => {
    const { x, y } = copSpec(points, 8, LOOK, 'de').options.scales ?? {};
    expect(y).toMatchObject({ min: 0, max: 5 });
    expect(x).toMatchObject({ min: -7.5, max: 12.5 });
  });
});

describe('what is not there', () => {
  it('is no bar', () => {
    const spec = energyBars([bar(0, { energy: wattHours(0) })], paint, time, LOOK, 'en');
    expect(heights(spec)).toEqual([0]);
    expect(energyBars([], paint, time, LOOK, 'en').datasets[0]?.data).toEqual([]);
  });
});
