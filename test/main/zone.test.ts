import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { findZone } from '../../main/zone.ts';

const LINK = '/usr/share/zoneinfo/America/St_Johns';
const sources = { variable: undefined, runtime: 'Europe/Berlin', link: LINK };

describe('the zone of this computer', () => {
  it('is what the runtime knows where nothing is set', () => {
    expect(findZone(sources)).toEqual({ zone: 'Europe/Berlin', unknown: null });
  });

  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    [':Europe/Berlin', 'Europe/Berlin'],
    ['posix/Europe/Berlin', 'Europe/Berlin'],
    ['/usr/share/zoneinfo/Europe/Berlin', 'Europe/Berlin'],
    [':/usr/share/zoneinfo/right/Europe/Berlin', 'Europe/Berlin'],
    [':/etc/localtime', 'America/St_Johns'],
    ['', 'America/St_Johns'],
    ['CET-1CEST', 'CET'],
    ['CET-1CEST,M3.5.0,M10.5.0/3', 'CET'],
    ['EST5EDT', 'EST5EDT'],
    ['UTC0', 'UTC'],
    ['<+03>-3', 'Etc/GMT-3'],
    ['XYZ+4:00', 'Etc/GMT+4'],
  ])('is with TZ=%s %s, without a word', (variable, zone) => {
    for (const runtime of [undefined, 'UTC', 'Etc/Unknown', 'Europe/Berlin']) {
      expect(findZone({ ...sources, variable, runtime })).toEqual({ zone, unknown: null });
    }
  });

  it.each([
    'Etc/Unknown',
    'nonsense',
    'Europe/Berlni',
    'XYZ-1ABC',
    '<+0330>-3:30',
    '/etc/passwd',
    '\0',
  ])('is what its file is called where TZ=%s is none, and that is said', (variable) => {
    expect(findZone({ ...sources, variable })).toEqual({
      zone: 'America/St_Johns',
      unknown: variable,
    });
    expect(findZone({ ...sources, variable, link: null })).toEqual({
      zone: 'UTC',
      unknown: variable,
    });
  });

  it.each([undefined, 'Etc/Unknown', 'nonsense'])('is UTC where nobody knows it: %s', (runtime) => {
    expect(findZone({ variable: undefined, runtime, link: null }).zone).toBe('UTC');
  });

  it('is one in which days can be counted, whatever is set', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(':', '/', '<->1', 'UTC-25'),
    );
    fc.assert(
      fc.property(text, text, text, (variable, runtime, link) => {
        const { zone } = findZone({ variable, runtime, link });
        return DateTime.fromMillis(0, { zone }).startOf('day').isValid;
      }),
    );
  });
});
