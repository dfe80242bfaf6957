import { join } from 'node:path';
import { app, clipboard } from 'electron';
import type { CsvFormat } from '../app/csv-format.ts';
import type { PrometheusAddress } from '../app/history/prometheus.ts';
import type { SettingsPatch } from '../app/settings.ts';
import type { Language } from '../app/text/texts.ts';
import { createTexts } from '../app/text/translate.ts';
import { findAlerts } from './alerts/alert-file.ts';
import { Alerts } from './alerts/alerts.ts';
import { ALERTS_AT_REST } from './alerts/commands.ts';
import { createNotifier } from './alerts/notifications.ts';
import { answer } from './bridge/answer.ts';
import { boundCalls } from './bridge/bound-calls.ts';
import { createHandlers } from './bridge/handlers.ts';
import { broadcast, type Dispatch } from './bridge/serve-bridge.ts';
import { EXIT } from './cli/command.ts';
import type { Clock } from './clock.ts';
import { Core } from './compose.ts';
import { closeAtQuit } from './desktop/close-at-quit.ts';
import { WITHOUT_DESKTOP } from './desktop/commands.ts';
import { Desktop, type SecondStart } from './desktop/desktop.ts';
import type { DesktopFile } from './desktop/desktop-file.ts';
import { openFileLog } from './desktop/file-log.ts';
import {
  catchBugs,
  followInLog,
  followStartAtLogin,
  followTheme,
  followUpdateCheck,
} from './desktop/follow.ts';
import { watchGpu } from './desktop/gpu.ts';
import { csvFormatIn, languageIn } from './desktop/language.ts';
import { createDiagnosticsCommands, NO_ENDPOINT } from './diagnostics/commands.ts';
import { createEndpointNotice } from './diagnostics/endpoint-notice.ts';
import type { Flags, ReportPrint, Snapshot } from './flags.ts';
import { createHeatCommands } from './heat/commands.ts';
import { keepHeat } from './heat/keep-heat.ts';
import { SYSTEM_DIALOGS } from './history-tasks/choose-file.ts';
import { createHistoryTaskCommands } from './history-tasks/commands.ts';
import { createContextCommands } from './history-tasks/context.ts';
import { limitedLog } from './limited-log.ts';
import { type Log, lineLog } from './log.ts';
import { type ServedMetrics, serveMetrics } from './metrics/serve-metrics.ts';
import { ENERGY_EVERY } from './poller/poller.ts';
import { type AskReport, createReportCommands, reportOfCore } from './report/commands.ts';
import { printFaultText } from './report/print-fault.ts';
import { printReport } from './report/print-report.ts';
import { readReport } from './report/read-report.ts';
import { prometheusAddress, withKeptAccess } from './settings/prometheus-access.ts';
import { SecretStore } from './settings/secret-store.ts';
import { createSettingsCommands } from './settings/settings-commands.ts';
import { openSettings } from './settings/settings-file.ts';
import { borrowFolder } from './settings/settings-folder.ts';
import { SYSTEM_VAULT } from './settings/system-vault.ts';
import { reportToTerminal } from './terminal-report.ts';
import { NO_UPDATES } from './updates/commands.ts';
import { createUpdates } from './updates/create-updates.ts';
import type { Updates } from './updates/updates.ts';
import { relaunch } from './window/crash-care.ts';
import type { MainWindow } from './window/main-window.ts';
import { isOwnUrl } from './window/origin.ts';
import type { PageOptions } from './window/page.ts';
import { runPicture } from './window/picture-run.ts';
import type { FoundZone } from './zone.ts';

const toStderr = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Flags that stand for a setting, for this run only. */
function settingsOf(flags: Flags): SettingsPatch {
  return {
    ...(flags.meter === null ? {} : { source: flags.meter }),
    ...(flags.metrics === null ? {} : { metrics: { enabled: true, ...flags.metrics } }),
    ...(flags.language === null ? {} : { language: flags.language }),
    ...(flags.theme === null ? {} : { theme: flags.theme }),
  };
}

function composeCore(flags: Flags, clock: Clock, log: Log): Core {
  const dir = app.getPath('userData');
  // Pictures and reports are made beside a running app, whose settings are not ours to write.
  const isGuest = flags.snapshot !== null || flags.report !== null;
  const opened = isGuest ? borrowFolder(dir) : openSettings(dir, clock.now());
  const core = new Core({
    settings: opened.settings,
    flags: settingsOf(flags),
    memory: opened.gateways,
    clock,
    log,
    zone: systemZone(),
    historyDir: app.getPath('userData'),
  });
  for (const notice of opened.notices) core.states.notify(notice);
  return core;
}

