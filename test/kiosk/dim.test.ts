import { describe, expect, it } from 'vitest';
import { brightnessAt, type Dim, dimSchema } from '../../app/kiosk/dim.ts';
import { epochMs } from '../../app/units.ts';

const BERLIN = 'Europe/Berlin';
const NIGHT: Dim = { enabled: true, from: '22:00', until: '06:00', brightness: 30 };
const at = (iso: string) => epochMs(Date.parse(iso));
const light = (dim: Dim, iso: string): number => brightnessAt(dim, at(iso), BERLIN);

describe('the light of the wall view', () => {
  it('goes down at night and comes back in the morning', () => {
    expect(light(NIGHT, '2026-11-22T21:59:59+01:00')).toBe(1);
    expect(light(NIGHT, '2026-11-22T22:00:00+01:00')).toBe(0.3);
    expect(light(NIGHT, '2026-11-23T05:59:59+01:00')).toBe(0.3);
    expect(light(NIGHT, '2026-11-23T06:00:00+01:00')).toBe(1);
  });

  it('follows the clock on the wall when that changes', () => {
    // On that day 02:00 is followed by 03:00, and 05:59 comes an hour early.
    expect(light(NIGHT, '2027-03-28T05:59:00+02:00')).toBe(0.3);
    expect(light(NIGHT, '2027-03-28T06:00:00+02:00')).toBe(1);
  });

  it('can be low by day, the whole day, or never', () => {
    const noon = { ...NIGHT, from: '12:00', until: '13:30' };
    expect(light(noon, '2026-11-22T13:29:00+01:00')).toBe(0.3);
    expect(light(noon, '2026-11-22T13:30:00+01:00')).toBe(1);
    expect(light({ ...NIGHT, until: '22:00' }, '2026-11-22T12:00:00+01:00')).toBe(0.3);
    expect(light({ ...NIGHT, enabled: false }, '2026-11-22T23:00:00+01:00')).toBe(1);
  });

  it('is never set to a time that does not exist, or to black', () => {
    for (const from of ['24:00', '9:00', '12:60', '']) {
      expect(dimSchema.safeParse({ ...NIGHT, from }).success).toBe(false);
    }
    expect(dimSchema.safeParse({ ...NIGHT, brightness: 0 }).success).toBe(false);
  });
});
