import { describe, expect, it } from 'vitest';
import { wattHours } from '../../../app/units.ts';
import { hourMapOf, movedCell, weekdayName } from '../../../renderer/heat-pump/hour-map.ts';

const WEEK = Array.from({ length: 168 }, (_, index) => wattHours(index));

describe('the map of the week', () => {
  it('begins on Monday at midnight, a row a day', () => {
    const { days } = hourMapOf(WEEK);
    expect(days.map((day) => day.length)).toEqual([24, 24, 24, 24, 24, 24, 24]);
    expect(days[6]?.[23]).toMatchObject({ day: 6, hour: 23, energy: 167, part: 1 });
    expect(weekdayName('de', 0, 'long')).toBe('Montag');
    expect(weekdayName('en', 6, 'short')).toBe('Sun');
  });

  it('keeps apart what is nothing and what is not known', () => {
    const { days } = hourMapOf([wattHours(0), null, ...WEEK.slice(2)]);
    expect(days[0]?.[0]).toMatchObject({ energy: 0, part: 0 });
    expect(days[0]?.[1]).toMatchObject({ energy: null });
  });

  it('has no most where nothing is known', () => {
    expect(hourMapOf(WEEK.map(() => null)).most).toBeNull();
    expect(hourMapOf(WEEK).most).toMatchObject({ day: 6, hour: 23 });
  });

  it('is led through by the arrow keys and not out of it', () => {
    expect(movedCell({ day: 0, hour: 0 }, 'ArrowUp')).toEqual({ day: 0, hour: 0 });
    expect(movedCell({ day: 2, hour: 5 }, 'ArrowDown')).toEqual({ day: 3, hour: 5 });
    expect(movedCell({ day: 2, hour: 23 }, 'ArrowRight')).toEqual({ day: 2, hour: 23 });
    expect(movedCell({ day: 2, hour: 5 }, 'End')).toEqual({ day: 2, hour: 23 });
    expect(movedCell({ day: 2, hour: 5 }, 'a')).toBeNull();
  });
});
