import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { days, epochMs, hours, minutes } from '../../../app/units.ts';
import { timeTicks } from '../../../renderer/charts/time-ticks.ts';

const BERLIN = 'Europe/Berlin';
const from = epochMs(Date.parse('2026-11-22T13:07:00+01:00'));
const texts = (start: number, span: number, most: number, language: 'de' | 'en' = 'de') =>
  timeTicks({ from: epochMs(start), to: epochMs(start + span) }, most, language, BERLIN)
    .map(({ text }) => text)
    .filter((text) => text !== '');

describe('the ticks of the time axis', () => {
  it('stand on round times of the local clock', () => {
    expect(texts(from, hours(1), 6)).toEqual([
      '13:10',
      '13:20',
      '13:30',
      '13:40',
      '13:50',
      '14:00',
    ]);
    // 19:00 is too near to the end for its text.
    expect(texts(from, hours(6), 6)).toEqual(['14:00', '15:00', '16:00', '17:00', '18:00']);
  });

  it('say midnight by its day and January by its year', () => {
    expect(texts(from, hours(24), 8)).toEqual([
      '15:00',
      '18:00',
      '21:00',
      '23. Nov.',
      '03:00',
      '06:00',
      '09:00',
      '12:00',
    ]);
    expect(texts(from, days(365), 6, 'en')).toEqual(['2027', 'Apr', 'Jul', 'Oct']);
  });

  it('follow the clock when it is put back: 02:00 is said once, and midnight is midnight', () => {
    const night = Date.parse('2026-10-25T00:00:00+02:00');
    const ticks = timeTicks(
      { from: epochMs(night), to: epochMs(night + hours(25)) },
      30,
      'de',
      BERLIN,
    );
    expect(ticks[0]?.text).toBe('25. Okt.');
    expect(ticks.filter(({ text }) => text === '02:00')).toHaveLength(1);
    expect(ticks.find(({ text }) => text === '12:00')?.at).toBe(night + hours(13));
    expect(ticks.at(-1)?.at).toBe(night + hours(25));
  });

  it('leave out the hour that the clock skips when it is put forward', () => {
    const night = Date.parse('2026-03-29T00:00:00+01:00');
    const said = texts(night, hours(6), 12);
    expect(said).toContain('01:00');
    expect(said).not.toContain('02:00');
    expect(said).toContain('03:00');
    expect(texts(night, hours(12), 8)).not.toContain('03:00');
  });

  it('rise, lie in the range, and are few', () => {
    const spans = fc.integer({ min: minutes(1), max: days(366 * 5) });
    const starts = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) });
    fc.assert(
      fc.property(starts, spans, fc.integer({ min: 1, max: 20 }), (start, span, most) => {
        const range = { from: epochMs(start), to: epochMs(start + span) };
        const ticks = timeTicks(range, most, 'en', BERLIN);
        for (const [index, { at }] of ticks.entries()) {
          expect(at).toBeGreaterThanOrEqual(
            index === 0 ? range.from : (ticks[index - 1]?.at ?? 0) + 1,
          );
          expect(at).toBeLessThanOrEqual(range.to);
        }
        // One at each end, and February is shorter than a month is said to be.
        if (span < days(366 * most)) expect(ticks.length).toBeLessThanOrEqual(most * 1.2 + 2);
      }),
      { numRuns: 200 },
    );
  });
});
