import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { nextPeriod, periodEdges } from '../../app/energy/periods.ts';
import { type EpochMs, epochMs, minutes } from '../../app/units.ts';

const ZONE = 'Australia/Lord_Howe';
const at = (text: string): EpochMs => epochMs(DateTime.fromISO(text, { zone: ZONE }).toMillis());

test('hours go on where a clock is set back by half an hour', () => {
  const edges = periodEdges(at('2026-04-05T00:00'), at('2026-04-06T00:00'), 'hour', ZONE);
  const lengths = edges.slice(1).map((edge, i) => (edge - (edges[i] ?? 0)) / minutes(1));
  expect(lengths.filter((length) => length !== 60)).toEqual([30]);
  expect(edges).toHaveLength(26);
  expect(nextPeriod(at('2026-04-05T01:00'), 'hour', ZONE)).toBe(edges[2]);
});
