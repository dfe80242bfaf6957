import { describe, expect, it } from 'vitest';
import { joined } from '../../../app/text/numbers.ts';
import { cost, hours, millis, minutes, wattHours } from '../../../app/units.ts';
import { changed } from '../../../renderer/heat-pump/change.ts';
import { cyclingLevel } from '../../../renderer/heat-pump/cycling.ts';
import { type KeyFigure, keyFigures } from '../../../renderer/heat-pump/figures.ts';
import { figures, insights, NOTHING } from './figures.ts';

const OPTIONS = { language: 'en', currency: 'EUR' } as const;
const all = (...args: Parameters<typeof keyFigures>): ReadonlyMap<string, KeyFigure> => {
  const { main, more } = keyFigures(...args);
  return new Map([...main, ...more].map((figure) => [figure.name, figure]));
};
const said = (shown: ReadonlyMap<string, KeyFigure>, name: string): string | null => {
  const value = shown.get(name)?.value ?? null;
  return value === null ? null : joined(value).replaceAll('\u00a0', ' ');
};

describe('the key figures', () => {
  it('are said in the units that people use', () => {
    const shown = all(insights(), OPTIONS);
    const words = ['starts', 'runTime', 'energy', 'startsPerHour', 'shortestRun', 'longestRun'];
    expect(words.map((name) => said(shown, name))).toEqual([
      '8',
      '10:00 h',
      '10.00 kWh',
      '0.33',
      '8 min',
      '3:00 h',
    ]);
    expect(said(shown, 'standbyShare')).toBe('5 %');
    expect(said(shown, 'peakPower')).toBe('2.81 kW');
    expect(said(shown, 'imbalance')).toBe('4 %');
  });

  it('are unknown and never zero where nothing was read', () => {
    const shown = all(insights({ figures: figures(NOTHING) }), OPTIONS);
    for (const [name, { value }] of shown) {
      if (name !== 'complete') expect([name, value]).toEqual([name, null]);
    }
    expect(said(shown, 'complete')).toBe('0 %');
  });

  it('say why one is unknown', () => {
    const shown = all(insights({ figures: figures(NOTHING) }), OPTIONS);
    expect(shown.get('cost')?.why).toBe('noTariff');
    expect(shown.get('medianRun')?.why).toBe('noRun');
    expect(shown.get('starts')?.why).toBe('noData');
  });

  it('do not call a time complete that is not', () => {
    const shown = all(insights({ figures: figures({ complete: 0.9999 }) }), OPTIONS);
    expect(said(shown, 'complete')).toBe('99.9 %');
  });

  it('hold nothing of heat without heat, and the COP first with it', () => {
    const none = all(insights(), OPTIONS);
    for (const name of ['cop', 'runningCop', 'standbyLoss']) expect(none.has(name)).toBe(false);
    const heat = {
      heat: wattHours(34_000),
      known: hours(24),
      electricity: wattHours(10_000),
      cooling: wattHours(0),
      coolingElectricity: wattHours(0),
      cop: 3.4,
      runningCop: 3.61,
      standbyLoss: 0.058,
    };
    const { main, more } = keyFigures(insights({ figures: figures({ heat }) }), OPTIONS);
    expect(main.at(-1)).toMatchObject({ name: 'cop', value: { digits: '3.4' } });
    expect(more.at(-1)).toMatchObject({ name: 'standbyLoss', value: { digits: '5.8', unit: '%' } });
  });

  it('have costs in the currency of the tariff', () => {
    const paid = { energy: cost(3), standby: cost(0.41), base: cost(1), total: cost(1234.5) };
    const shown = all(insights({ figures: figures({ cost: paid }) }), {
      language: 'de',
      currency: 'CHF',
    });
    expect(said(shown, 'cost')).toBe('1.234,50 CHF');
  });

  it('are compared over the hours that both spans share, not with the whole span', () => {
    const now = figures({ starts: 6, runTime: hours(6) });
    const earlier = figures({ starts: 4, runTime: hours(5) });
    const shown = all(insights({ before: { hours: 12, now, earlier } }), OPTIONS);
    expect(shown.get('starts')?.before).toEqual({ direction: 'more', by: '2', inPoints: false });
    expect(shown.get('runTime')?.before).toMatchObject({ direction: 'more', by: '20\u00a0%' });
    expect(shown.get('runTime')?.yearBefore).toBeNull();
  });

  it('are not compared with what is unknown', () => {
    const earlier = figures({ medianRun: null });
    const shown = all(insights({ before: { hours: 12, now: figures(), earlier } }), OPTIONS);
    expect(shown.get('medianRun')?.before).toBeNull();
  });
});

describe('a change', () => {
  const say = (value: number) => ({ digits: String(value), unit: 'kWh' });

  it('is a part of amounts, a number of counts and points of shares', () => {
    expect(changed('de', 'amount', 88, 100, say)).toMatchObject({
      direction: 'less',
      by: '12\u00a0%',
    });
    expect(changed('en', 'count', 3, 5, say)).toMatchObject({ direction: 'less', by: '2' });
    expect(changed('de', 'share', 0.051, 0.03, say)).toEqual({
      direction: 'more',
      by: '2,1',
      inPoints: true,
    });
  });

  it('of next to nothing is none', () => {
    expect(changed('en', 'amount', 100.4, 100, say)?.direction).toBe('same');
    expect(changed('en', 'share', 0.0301, 0.0299, say)?.direction).toBe('same');
    expect(changed('en', 'count', 4, 4, say)?.direction).toBe('same');
  });

  it('from nothing is told as it is, since there is no part of nothing', () => {
    expect(changed('en', 'amount', 5, 0, say)).toMatchObject({ by: '5\u00a0kWh' });
  });
});

describe('short-cycling', () => {
  it.each([
    [0, 8, 'good'],
    [1, 8, 'moderate'],
    [2, 3, 'moderate'],
    [3, 40, 'moderate'],
    [8, 40, 'alert'],
  ] as const)('of %i short runs among %i starts is %s', (shortCycles, starts, level) => {
    expect(cyclingLevel(figures({ shortCycles, starts }))).toBe(level);
  });
});

describe('a duration', () => {
  it('is never said with sixty minutes', () => {
    const shown = all(
      insights({ figures: figures({ medianRun: millis(minutes(59.8)) }) }),
      OPTIONS,
    );
    expect(said(shown, 'medianRun')).toBe('1:00 h');
  });
});
