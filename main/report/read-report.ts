import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { HistoryFault } from '../../app/history/fault.ts';
import type { InsightsQuery } from '../../app/insights/query.ts';
import { rulesOf } from '../../app/insights/rules.ts';
import { parseMeterUrl } from '../../app/meter-url.ts';
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
function recordIn(folder: string, { source }: Settings): string {
  const [own, demo] = [join(folder, 'history.sqlite'), join(folder, 'demo', 'history.sqlite')];
  return source.kind === 'demo' && !existsSync(own) && existsSync(demo) ? demo : own;
}

/** Whether a record is the demo's, wherever it lies. */
function isOfDemo({ tables }: Store): boolean {
  const source = parseMeterUrl(tables.meta.get('source') ?? '');
  return source.ok && source.value.kind === 'demo';
}

/** Makes a report from a data folder, by its settings; the app may be running. */
export function readReport(
  folder: string,
  query: InsightsQuery,
  now: EpochMs,
): Result<Report, HistoryFault> {
  const settings = settingsWith(findSettings(folder).chosen);
  const file = recordIn(folder, settings);
  const opened = openForReading(file);
  if (!opened.ok) return opened;
  try {
    const store = new Store(opened.value);
    const body = queryReport(store, query, rulesOf(settings, query.zone), now);
    return ok({ ...body, currency: settings.tariff.currency, isDemo: isOfDemo(store), at: now });
  } catch (error) {
    return err(faultOf(error, file));
  } finally {
    opened.value.close();
  }
}
