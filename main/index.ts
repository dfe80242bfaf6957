import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, nativeTheme } from 'electron';
import { type Language, languageOf } from '../app/text/texts.ts';
import { createTexts } from '../app/text/translate.ts';
import icon from '../resources/icons/256x256.png?asset';
import { openBridge } from './bridge/serve-bridge.ts';
import { SYSTEM_CLOCK } from './clock.ts';
import { openDesktopFile } from './desktop/desktop-file.ts';
import { avoidBrokenGpu } from './desktop/gpu.ts';
import { type FlagFault, type Flags, parseFlags } from './flags.ts';
import { debuggingSwitch } from './kiosk/debugging-switch.ts';
import { describeError } from './log.ts';
import { ownArguments } from './own-arguments.ts';
import { MainWindow } from './window/main-window.ts';
import { preparePage } from './window/page.ts';
import { registerScheme } from './window/scheme.ts';

const USAGE_ERROR = 64;

/** Chromium keeps its own files apart, so that pictures and reports can be made beside a running app. */
function separateChromiumFiles(): void {
  const dir = mkdtempSync(join(tmpdir(), 'wago-snapshot-'));
  app.setPath('sessionData', dir);
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
}

function systemLanguage(): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return languageOf(LC_ALL || LC_MESSAGES || LANG || 'en');
}

/**
 * The window's own process starts at once and in parallel with what is heavy here: reading the core
 * and everything under it takes as long as the page takes to come up.
 */
async function start(flags: Flags): Promise<void> {
  const { view, kiosk, hidden, snapshot, report } = flags;
  const isGuest = snapshot !== null || report !== null;
  if (!isGuest && !app.requestSingleInstanceLock({ view, kiosk, hidden })) {
    return app.exit(0);
  }
  const memory = openDesktopFile(app.getPath('userData'));
  avoidBrokenGpu(memory);
  await app.whenReady();
  if (flags.theme !== null) nativeTheme.themeSource = flags.theme;
  const page = preparePage(!kiosk);
  const bridge = openBridge();
  const clock = SYSTEM_CLOCK;
  const window = new MainWindow({ page, icon, clock, memory });
  // Which display is the wall's is for the settings to say.
  if (!isGuest && !hidden && !kiosk) window.open(view);
  const { printReportAlone, runApp, takeSnapshot } = await import('./electron-app.ts');
  const surroundings = { clock, memory, page, bridge, window, icon };
  if (report !== null) await printReportAlone(flags, report, surroundings);
  else if (snapshot !== null) await takeSnapshot(flags, snapshot, surroundings);
  else await runApp(flags, surroundings);
}

/** Ends the app before it began. */
function refuse(fault: FlagFault): void {
  const { t } = createTexts(systemLanguage());
  process.stderr.write(`${t(`flags:${fault.text}`, fault.values)}\n`);
  app.exit(USAGE_ERROR);
}

/** A wall display is looked at, not into; neither is a released app. */
function debuggingFault(flags: Flags): FlagFault | null {
  const flag = flags.kiosk || app.isPackaged ? debuggingSwitch(process.argv) : null;
  const none = { value: '', choices: '', example: '' };
  return flag === null ? null : { text: 'debugRefused', values: { flag, ...none } };
}

// A terminal that was closed takes no more lines; the app goes on.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

const flags = parseFlags(ownArguments(process.argv, app.isPackaged));
const debugging = flags.ok ? debuggingFault(flags.value) : null;
if (!flags.ok) refuse(flags.error);
else if (debugging !== null) refuse(debugging);
else {
  const { userDataDir, snapshot, report, language } = flags.value;
  if (userDataDir !== null) app.setPath('userData', userDataDir);
  if (language !== null) app.commandLine.appendSwitch('lang', language);
  if (snapshot !== null || report !== null) separateChromiumFiles();
  // Whatever a window is opened with, its page stays in Chromium's sandbox.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  registerScheme();
  start(flags.value).catch((error: unknown) => {
    process.stderr.write(`${describeError(error)}\n`);
    app.exit(1);
  });
}
