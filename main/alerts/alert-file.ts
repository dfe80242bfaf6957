import { renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { forAnotherMeter, type Kept, keptSchema, NOTHING_KEPT } from '../../app/alerts/state.ts';
import { formatMeterUrl, type MeterSource } from '../../app/meter-url.ts';
import type { EpochMs } from '../../app/units.ts';
import { writeWhole } from '../durable.ts';
import { makeFolder } from '../make-folder.ts';
import { readText } from '../text-file.ts';

const storedSchema = z.object({
  version: z.literal(1),
  /** The meter that the list was kept for last. */
  source: z.string(),
  kept: keptSchema,
});

const FILE = 'alerts.json';

/** The demo's alerts never mix with real ones. */
export const alertFile = (folder: string, { kind }: MeterSource): string =>
  kind === 'demo' ? join(folder, 'demo', FILE) : join(folder, FILE);

export interface FoundAlerts {
  readonly kept: Kept;
  /** There was a file, and nothing in it could be used. */
  readonly isBroken: boolean;
}

/** What is kept for `source`; nothing where nothing can be read. */
export function findAlerts(folder: string, source: MeterSource, now: EpochMs): FoundAlerts {
  let text: string;
  try {
    text = readText(alertFile(folder, source));
  } catch {
    return { kept: NOTHING_KEPT, isBroken: false };
  }
  try {
    const stored = storedSchema.parse(JSON.parse(text));
    const isSame = stored.source === formatMeterUrl(source);
    return { kept: isSame ? stored.kept : forAnotherMeter(stored.kept, now), isBroken: false };
  } catch {
    return { kept: NOTHING_KEPT, isBroken: true };
  }
}

/** Moves a file that nobody can read out of the way, for whoever wants to look at it. */
export function setAlertsAside(folder: string, source: MeterSource): void {
  const path = alertFile(folder, source);
  renameSync(path, path.replace(/\.json$/, '.broken.json'));
}

/** @throws what the disk says */
export function saveAlerts(folder: string, source: MeterSource, kept: Kept): void {
  const path = alertFile(folder, source);
  makeFolder(dirname(path));
  const stored = { version: 1, source: formatMeterUrl(source), kept };
  writeWhole(path, JSON.stringify(stored), 0o600);
}
