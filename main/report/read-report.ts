import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { HistoryFault } from '../../app/history/fault.ts';
import type { InsightsQuery } from '../../app/insights/query.ts';
import { rulesOf } from '../../app/insights/rules.ts';
import type { Report } from '../../app/report/report.ts';
import { err, ok, type Result } from '../../app/result.ts';
import type { Settings } from '../../app/settings.ts';
import type { EpochMs } from '../../app/units.ts';
import { faultOf } from '../history/fault-of.ts';
import { queryReport } from '../history/insights/report.ts';
import { openForReading } from '../history/open-file.ts';
import { Store } from '../history/store.ts';
import { findSettings, settingsWith } from '../settings/stored-settings.ts';

/** The record in a data folder: the meter's, or the demo's where there is no other. */
function recordIn(folder: string, { source }: Settings) {
  const [own, demo] = [join(folder, 'history.sqlite'), join(folder, 'demo', 'history.sqlite')];
  const isDemo = source.kind === 'demo' && !existsSync(own) && existsSync(demo);
  return { file: isDemo ? demo : own, isDemo };
}

/** Makes a report from a data folder, by its settings; the app may be running. */
export function readReport(
  folder: string,
  query: InsightsQuery,
  now: EpochMs,
): Result<Report, HistoryFault> {
  const settings = settingsWith(findSettings(folder).chosen);
  const { file, isDemo } = recordIn(folder, settings);
  const opened = openForReading(file);
  if (!opened.ok) return opened;
  try {
    const body = queryReport(new Store(opened.value), query, rulesOf(settings, query.zone), now);
    return ok({ ...body, currency: settings.tariff.currency, isDemo, at: now });
  } catch (error) {
    return err(faultOf(error, file));
  } finally {
    opened.value.close();
  }
}
