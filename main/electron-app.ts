import { app, BrowserWindow, nativeTheme, powerMonitor } from 'electron';
import type { SettingsPatch } from '../app/settings.ts';
import { type Language, languageOf } from '../app/text/texts.ts';
import { createTexts, type Translate } from '../app/text/translate.ts';
import { answer } from './bridge/answer.ts';
import { createHandlers } from './bridge/handlers.ts';
import { broadcast, type Dispatch } from './bridge/serve-bridge.ts';
import { EXIT, type ExitCode } from './cli/command.ts';
import { SYSTEM_CLOCK } from './clock.ts';
import { Core } from './compose.ts';
import type { Flags, Snapshot } from './flags.ts';
import { describeError, lineLog } from './log.ts';
import { type ServedMetrics, serveMetrics } from './metrics/serve-metrics.ts';
import { ENERGY_EVERY } from './poller/poller.ts';
import { openSettings } from './settings/settings-file.ts';
import { createVolatileSettings } from './settings/settings-store.ts';
import { firstReading, noReadingSentence, READING_PATIENCE, snapshotLine } from './snapshot-run.ts';
import { reportToTerminal } from './terminal-report.ts';
import { openMainWindow, type PageOptions, watchSight } from './window/main-window.ts';
import { isOwnUrl } from './window/origin.ts';
import { takePicture } from './window/snapshot.ts';

const clock = SYSTEM_CLOCK;
const toStderr = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const log = lineLog(clock, toStderr);

/** Flags that stand for a setting, for this run only. */
function settingsOf(flags: Flags): SettingsPatch {
  return {
    ...(flags.meter === null ? {} : { source: flags.meter }),
    ...(flags.metrics === null ? {} : { metrics: { enabled: true, ...flags.metrics } }),
    ...(flags.language === null ? {} : { language: flags.language }),
    ...(flags.theme === null ? {} : { theme: flags.theme }),
  };
}

function composeCore(flags: Flags): Core {
  const opened = openSettings(app.getPath('userData'), clock.now());
  const { settings, gateways } = opened;
  // A picture is taken beside a running app, whose settings are not ours to write.
  const alone = flags.snapshot !== null;
  const core = new Core({
    settings: alone ? createVolatileSettings(settings.current()) : settings,
    flags: settingsOf(flags),
    memory: alone ? { recall: gateways.recall, remember: () => undefined } : gateways,
    clock,
    log,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    historyDir: app.getPath('userData'),
  });
  for (const notice of opened.notices) core.states.notify(notice);
  return core;
}

function languageIn(core: Core): Language {
  const { language } = core.settings;
  return language === 'system' ? languageOf(app.getLocale()) : language;
}

function followTheme(core: Core): void {
  const follow = (): void => {
    nativeTheme.themeSource = core.settings.theme;
  };
  follow();
  core.states.subscribe(({ value }) => {
    if (value.kind === 'settings') follow();
  });
}

/** During sleep a half-open socket would only wait for its time-out. */
function followPower(core: Core): void {
  powerMonitor.on('suspend', () => core.pause());
  powerMonitor.on('resume', () => core.resume());
}

/** Closes the meter's connection before the process ends; a failing close does not stop the end. */
function closeAtQuit(core: Core, metrics: ServedMetrics): void {
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    closed = true;
    Promise.all([metrics.close(), core.close()])
      .catch((error: unknown) => log.error('app', describeError(error)))
      .finally(() => app.quit());
  });
  app.on('window-all-closed', () => app.quit());
  // Electron's own answer to these signals cannot wait for the close above.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
}

/** A second start shows the first one's window; the last window that closes ends the app. */
function keepWindow(core: Core, flags: Flags, { page, window }: Surroundings): void {
  const watch = (opened: BrowserWindow): void =>
    watchSight(opened, (visible) => core.setWatched(visible));
  const open = (): BrowserWindow =>
    openMainWindow({
      ...page,
      view: flags.view,
      kiosk: flags.kiosk,
      dark: nativeTheme.shouldUseDarkColors,
    });
  app.on('second-instance', () => {
    const [shown] = BrowserWindow.getAllWindows();
    if (shown === undefined) watch(open());
    else shown.show();
  });
  if (window !== null) watch(window);
}

async function runSnapshot(
  core: Core,
  t: Translate,
  snapshot: Snapshot,
  options: PageOptions & Pick<Flags, 'view'>,
): Promise<ExitCode> {
  // The picture's window is the only one; its end is not yet the end of the app.
  app.on('window-all-closed', () => undefined);
  core.setWatched(true);
  await core.open();
  const stop = new AbortController();
  const dark = nativeTheme.shouldUseDarkColors;
  const patience = READING_PATIENCE;
  const picture = takePicture({ ...options, snapshot, dark, clock, patience, stop: stop.signal });
  const read = await firstReading(core, clock, patience, stop.signal);
  if (!read) stop.abort();
  const taken = await picture;
  await core.close();
  if (!read || (!taken.ok && taken.error.kind === 'nothing-shown')) {
    toStderr(noReadingSentence(core, t));
    return EXIT.noReading;
  }
  if (!taken.ok) {
    const { reason } = taken.error as { reason: string };
    toStderr(t('flags:fileNotWritten', { file: snapshot.file, reason }));
    return EXIT.failed;
  }
  process.stdout.write(snapshotLine(core));
  return EXIT.ok;
}

/** What stands before the core is read: see `index.ts`. */
export interface Surroundings {
  readonly page: PageOptions;
  readonly bridge: { readonly serve: (dispatch: Dispatch) => void };
  /** null: the app starts without one. */
  readonly window: BrowserWindow | null;
}

/** The composition root of the desktop app: its lines follow the way of the data. */
export async function runApp(flags: Flags, surroundings: Surroundings): Promise<void> {
  const { page, bridge } = surroundings;
  const { snapshot } = flags;
  const core = composeCore(flags);
  followTheme(core);
  const isOwn = (url: string): boolean => isOwnUrl(url, page.devServer);
  const handlers = createHandlers(core, clock);
  core.states.subscribe(broadcast);
  bridge.serve((name, asker, args) => answer(name, asker, args, { handlers, isOwn, log }));
  const { t } = createTexts(languageIn(core));
  if (snapshot !== null) {
    return app.exit(await runSnapshot(core, t, snapshot, { ...page, view: flags.view }));
  }
  if (!app.isPackaged || process.stdout.isTTY) {
    const write = (line: string): boolean => process.stdout.write(`${line}\n`);
    reportToTerminal(core, clock, languageIn(core), t, write);
  }
  const build = { version: app.getVersion(), runtime: `electron ${process.versions.electron}` };
  const language = languageIn(core);
  const metrics = serveMetrics({ core, energyEvery: ENERGY_EVERY, clock, log, build, language });
  followPower(core);
  closeAtQuit(core, metrics);
  core.setWatched(!flags.hidden);
  keepWindow(core, flags, surroundings);
  await core.open();
}
