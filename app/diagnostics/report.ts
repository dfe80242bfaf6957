import type { AppState } from '../bridge/state.ts';
import type { PollFault } from '../fault.ts';
import type { Live } from '../live.ts';
import { FIELDS } from '../measurement.ts';
import type { MeterHint } from '../meter-hint.ts';
import type { EndpointReport } from '../metrics/endpoint.ts';
import type { PiHealth } from '../metrics/pi-health.ts';
import { reachOf } from '../metrics/reach.ts';
import type { Settings } from '../settings.ts';
import { between, type EpochMs } from '../units.ts';
import { addressKind } from './address-kind.ts';
import { faultCounts, rejectionCounts } from './counts.ts';
import type { MachineReport } from './machine.ts';

/** What is known when somebody copies a report; null: not asked or not answered yet. */
export interface ReportSources {
  readonly at: EpochMs;
  readonly state: AppState;
  readonly machine: MachineReport | null;
  readonly endpoint: EndpointReport | null;
  readonly pi: PiHealth | null;
}

type Lines = readonly (string | null)[];

const MB = 1_000_000;
const megabytes = (bytes: number): string => `${Math.round(bytes / MB)} MB`;

function machineLines({ version, runtime, system, ...machine }: MachineReport): Lines {
  const disk = machine.diskFree === null ? 'unknown' : megabytes(machine.diskFree);
  return [
    `app: ${version} (${runtime})`,
    `system: ${system}`,
    `memory: ${megabytes(machine.memoryFree)} of ${megabytes(machine.memoryTotal)} free`,
    `disk: ${disk} free`,
  ];
}

/** Hosts and what came over the wire stay out; codes and unit ids help. */
function faultLine(fault: PollFault): string {
  switch (fault.kind) {
    case 'no-answer':
      return `${fault.kind} from unit ${fault.unit} within ${fault.afterMs} ms`;
    case 'other-framing':
      return `${fault.kind}: asked ${fault.asked}, answers ${fault.answers}`;
    case 'wrong-unit':
      return `${fault.kind}: asked ${fault.asked}, answers ${fault.answers ?? 'unknown'}`;
    case 'exception':
      return `${fault.kind} ${fault.code} at ${fault.address.toString(16)}`;
    case 'not-float':
      return `${fault.kind}: data format ${fault.dataFormat}`;
    case 'implausible':
      return `${fault.kind}: ${fault.field}`;
    default:
      return fault.kind;
  }
}

function sourceLine({ source }: Live): string {
  if (source.kind === 'demo') return 'meter: demo';
  const { host, port, unit, framing, model } = source.address;
  return `meter: ${model}, ${addressKind(host)}, port ${port}, unit ${unit}, framing ${framing}`;
}

/** Enough of a serial number to tell two meters apart, too little to name one. */
const shortSerial = (serial: number): string => `…${String(serial).slice(-2).padStart(2, '0')}`;

function sessionLine({ session }: Live): string {
  if (session === null) return 'session: none';
  const { serial, energyMode, floatFormat } = session.identity;
  const known = [
    `framing ${session.framing}`,
    `serial ${serial === null ? 'unknown' : shortSerial(serial)}`,
    `counts ${energyMode ?? 'unknown'}`,
    `float ${floatFormat ?? 'unknown'}`,
  ];
  return `session: ${known.join(', ')}`;
}

const secondsAgo = (at: EpochMs, now: EpochMs): string =>
  `${Math.round(between(at, now) / 1000)} s ago`;

function hintWord(hint: MeterHint): string {
  if (hint.kind === 'padded') return `${hint.replies} padded replies`;
  if (hint.kind === 'stalled') return `stood still for up to ${hint.forMs} ms`;
  return hint.kind === 'slow' ? `waits up to ${hint.upToMs} ms` : hint.kind;
}

function liveLines(live: Live, now: EpochMs): Lines {
  const { link, counts, values } = live;
  const missing = FIELDS.filter((field) => values[field] === null);
  return [
    sourceLine(live),
    sessionLine(live),
    `link: ${link.state}, since ${secondsAgo(link.since, now)}`,
    'fault' in link ? `fault: ${faultLine(link.fault)}, ${link.failures} in a row` : null,
    `last reading: ${live.at === null ? 'none' : secondsAgo(live.at, now)}`,
    `missing values: ${missing.join(', ') || 'none'}`,
    `poll: every ${live.pollEvery} ms, took ${live.pollTook === null ? 'unknown' : `${Math.round(live.pollTook)} ms`}`,
    `unusual: ${live.hints.map(hintWord).join(', ') || 'nothing'}`,
    `polls: ${counts.polls}`,
    ...faultCounts(counts).map(({ kind, count }) => `  fault ${kind}: ${count}`),
    ...rejectionCounts(counts).map(
      ({ field, reason, count }) => `  rejected ${field} ${reason}: ${count}`,
    ),
  ];
}

function endpointLine({ status, scrapes, lastScrape }: EndpointReport, now: EpochMs): string {
  const fault = status.state === 'failed' ? ` (${status.fault.kind})` : '';
  const last = lastScrape === null ? '' : `, last ${secondsAgo(lastScrape.at, now)}`;
  return `metrics: ${status.state}${fault}, ${scrapes} scrapes${last}`;
}

function piLine(pi: PiHealth): string {
  if (pi.state === 'unreachable') return `prometheus: unreachable (${pi.fault.kind})`;
  const targets = pi.targets.map(({ isUp }) => (isUp === null ? 'gone' : isUp ? 'up' : 'down'));
  return `prometheus: reachable, targets: ${targets.join(', ') || 'none'}`;
}

/** Only what is named here is told, so that a setting to come is private until somebody decides. */
const TOLD = [
  'pollWatchedS',
  'pollIdleS',
  'connectionLimitW',
  'theme',
  'language',
  'phaseColours',
  'csvFormat',
  'tray',
  'closeToTray',
  'startAtLogin',
  'kioskPixelShift',
  'logLevel',
  'historyDays',
  'historyCapMb',
] as const satisfies readonly (keyof Settings)[];

function settingsLines(settings: Settings): Lines {
  const { metrics, prometheus } = settings;
  return [
    ...TOLD.map((name) => `  ${name}: ${settings[name]}`),
    `  metrics: ${metrics.enabled ? 'on' : 'off'}, ${reachOf(metrics.host)}, port ${metrics.port}`,
    `  prometheus: ${prometheus.url === '' ? 'not set' : 'set'}`,
  ];
}

/**
 * A plain-text report for somebody who helps: no host names, addresses, user names, paths or
 * serial numbers. In English, as the log is.
 */
export function diagnosticsReport(sources: ReportSources): string {
  const { at, state, machine, endpoint, pi } = sources;
  const lines: Lines = [
    'WAGO Energy Monitor: diagnostics',
    `at: ${new Date(at).toISOString()}`,
    ...(machine === null ? [] : machineLines(machine)),
    ...liveLines(state.live, at),
    endpoint === null ? null : endpointLine(endpoint, at),
    pi === null ? null : piLine(pi),
    `notices: ${state.notices.map(({ text }) => text).join(', ') || 'none'}`,
    'settings:',
    ...settingsLines(state.settings),
  ];
  return `${lines.filter((line) => line !== null).join('\n')}\n`;
}
