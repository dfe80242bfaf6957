import { isDeepStrictEqual } from 'node:util';
import type { StoredRecord } from './migrations.ts';

/** What version 1 wrote for a setting that nobody had touched. */
const UNTOUCHED: StoredRecord = {
  source: { kind: 'demo' },
  pollWatchedS: 2,
  pollIdleS: 30,
  connectionLimitW: 24_000,
  theme: 'system',
  language: 'system',
  phaseColours: 'seed',
  metrics: { enabled: false, host: '127.0.0.1', port: 9100 },
  prometheus: { url: '' },
  tray: true,
  closeToTray: true,
  startAtLogin: false,
  kioskDisplay: 'primary',
  kioskDim: { enabled: false, from: '22:00', until: '06:00', brightness: 30 },
  kioskPixelShift: true,
  logLevel: 'info',
  historyDays: 400,
  historyCapMb: 1000,
};

/**
 * Version 1 wrote every setting, also those that nobody had touched, so that a better default would
 * never have reached anybody. Version 2 keeps what somebody chose.
 */
export function keepOnlyChosen(file: StoredRecord): StoredRecord {
  const { settings } = file;
  if (typeof settings !== 'object' || settings === null) return file;
  const chosen = Object.entries(settings).filter(
    ([name, value]) =>
      !(Object.hasOwn(UNTOUCHED, name) && isDeepStrictEqual(value, UNTOUCHED[name])),
  );
  return { ...file, settings: Object.fromEntries(chosen) };
}
