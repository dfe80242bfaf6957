import { afterEach, describe, expect, it } from 'vitest';
import type { Resolution } from '../../../app/history/export.ts';
import { epochMs, hours, minutes, seconds, wattHours } from '../../../app/units.ts';
import { exportParts } from '../../../main/history/transfer/export.ts';
import { Recording, reading, values } from '../fixtures.ts';

const EVERY = seconds(30);
const FROM = Date.UTC(2026, 10, 20);
const UTC = { zone: 'UTC', language: 'en', csvFormat: 'comma' } as const;

const open: Recording[] = [];
afterEach(() => {
  for (const made of open.splice(0)) made.close();
});

function recording(every = EVERY): Recording {
  const made = new Recording(every);
  open.push(made);
  return made;
}

interface Row {
  readonly at: string;
  readonly energy: number | null;
  readonly power: number | null;
  readonly min?: { readonly energy: number };
  readonly max?: { readonly energy: number; readonly power: number };
}

function rows(
  made: Recording,
  resolution: Resolution,
  from: number,
  to: number,
  zone = 'UTC',
): Row[] {
  const query = { ...UTC, zone, from: epochMs(from), to: epochMs(to), resolution } as const;
  const parts = [...exportParts(made.store, { ...query, format: 'json' })];
  return JSON.parse(parts.map(({ text }) => text).join('')).rows;
}

/** Forgets the readings; what is summed up stays. */
function forgetReadings({ store }: Recording): void {
  store.sealAll();
  store.db.exec('DELETE FROM mark_chunk; DELETE FROM raw_chunk');
}

const RESOLUTIONS = ['5m', '1h', '1d'] as const;

describe('the counter of an exported row', () => {
  function withReset(): Recording {
    const made = recording();
    const reset = FROM + hours(23);
    const event = { field: 'energy', kind: 'epoch', from: wattHours(0), to: wattHours(0) } as const;
    for (let at = FROM; at < FROM + hours(24); at += EVERY) {
      const counter = at < reset ? 2_425_000 + (at - FROM) / 60_000 : (at - reset) / 60_000;
      const counterEvents = at === reset ? [{ ...event, at: epochMs(at) }] : [];
      made.record({ ...reading(at, values(60, counter)), counterEvents });
    }
    return made;
  }

  it.each(RESOLUTIONS)('is its last reading in rows of %s, also after a reset', (resolution) => {
    const [row] = rows(withReset(), resolution, FROM + hours(23), FROM + hours(24)).slice(-1);
    expect(row?.energy).toBeCloseTo(59.5, 3);
  });

  it('has its own extremes over a reset', () => {
    const [row] = rows(withReset(), '1d', FROM, FROM + hours(24));
    expect(row?.min?.energy).toBe(0);
    expect(row?.max?.energy).toBeCloseTo(2_426_379.5, -1);
  });

  it('is where it stood last where the readings are gone', () => {
    const made = withReset();
    forgetReadings(made);
    const [row] = rows(made, '1d', FROM, FROM + hours(24));
    expect(row?.energy).toBeCloseTo(59.5, 0);
    expect(row?.min?.energy).toBeCloseTo(0, 0);
    expect(row?.max?.energy).toBeCloseTo(2_426_379.5, -1);
  });

  it.each(RESOLUTIONS)('of a net counter that falls is its last in rows of %s', (resolution) => {
    const made = recording();
    const identity = { serial: 7, energyMode: 'net', floatFormat: true } as const;
    const session = { framing: 'rtu-over-tcp', identity } as const;
    for (let at = FROM; at < FROM + hours(24); at += EVERY) {
      const counter = 500_000 - (at - FROM) / 30_000;
      made.record({ ...reading(at, values(-120, counter)), session });
    }
    const last = rows(made, resolution, FROM, FROM + hours(24)).at(-1);
    expect(last?.energy).toBe(497_121);
    expect(last?.max?.energy).toBeGreaterThan(497_121);
    forgetReadings(made);
    if (resolution === '5m') return;
    const older = rows(made, resolution, FROM, FROM + hours(24)).at(-1);
    expect(older?.energy).toBeCloseTo(497_121, -1);
  });

  it.each(RESOLUTIONS)('has all digits that the meter sent in rows of %s', (resolution) => {
    const made = recording();
    const sent = Math.fround(123_903.554_687_5);
    for (let at = FROM; at < FROM + hours(1); at += EVERY) {
      made.record(reading(at, values(46, sent * 1000)));
    }
    made.seal();
    const [row] = rows(made, resolution, FROM, FROM + hours(1));
    expect(row?.energy).toBe(123_903_555);
    expect(Math.fround((row?.energy ?? 0) / 1000)).toBe(sent);
  });
});

describe('a row of a local day', () => {
  /** 1 kW in the first half hour of each day by the wall clock, else 10 W. */
  it.each([
    ['Australia/Lord_Howe', '2026-04-04T13:00Z', '2026-04-06T13:30Z'],
    ['Australia/Lord_Howe', '2026-10-02T13:30Z', '2026-10-04T13:00Z'],
    ['Asia/Kathmandu', '2026-04-04T18:15Z', '2026-04-06T18:15Z'],
    ['Europe/Berlin', '2026-10-23T22:00Z', '2026-10-25T23:00Z'],
  ])('in %s from %s has what is of that day', (zone, first, last) => {
    const [from, to] = [Date.parse(first), Date.parse(last)];
    const made = recording(minutes(5));
    const isFirst = (at: number): boolean => {
      const format = new Intl.DateTimeFormat('en', { timeZone: zone, day: 'numeric' });
      return format.format(at) !== format.format(at - minutes(30));
    };
    for (let at = from; at < to; at += minutes(5)) {
      made.record(reading(at, values(isFirst(at) ? 1000 : 10, 500_000 + (at - from) / 60_000)));
    }
    made.store.sealAll();
    const days = rows(made, '1d', from, to, zone);
    expect(days).toHaveLength(2);
    for (const { power, max } of days) {
      expect(max?.power).toBe(1000);
      // Half an hour of 23.5 to 25.
      expect(power).toBeGreaterThan(29);
      expect(power).toBeLessThan(32);
    }
  });
});