/** Launchers add that flag by themselves where a system forbids the sandbox. */
function tellOfSandbox(core: Core, log: Log): void {
  if (!app.isPackaged || !app.commandLine.hasSwitch('no-sandbox')) return;
  log.warn('app', 'Chromium runs without its sandbox (--no-sandbox)');
  core.states.notify({ id: 'no-sandbox', text: 'noSandbox', values: {} });
}

function tellOfZone(core: Core, log: Log, { zone, unknown }: FoundZone): void {
  if (unknown === null) return;
  log.warn('app', `TZ is no zone that is known; days are those of ${zone}`);
  core.states.notify({ id: 'zone', text: 'zoneUnknown', values: { value: unknown, zone } });
}

/** What stands before the core is read: see `index.ts`. */
export interface Surroundings {
  readonly clock: Clock;
  readonly memory: DesktopFile;
  readonly page: PageOptions;
  readonly bridge: { readonly serve: (dispatch: Dispatch) => void };
  readonly window: MainWindow;
  readonly icon: string;
  readonly zone: FoundZone;
}

/** What answers the windows beside the core. Without them while a picture is taken. */
interface BesideCore {
  readonly desktop?: Desktop;
  readonly metrics?: ServedMetrics;
  readonly logFile?: string;
  readonly alerts?: Alerts;
  readonly updates?: Updates;
  /** Instead of the record that the core has open. */
  readonly askReport?: AskReport;
}

const systemZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const openSecrets = (log: Log): SecretStore =>
  new SecretStore({ folder: app.getPath('userData'), vault: SYSTEM_VAULT, log });

/** Answers the windows, and tells them what changes. */
function serveWindows(
  core: Core,
  surroundings: Surroundings,
  secrets: SecretStore,
  log: Log,
  { desktop, metrics, logFile, alerts, updates, askReport }: BesideCore = {},
): void {
  const { clock, page, bridge } = surroundings;
  const diagnostics = createDiagnosticsCommands({
    prometheus: () => prometheusAddress(core.settings, secrets),
    endpoint: () => metrics?.report() ?? NO_ENDPOINT,
    version: app.getVersion(),
    folder: app.getPath('userData'),
    logFile: logFile ?? null,
    clock,
    copy: (text) => clipboard.writeText(text),
  });
  const context = createContextCommands(() => prometheusAddress(core.settings, secrets), clock);
  const heat = createHeatCommands(() => prometheusAddress(core.settings, secrets), clock);
  const csvFormat = (language: Language): CsvFormat => csvFormatIn(core.settings, language);
  const withAccess = (address: PrometheusAddress): PrometheusAddress =>
    withKeptAccess(address, core.settings, secrets);
  const tasks = createHistoryTaskCommands(core, SYSTEM_DIALOGS, withAccess, csvFormat);
  const report = createReportCommands({
    ask: askReport ?? ((query) => reportOfCore(core, query, clock.now())),
    files: SYSTEM_DIALOGS,
    print: (period, file) => printReport({ ...page, period, file, clock }),
    language: () => languageIn(core.settings),
    csvFormat,
    zone: systemZone(),
  });
  const settings = createSettingsCommands({
    settings: () => core.settings,
    secrets,
    files: SYSTEM_DIALOGS,
  });
  const others = desktop?.commands ?? WITHOUT_DESKTOP;
  const list = alerts?.commands ?? ALERTS_AT_REST;
  const newer = updates?.commands ?? NO_UPDATES;
  const beside = {
    ...diagnostics,
    ...tasks,
    ...context,
    ...heat,
    ...report,
    ...settings,
    ...list,
    ...others,
    ...newer,
  };
  const handlers = createHandlers(core, clock, beside);
  const isOwn = (url: string): boolean => isOwnUrl(url, page.devServer);
  core.states.subscribe(broadcast);
  const options = { handlers, isOwn, log: limitedLog(log, clock) };
  bridge.serve(
    boundCalls((name, asker, args) => answer(name, asker, args, options), clock, options.log),
  );
}

