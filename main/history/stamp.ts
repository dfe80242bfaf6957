import type { EpochMs } from '../../app/units.ts';

/** `2026-11-22T19-54-03Z`: sorts by time and is a file name everywhere. */
export const stamp = (now: EpochMs): string =>
  new Date(now).toISOString().replace(/\.\d+/, '').replaceAll(':', '-');
