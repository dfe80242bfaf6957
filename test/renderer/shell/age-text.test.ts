import { describe, expect, it } from 'vitest';
import { createTexts } from '../../../app/text/translate.ts';
import { epochMs, hours, minutes, seconds } from '../../../app/units.ts';
import { spanText, timeText } from '../../../renderer/shell/age-text.ts';

describe('an age', () => {
  it.each([
    [-seconds(1), '0 s'],
    [seconds(59.9), '59 s'],
    [seconds(60), '1 min'],
    [minutes(59), '59 min'],
    [minutes(125), '2 h 5 min'],
    [hours(47), '47 h 0 min'],
    [hours(48), '2 d'],
  ])('of %i ms is said as %s', (span, said) => {
    expect(spanText(createTexts('en').t, span)).toBe(said);
    expect(spanText(createTexts('de').t, span)).toBe(said);
  });
});

describe('a time', () => {
  const now = epochMs(new Date(2025, 10, 22, 20, 5).getTime());

  it('of today is said without its date', () => {
    const morning = epochMs(new Date(2025, 10, 22, 7, 3).getTime());
    expect(timeText('de', morning, now)).toBe('07:03');
    expect(timeText('en', morning, now)).toBe('07:03');
  });

  it('of another day is said with it', () => {
    const yesterday = epochMs(new Date(2025, 10, 21, 23, 59).getTime());
    expect(timeText('de', yesterday, now)).toContain('21. Nov');
    expect(timeText('de', yesterday, now)).toContain('23:59');
  });
});
