import { describe, expect, it } from 'vitest';
import { POWER_FIELDS, type PowerField } from '../../../app/measurement.ts';
import { days, minutes } from '../../../app/units.ts';
import { counterSpec } from '../../../renderer/charts/counter-spec.ts';
import { energySpec } from '../../../renderer/charts/energy-spec.ts';
import {
  frequencyAxis,
  frequencySpec,
  powerFactorAxis,
} from '../../../renderer/charts/grid-spec.ts';
import { powerSpec } from '../../../renderer/charts/power-spec.ts';
import { LOOK } from './look.ts';
import { bucket, readings, START, steppedSeries } from './series.ts';

const ALL: ReadonlySet<PowerField> = new Set(POWER_FIELDS);
const series = steppedSeries(
  minutes(5),
  { power: [46, 900, null, 6], powerL1: [46, 300, null, 6], frequency: [50, 50.01, null, 49.99] },
  6,
);
const time = { range: { from: series.from, to: series.to }, ticks: [], labelled: false };
const power = (shown = ALL) => powerSpec(series, shown, time, LOOK, 'de');
const byLabel = (spec: ReturnType<typeof power>, label: string) =>
  spec.datasets.filter((dataset) => dataset.label === label);

describe('the power chart', () => {
  it('is the same for the same arguments', () => {
    expect(JSON.stringify(power())).toBe(JSON.stringify(power()));
  });

  it('breaks its lines at gaps and puts points in the middle of their rows', () => {
    const [line] = byLabel(power(), 'power');
    expect(line?.data.map(({ y }) => y)).toEqual([46, 900, null, 6]);
    expect(line?.data[0]?.x).toBe(START + minutes(2.5));
    expect(line).toMatchObject({ spanGaps: false, borderColor: 'total' });
  });

  it('spans the area from the smallest to the largest reading, from zero', () => {
    const [upper] = byLabel(power(), 'power max');
    expect(upper).toMatchObject({ fill: '+1', backgroundColor: 'band' });
    expect(upper?.data[1]?.y).toBe(906);
    expect(power().options.scales?.y).toMatchObject({ min: 0, max: 1000 });
  });

  it('has no area where each row is one reading', () => {
    const single = powerSpec(readings([[START, 46]], 'power'), ALL, time, LOOK, 'de');
    expect(byLabel(single, 'power max')[0]?.data).toEqual([]);
  });

  it('puts the edge of a phase under its line', () => {
    const [edge, over] = byLabel(power(), 'powerL2');
    expect([edge?.borderColor, over?.borderColor]).toEqual(['light', 'black']);
    expect(edge?.order).toBeGreaterThan(over?.order ?? 0);
  });

  it('fits its height to the lines that are shown', () => {
    const spec = power(new Set(['powerL1']));
    expect(byLabel(spec, 'power')[0]?.hidden).toBe(true);
    expect(spec.options.scales?.y).toMatchObject({ min: 0, max: 400 });
  });

  it('neither animates nor follows the pointer by itself', () => {
    expect(power().options).toMatchObject({ animation: false, events: [], parsing: false });
  });
});

describe('the energy bars', () => {
  const dayBars = [
    bucket(START, START + days(1), 3000),
    bucket(START + days(1), START + days(2), 6000, { estimated: true }),
    bucket(START + days(2), START + days(3), null),
  ];
  const paint = (colour: string, estimated: boolean) => (estimated ? `${colour} hatched` : colour);
  const spec = energySpec(dayBars, paint, time, LOOK, 'de');

  it('stack the phases on each other', () => {
    const [l1, l2] = spec.datasets;
    expect(l1?.data.slice(1, 3).map(({ y }) => y)).toEqual([1000, 2000]);
    expect(l1).toMatchObject({ stack: 'bars', barThickness: 'flex' });
    expect(l2?.borderColor).toBe('light');
    expect(spec.options.scales).toMatchObject({
      x: { stacked: true },
      y: { stacked: true, min: 0 },
    });
  });

  it('hatch what is an estimate and leave out what is not known', () => {
    const [l1] = spec.datasets;
    expect(l1).toMatchObject({
      backgroundColor: [expect.anything(), 'brown', 'brown hatched', 'brown'],
    });
    expect(l1?.data[3]?.y).toBeNull();
  });

  it('stand in the middle of their time, between empty neighbours that give them their width', () => {
    const [l1] = spec.datasets;
    expect(l1?.data[1]?.x).toBe(START + days(0.5));
    expect(l1?.data.at(0)).toEqual({ x: START - days(0.5), y: null });
    expect(l1?.data.at(-1)).toEqual({ x: START + days(3.5), y: null });
  });

  it('show the total alone where a phase is not known', () => {
    const [first] = dayBars;
    if (first === undefined) throw new Error('No bar.');
    const energy = { ...first.energy, energyL2: null };
    const { datasets } = energySpec([{ ...first, energy }], paint, time, LOOK, 'de');
    expect(datasets.map(({ data }) => data[1]?.y)).toEqual([null, null, null, 3000]);
  });

  it('are none where there is nothing', () => {
    expect(energySpec([], paint, time, LOOK, 'de').datasets[0]?.data).toEqual([]);
  });
});

describe('the energy curve', () => {
  it('rises from zero', () => {
    const counter = { risen: [0, 1000], total: 1000, last: [5000, 6000] };
    const counters = { ...steppedSeries(minutes(15), { energy: [5000, 6000] }), counter };
    const spec = counterSpec(counters, time, LOOK, 'en');
    expect(spec.datasets[0]).toMatchObject({ fill: 'origin' });
    expect(spec.datasets[0]?.data.map(({ y }) => y)).toEqual([0, 1000]);
    expect(spec.options.scales?.y).toMatchObject({ min: 0, max: 1500 });
  });
});

describe('the charts of the grid', () => {
  it('keep the frequency in a steady frame that grows only when a value leaves it', () => {
    const at = (lowest: number, highest: number) => frequencyAxis({ lowest, highest }, 'de');
    expect(at(49.96, 50.04)).toMatchObject({ min: 49.75, max: 50.25 });
    expect(at(49.96, 50.04).ticks.map(({ text }) => text)).toContain('49,8\u00a0Hz');
    expect(at(49.7, 50.04)).toMatchObject({ min: 49.4, max: 50.6 });
    expect(at(46, 50)).toMatchObject({ min: 44, max: 56 });
  });

  it('show a power factor below zero only where power flows back', () => {
    expect(powerFactorAxis({ lowest: 0.55, highest: 0.93 }, 'en').min).toBe(0.4);
    expect(powerFactorAxis({ lowest: 0.1, highest: 0.93 }, 'en').min).toBe(0);
    expect(powerFactorAxis({ lowest: -0.9, highest: 0.93 }, 'en').min).toBe(-1);
  });

  it('lie over the bands of the thresholds', () => {
    const steady = steppedSeries(minutes(5), { frequency: [50, 50.01] });
    const { annotation } = frequencySpec(steady, time, LOOK, 'de').options.plugins ?? {};
    expect(annotation?.annotations).toMatchObject([
      { yMin: 49.75, yMax: 49.8, backgroundColor: 'amber zone' },
      { yMin: 49.8, yMax: 50.2, backgroundColor: 'green zone' },
      { yMin: 50.2, yMax: 50.25, backgroundColor: 'amber zone' },
    ]);
  });
});
