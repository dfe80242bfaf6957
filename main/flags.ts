import { formatMeterUrl, type MeterSource, parseMeterUrl, SEED_ADDRESS } from '../app/meter-url.ts';
import { type HostPort, parseHostPort } from '../app/metrics/host-port.ts';
import { MODEL_IDS } from '../app/registers/models.ts';
import { isPeriod } from '../app/report/period.ts';
import { err, ok } from '../app/result.ts';
import { knownLanguage, LANGUAGES, type Language } from '../app/text/texts.ts';
import { fault, type Parsed, readArguments, type Values } from './flag-arguments.ts';

/** The views that can be named on the command line and in the address of the window. */
export const VIEWS = [
  'live',
  'history',
  'heat-pump',
  'alerts',
  'diagnostics',
  'settings',
  'kiosk',
] as const;
export type View = (typeof VIEWS)[number];

export interface Snapshot {
  readonly file: string;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** What the command line asks for in this run; null or false: not said. */
export interface Flags {
  readonly meter: MeterSource | null;
  /** Where to serve metrics in this run. */
  readonly metrics: HostPort | null;
  readonly kiosk: boolean;
  readonly hidden: boolean;
  readonly language: Language | null;
  readonly theme: 'dark' | 'light' | null;
  readonly userDataDir: string | null;
  readonly view: View;
  readonly snapshot: Snapshot | null;
  readonly report: ReportPrint | null;
  /** What is printed instead of starting. */
  readonly print: 'help' | 'version' | null;
  /** Names of switches that are not the app's, for Chromium or for nobody. */
  readonly passed: readonly string[];
}

/** A report that is printed into a file. */
export interface ReportPrint {
  readonly file: string;
  /** As `periodQuery` reads it. */
  readonly period: string;
}

const DEFAULT_SIZE = '1280x800';
const SMALLEST_PX = 200;
const LARGEST_PX = 8000;

function choice<T extends string>(
  values: Values,
  name: keyof Values,
  choices: readonly T[],
): Parsed<T | null> {
  const value = values[name];
  if (value === undefined) return ok(null);
  const found = choices.find((candidate) => candidate === value);
  if (found !== undefined) return ok(found);
  return err(
    fault('choice', { flag: `--${name}`, value: String(value), choices: choices.join(', ') }),
  );
}

/** `de-CH` and `de_AT.UTF-8` are German: desktops say it as the system's region has it. */
function languageFlag(values: Values): Parsed<Language | null> {
  const said = values.lang;
  const known = typeof said === 'string' ? knownLanguage(said) : null;
  return known === null ? choice(values, 'lang', LANGUAGES) : ok(known);
}

function sizeOf(text: string): Parsed<{ readonly width: number; readonly height: number }> {
  const match = /^(\d{1,5})x(\d{1,5})$/i.exec(text);
  const [width, height] = [Number(match?.[1]), Number(match?.[2])];
  const fits = (px: number): boolean => px >= SMALLEST_PX && px <= LARGEST_PX;
  return fits(width) && fits(height) ? ok({ width, height }) : err(fault('size', { value: text }));
}

function snapshotOf(values: Values): Parsed<Snapshot | null> {
  if (values.snapshot === undefined) {
    return values.size === undefined ? ok(null) : err(fault('needsSnapshot', { flag: '--size' }));
  }
  const size = sizeOf(String(values.size ?? DEFAULT_SIZE));
  if (!size.ok) return size;
  return ok({ file: String(values.snapshot), ...size.value });
}

function reportOf(values: Values): Parsed<ReportPrint | null> {
  const { period, 'report-pdf': file } = values;
  if (file === undefined && period === undefined) return ok(null);
  if (file === undefined) return err(fault('needsReport', { flag: '--period' }));
  const wanted = String(period ?? '');
  if (!isPeriod(wanted)) return err(fault('period', { value: wanted }));
  return ok({ file: String(file), period: wanted });
}

function meterOf(values: Values): Parsed<MeterSource | null> {
  if (values.meter === undefined) return ok(null);
  const parsed = parseMeterUrl(String(values.meter));
  if (parsed.ok) return parsed;
  const { kind, text } = parsed.error;
  if (kind === 'bad-model') {
    return err(fault('model', { value: text, choices: MODEL_IDS.join(', ') }));
  }
  const example = formatMeterUrl({ kind: 'meter', address: SEED_ADDRESS });
  return err(fault('meter', { value: String(values.meter), example }));
}

function metricsOf(values: Values): Parsed<HostPort | null> {
  if (values.metrics === undefined) return ok(null);
  const parsed = parseHostPort(String(values.metrics));
  return parsed.ok ? parsed : err(fault('metrics', { value: String(values.metrics) }));
}

/** Reads the app's own flags; `args` without the program and the folder that it runs. */
export function parseFlags(args: readonly string[]): Parsed<Flags> {
  const read = readArguments(args);
  if (!read.ok) return read;
  const { values, passed } = read.value;
  const meter = meterOf(values);
  if (!meter.ok) return meter;
  const metrics = metricsOf(values);
  if (!metrics.ok) return metrics;
  const language = languageFlag(values);
  if (!language.ok) return language;
  const theme = choice(values, 'theme', ['dark', 'light'] as const);
  if (!theme.ok) return theme;
  const view = choice(values, 'view', VIEWS);
  if (!view.ok) return view;
  const snapshot = snapshotOf(values);
  if (!snapshot.ok) return snapshot;
  const report = reportOf(values);
  if (!report.ok) return report;
  return ok({
    meter: meter.value,
    metrics: metrics.value,
    kiosk: values.kiosk === true,
    hidden: values.hidden === true,
    language: language.value,
    theme: theme.value,
    userDataDir: values['user-data-dir'] === undefined ? null : String(values['user-data-dir']),
    view: view.value ?? 'live',
    snapshot: snapshot.value,
    report: report.value,
    print: values.help === true ? 'help' : values.version === true ? 'version' : null,
    passed,
  });
}
