import { DateTime } from 'luxon';
import type { TimeRange } from '../history/query.ts';
import { type EpochMs, epochMs } from '../units.ts';
import type { HeatFigures } from './figures.ts';

/** Heat over electricity of a season, as far as it has come. */
export interface SeasonFigures extends TimeRange, HeatFigures {}

/**
 * The season that holds `at`: from July to June, so that no winter is cut in two. Heat over
 * electricity of it is measured; VDI 4650 and EN 14825 reckon theirs (JAZ, SCOP) in advance.
 */
export function seasonAt(at: EpochMs, zone: string): TimeRange {
  const local = DateTime.fromMillis(at, { zone });
  const year = local.month >= 7 ? local.year : local.year - 1;
  const begin = DateTime.fromObject({ year, month: 7, day: 1 }, { zone });
  return { from: epochMs(begin.toMillis()), to: epochMs(begin.plus({ years: 1 }).toMillis()) };
}