/** `--snapshot`: the app without a desktop around it. */
export async function takeSnapshot(
  flags: Flags,
  snapshot: Snapshot,
  surroundings: Surroundings,
): Promise<void> {
  const { clock, page } = surroundings;
  const log = lineLog(clock, toStderr);
  const core = composeCore(flags, clock, log);
  followTheme(core);
  serveWindows(core, surroundings, openSecrets(log), log);
  const { kept } = findAlerts(app.getPath('userData'), core.settings.source, clock.now());
  core.states.apply({ kind: 'alerts', alerts: kept.alerts });
  const { t } = createTexts(languageIn(core.settings));
  const { view } = flags;
  const complain = toStderr;
  app.exit(await runPicture({ core, clock, t, snapshot, page: { ...page, view }, complain }));
}

/** `--report-pdf`: a report from what is recorded, beside an app that may be running. */
export async function printReportAlone(
  flags: Flags,
  { file, period }: ReportPrint,
  surroundings: Surroundings,
): Promise<void> {
  const { clock, page } = surroundings;
  const log = lineLog(clock, toStderr);
  const core = composeCore(flags, clock, log);
  const askReport: AskReport = async (query) =>
    readReport(app.getPath('userData'), query, clock.now());
  serveWindows(core, surroundings, openSecrets(log), log, { askReport });
  const { t } = createTexts(languageIn(core.settings));
  // The report's window is the only one; its end is not yet the end of the app.
  app.on('window-all-closed', () => undefined);
  const fault = await printReport({ ...page, period, file, clock });
  if (fault !== null) toStderr(printFaultText(t, fault, file));
  app.exit(fault === null ? EXIT.ok : EXIT.failed);
}

/** The composition root of the desktop app: its lines follow the way of the data. */
export async function runApp(flags: Flags, surroundings: Surroundings): Promise<void> {
  const { clock, memory, window } = surroundings;
  const folder = join(app.getPath('userData'), 'logs');
  const log = openFileLog({ folder, clock, echo: toStderr });
  const core = composeCore(flags, clock, log);
  followTheme(core);
  const desktop = new Desktop({ core, log, ...surroundings });
  const language = languageIn(core.settings);
  const build = { version: app.getVersion(), runtime: `electron ${process.versions.electron}` };
  log.info('app', `version ${build.version} begins on ${build.runtime}, ${process.platform}`);
  if (flags.passed.length > 0) {
    log.info('app', `not flags of the app, left to Chromium: ${flags.passed.join(' ')}`);
  }
  const onStatus = createEndpointNotice(core.states);
  const metricsOptions = { core, energyEvery: ENERGY_EVERY, clock, log, build, language };
  const metrics = serveMetrics({ ...metricsOptions, onStatus });
  const tell = createNotifier(core, (place) => {
    // What hangs on the wall stays as it is.
    if (!desktop.isOnWall) window.show(place);
  });
  const zone = systemZone();
  const alerts = new Alerts({ core, clock, log, zone, folder: app.getPath('userData'), tell });
  const secrets = openSecrets(log);
  const updates = createUpdates(core, desktop, clock, log);
  const beside = { desktop, metrics, logFile: log.file, alerts, updates };
  serveWindows(core, surroundings, secrets, log, beside);
  alerts.start();
  const heat = keepHeat(core, () => prometheusAddress(core.settings, secrets), clock, log);
  followInLog(core, log);
  if (!app.isPackaged || process.stdout.isTTY) {
    const { t } = createTexts(language);
    const write = (line: string): boolean => process.stdout.write(`${line}\n`);
    reportToTerminal(core, clock, language, t, write);
  }
  tellOfSandbox(core, log);
  tellOfZone(core, log, surroundings.zone);
  core.setWatched(!flags.hidden);
  desktop.start(flags);
  followStartAtLogin(core, log);
  void updates.start();
  followUpdateCheck(core, updates);
  watchGpu({ clock, log, memory });
  catchBugs(log, () => {
    if (app.isPackaged || desktop.isOnWall) relaunch({ clock, log, memory }, 'of a bug');
  });
  app.on('second-instance', (_event, _argv, _folder, start) =>
    desktop.showAgain(start as SecondStart),
  );
  const close = async (): Promise<void> => {
    desktop.close();
    alerts.close();
    updates.close();
    await heat.close();
    await Promise.all([metrics.close(), core.close()]);
    log.info('app', 'ends');
  };
  closeAtQuit(close, () => updates.finish(), log);
  await core.open();
}
