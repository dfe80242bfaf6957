import type { MeterSource } from '../../../app/meter-url.ts';
import { type HostPort, parseHostPort } from '../../../app/metrics/host-port.ts';
import { err, ok, type Result } from '../../../app/result.ts';
import { readMeterUrl, readNumber, readOptions } from '../arguments.ts';
import type { CommandIo } from '../command.ts';

export const EXPORTER_USAGE =
  'exporter --meter URL --metrics HOST:PORT [--data DIR] [--poll SECONDS] [--log-level LEVEL]';

const LEVELS = ['error', 'warn', 'info'] as const;
export type LogLevel = (typeof LEVELS)[number];

export interface ExporterOptions {
  readonly source: MeterSource;
  readonly metrics: HostPort;
  /** null: no history is kept. */
  readonly data: string | null;
  readonly pollS: number;
  readonly level: LogLevel;
}

const NAMES = ['meter', 'metrics', 'data', 'poll', 'log-level'] as const;
type Name = (typeof NAMES)[number];

/** Each flag can be an environment variable instead, as containers like it; the flag wins. */
const VARIABLES: Readonly<Record<Name, string>> = {
  meter: 'WAGO_METER',
  metrics: 'WAGO_METRICS',
  data: 'WAGO_DATA',
  poll: 'WAGO_POLL',
  'log-level': 'WAGO_LOG_LEVEL',
};

/** As the seed's exporter. */
const POLL_S = 30;
const POLL_RANGE = { min: 1, max: 300, whole: true };

function readMetrics(text: string | undefined, { t }: CommandIo): Result<HostPort, string> {
  if (text === undefined) {
    return err(t('flags:missing', { flag: '--metrics', usage: EXPORTER_USAGE }));
  }
  const parsed = parseHostPort(text);
  return parsed.ok ? parsed : err(t('metrics:exporter.badMetrics', { value: text }));
}

function readLevel(text: string | undefined, { t }: CommandIo): Result<LogLevel, string> {
  const value = (text ?? 'info').toLowerCase();
  const level = LEVELS.find((known) => known === value);
  if (level !== undefined) return ok(level);
  return err(t('metrics:exporter.badLevel', { value, choices: LEVELS.join(', ') }));
}

/** The error is a sentence for the person who started the exporter. */
export function readExporterOptions(
  args: readonly string[],
  io: CommandIo,
): Result<ExporterOptions, string> {
  const flags = readOptions(args, NAMES, EXPORTER_USAGE, io.t);
  if (!flags.ok) return flags;
  // An empty variable is as good as none: compose files set them so.
  const value = (name: Name) => flags.value[name] ?? (io.env[VARIABLES[name]] || undefined);
  const source = readMeterUrl(value('meter'), EXPORTER_USAGE, io.t);
  if (!source.ok) return source;
  const metrics = readMetrics(value('metrics'), io);
  if (!metrics.ok) return metrics;
  const pollS = readNumber('--poll', value('poll'), POLL_S, POLL_RANGE, EXPORTER_USAGE, io.t);
  if (!pollS.ok) return pollS;
  const level = readLevel(value('log-level'), io);
  if (!level.ok) return level;
  return ok({
    source: source.value,
    metrics: metrics.value,
    data: value('data') ?? null,
    pollS: pollS.value,
    level: level.value,
  });
}
