import { z } from 'zod';
import type { ConnectionReport } from '../connection-report.ts';
import type { LogLine } from '../diagnostics/log-line.ts';
import type { MachineReport } from '../diagnostics/machine.ts';
import { type HeatSide, heatSideSchema } from '../heat/heat-side.ts';
import type { HeatTrial } from '../heat/trial.ts';
import type { HistoryFault } from '../history/fault.ts';
import {
  type ContextQuery,
  type ContextSeries,
  contextQuerySchema,
  type PrometheusFault,
} from '../history/prometheus.ts';
import {
  type EnergyBucket,
  type EnergyQuery,
  energyQuerySchema,
  type Overtaken,
  type Series,
  type SeriesQuery,
  type StripQuery,
  type StripSegment,
  seriesQuerySchema,
  stripQuerySchema,
} from '../history/query.ts';
import { type HistoryTask, type TaskRequest, taskRequestSchema } from '../history/task.ts';
import {
  type Insights,
  type InsightsQuery,
  insightsQuerySchema,
  type RunsAnswer,
  type RunsQuery,
  runsQuerySchema,
} from '../insights/query.ts';
import { type PinAnswer, pinSchema } from '../kiosk/pin.ts';
import type { MeterAddress } from '../meter-url.ts';
import type { EndpointReport } from '../metrics/endpoint.ts';
import type { PiHealth } from '../metrics/pi-health.ts';
import { isPeriod } from '../report/period.ts';
import { REPORT_FORMATS, type Report, type ReportFormat } from '../report/report.ts';
import type { Result } from '../result.ts';
import { meterAddressSchema, type SettingsPatch, settingsPatchSchema } from '../settings.ts';
import { type SecretState, secretSchema } from '../settings-secret.ts';
import type { ExportAnswer, ImportAnswer } from '../settings-transfer.ts';
import type { About, DisplayChoice } from './desktop.ts';
import type { CommandName } from './names.ts';
import type { AppEvent, AppState, Numbered } from './state.ts';

/** What the record answers, unless the same asker has asked for something else meanwhile. */
export type HistoryAnswer<T> = Result<T, HistoryFault> | Overtaken;

/**
 * Everything that a window may ask of main. Main's handlers, the preload's client and the
 * test double are derived from this table and from `PARSERS` below.
 */
export interface Commands {
  /** The whole state with the number of the newest event in it. Listen first, then ask. */
  snapshot(): Numbered<AppState>;
  /** Tests an address step by step; changes nothing. A newer test cancels this one. */
  testConnection(address: MeterAddress): ConnectionReport;
  cancelConnectionTest(): void;
  /** Applies at once and saves. */
  changeSettings(patch: SettingsPatch): void;
  /** Of the password or token for the Pi's Prometheus, which itself never comes back. */
  secretState(): SecretState;
  /** Replaces it; null takes it away. */
  setSecret(secret: string | null): SecretState;
  /** Asks for a file and writes the settings there, without secrets. */
  exportSettings(): ExportAnswer;
  /** Asks for such a file and reads it; changes nothing. */
  importSettings(): ImportAnswer;
  /** Takes a notice off the screen. */
  dismissNotice(id: string): void;
  /** Nothing in the list of alerts is new any more. */
  markAlertsRead(): void;
  /** Takes from the list what is over. */
  clearAlerts(): void;
  /** @param asker names the chart: of its queries only the newest is answered. */
  historySeries(asker: string, query: SeriesQuery): HistoryAnswer<Series>;
  historyEnergy(asker: string, query: EnergyQuery): HistoryAnswer<readonly EnergyBucket[]>;
  historyStrip(asker: string, query: StripQuery): HistoryAnswer<readonly StripSegment[]>;
  /** What the heat pump did in a span, and how that compares. */
  insights(asker: string, query: InsightsQuery): HistoryAnswer<Insights>;
  /** The compressor's runs, the one under way too. */
  insightRuns(asker: string, query: RunsQuery): HistoryAnswer<RunsAnswer>;
  /** All that a report tells of a period such as `2026-10`; null: nothing is recorded. */
  report(period: string): Result<Report, HistoryFault> | null;
  /** Asks for a file and writes the report of a period there. */
  saveReport(period: string, format: ReportFormat): ExportAnswer;
  /** A series of the Pi's Prometheus; a newer question ends this one. null: none is set. */
  historyContext(query: ContextQuery): Result<ContextSeries, PrometheusFault> | null;
  /** Begins unless a task is running; answers how the newest one ended, once it has. */
  runHistoryTask(request: TaskRequest): HistoryTask | null;
  /** The task that runs, or how the newest one ended. */
  historyTask(): HistoryTask | null;
  cancelHistoryTask(): void;
  /** Says that the page still runs; the wall view does so while it is shown. */
  heartbeat(): void;
  enterKiosk(): void;
  /** null: no PIN was typed. */
  leaveKiosk(pin: string | null): PinAnswer;
  hasKioskPin(): boolean;
  /** Sets the PIN of the wall display; `next` null takes it away. `current` null: none typed. */
  setKioskPin(current: string | null, next: string | null): PinAnswer;
  /** Where the wall view can be shown. */
  displays(): readonly DisplayChoice[];
  openLogFolder(): void;
  about(): About;
  /** What the endpoint for Prometheus does and who reads it. */
  endpointReport(): EndpointReport;
  /** Asks the Pi's Prometheus; null: none is set. A newer question cancels this one. */
  checkPi(): PiHealth | null;
  /** What queries of the heat side give now; null: no Prometheus is set. A newer trial cancels this one. */
  tryHeatSide(side: HeatSide): HeatTrial | null;
  machineReport(): MachineReport;
  /** The newest entries of the log, oldest first. */
  logTail(): readonly LogLine[];
  /** Asks whether there is a newer version of the app; what comes of it is in the state. */
  askForUpdate(): void;
  /** Downloads the version that was found. */
  fetchUpdate(): void;
  /** Restarts into the version that was downloaded; not while the wall view is shown. */
  installUpdate(): void;
  /** Puts `text` on the clipboard, which pages themselves may not touch. */
  copyText(text: string): void;
}

