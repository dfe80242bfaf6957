import { parseArgs } from 'node:util';
import { formatMeterUrl, type MeterSource, parseMeterUrl, SEED_ADDRESS } from '../app/meter-url.ts';
import { type HostPort, parseHostPort } from '../app/metrics/host-port.ts';
import { MODEL_IDS } from '../app/registers/models.ts';
import { isPeriod } from '../app/report/period.ts';
import { err, ok, type Result } from '../app/result.ts';
import { LANGUAGES, type Language } from '../app/text/texts.ts';

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
}

/** A report that is printed into a file. */
export interface ReportPrint {
  readonly file: string;
  /** As `periodQuery` reads it. */
  readonly period: string;
}

/** A key in the `flags` texts with what it needs. */
export interface FlagFault {
  readonly text:
    | 'unknown'
    | 'meter'
    | 'model'
    | 'choice'
    | 'size'
    | 'empty'
    | 'needsSnapshot'
    | 'needsReport'
    | 'period'
    | 'metrics'
    | 'debugRefused';
  /** Empty where the text has no place for it. */
  readonly values: Readonly<Record<'flag' | 'value' | 'choices' | 'example', string>>;
}

const DEFAULT_SIZE = '1280x800';
const SMALLEST_PX = 200;
const LARGEST_PX = 8000;

const OPTIONS = {
  meter: { type: 'string' },
  metrics: { type: 'string' },
  kiosk: { type: 'boolean' },
  hidden: { type: 'boolean' },
  lang: { type: 'string' },
  theme: { type: 'string' },
  'user-data-dir': { type: 'string' },
  snapshot: { type: 'string' },
  view: { type: 'string' },
  size: { type: 'string' },
  'report-pdf': { type: 'string' },
  period: { type: 'string' },
} as const;

/** Switches for Chromium and Node that the app passes by unread. */
const PLATFORM_SWITCHES =
  /^--(no-sandbox|ozone-platform(-hint)?|enable-features|disable-features|disable-gpu|disable-dev-shm-usage|force-device-scale-factor|remote-debugging-(port|pipe)|inspect(-brk)?|enable-logging|log-level|password-store|class|gtk-version)(=|$)/;

type Values = Partial<Record<keyof typeof OPTIONS, string | boolean>>;
type Parsed<T> = Result<T, FlagFault>;

const fault = (text: FlagFault['text'], values: Partial<FlagFault['values']>): FlagFault => ({
  text,
  values: { flag: '', value: '', choices: '', example: '', ...values },
});

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];

/** Why a flag cannot be taken as it was typed; null: it can. */
function wrongToken(token: Token): FlagFault | null {
  if (token.kind === 'option-terminator') return null;
  if (token.kind === 'positional') return fault('unknown', { flag: token.value });
  const { name, rawName, value } = token;
  if (!Object.hasOwn(OPTIONS, name)) return fault('unknown', { flag: rawName });
  if (OPTIONS[name as keyof typeof OPTIONS].type === 'boolean') {
    return value === undefined ? null : fault('unknown', { flag: `${rawName}=${value}` });
  }
  const isNextFlag = token.inlineValue === false && token.value.startsWith('-');
  return !value || isNextFlag ? fault('empty', { flag: rawName }) : null;
}

function rawValues(args: readonly string[]): Parsed<Values> {
  const own = args.filter((arg) => !PLATFORM_SWITCHES.test(arg));
  const values: Values = {};
  const { tokens } = parseArgs({ args: own, options: OPTIONS, strict: false, tokens: true });
  for (const token of tokens) {
    const wrong = wrongToken(token);
    if (wrong !== null) return err(wrong);
    if (token.kind === 'option') values[token.name as keyof Values] = token.value ?? true;
  }
  return ok(values);
}

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
  const raw = rawValues(args);
  if (!raw.ok) return raw;
  const values = raw.value;
  const meter = meterOf(values);
  if (!meter.ok) return meter;
  const metrics = metricsOf(values);
  if (!metrics.ok) return metrics;
  const language = choice(values, 'lang', LANGUAGES);
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
  });
}