type Arguments<N extends CommandName> = Parameters<Commands[N]>;
type Answer<N extends CommandName> = ReturnType<Commands[N]>;

const nothing = z.tuple([]);
const asker = z.string().min(1).max(40);
const period = z.string().max(20).refine(isPeriod);
const typedPin = z.string().max(100).nullable();

/** Every argument is parsed with these before a handler sees it. */
export const PARSERS: { readonly [N in CommandName]: z.ZodType<Arguments<N>> } = {
  snapshot: nothing,
  testConnection: z.tuple([meterAddressSchema]),
  cancelConnectionTest: nothing,
  changeSettings: z.tuple([settingsPatchSchema]),
  secretState: nothing,
  setSecret: z.tuple([secretSchema.nullable()]),
  exportSettings: nothing,
  importSettings: nothing,
  dismissNotice: z.tuple([z.string().max(200)]),
  markAlertsRead: nothing,
  clearAlerts: nothing,
  historySeries: z.tuple([asker, seriesQuerySchema]),
  historyEnergy: z.tuple([asker, energyQuerySchema]),
  historyStrip: z.tuple([asker, stripQuerySchema]),
  insights: z.tuple([asker, insightsQuerySchema]),
  insightRuns: z.tuple([asker, runsQuerySchema]),
  report: z.tuple([period]),
  saveReport: z.tuple([period, z.enum(REPORT_FORMATS)]),
  historyContext: z.tuple([contextQuerySchema]),
  runHistoryTask: z.tuple([taskRequestSchema]),
  historyTask: nothing,
  cancelHistoryTask: nothing,
  heartbeat: nothing,
  enterKiosk: nothing,
  leaveKiosk: z.tuple([typedPin]),
  hasKioskPin: nothing,
  setKioskPin: z.tuple([typedPin, pinSchema.nullable()]),
  displays: nothing,
  openLogFolder: nothing,
  about: nothing,
  endpointReport: nothing,
  checkPi: nothing,
  tryHeatSide: z.tuple([heatSideSchema]),
  machineReport: nothing,
  logTail: nothing,
  askForUpdate: nothing,
  fetchUpdate: nothing,
  installUpdate: nothing,
  copyText: z.tuple([z.string().max(100_000)]),
};

/** What main implements. */
export type CommandHandlers = {
  readonly [N in CommandName]: (...args: Arguments<N>) => Answer<N> | Promise<Answer<N>>;
};

/** What the renderer sees as `window.bridge`. */
export type Bridge = {
  readonly [N in CommandName]: (...args: Arguments<N>) => Promise<Answer<N>>;
} & {
  /** Calls `listener` for each event until the returned function is called. */
  readonly onEvent: (listener: (event: Numbered<AppEvent>) => void) => () => void;
};
