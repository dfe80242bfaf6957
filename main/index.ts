import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { app, nativeTheme } from 'electron';
import { type Language, languageOf } from '../app/text/texts.ts';
import { createTexts, type Translate } from '../app/text/translate.ts';
import icon from '../resources/icons/256x256.png?asset';
import { appHelp } from './app-help.ts';
import { openBridge } from './bridge/serve-bridge.ts';
import { clockAhead, clockSet } from './clock.ts';
import { faultAgainstStart, folderText, lockFault } from './data-folder.ts';
import { deniedSwitch } from './denied-switches.ts';
import { openDesktopFile } from './desktop/desktop-file.ts';
import { avoidBrokenGpu } from './desktop/gpu.ts';
import { type FlagFault, fault } from './flag-arguments.ts';
import { type Flags, parseFlags } from './flags.ts';
import { describeError } from './log.ts';
import { ownArguments } from './own-arguments.ts';
import { MainWindow } from './window/main-window.ts';
import { preparePage } from './window/page.ts';
import { registerScheme } from './window/scheme.ts';
import { settleZone, unknownZoneText } from './zone.ts';

/** `appId` of electron-builder.yml. */
const APP_ID = 'io.github.wago-energy-monitor';
const FAILED = 1;
const USAGE_ERROR = 64;

/** Chromium keeps its own files apart, so that pictures and reports can be made beside a running app. */
function separateChromiumFiles(): void {
  const dir = mkdtempSync(join(tmpdir(), 'wago-snapshot-'));
  app.setPath('sessionData', dir);
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
}

/** What is said on the terminal: in the language of the flag, else of the system. */
function terminalTexts(wanted: Language | null): Translate {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return createTexts(wanted ?? languageOf(LC_ALL || LC_MESSAGES || LANG || 'en')).t;
}

/** Says how it ended before it began. Ends once the words are out, where there is a terminal. */
function endWith(code: number, text: string): void {
  const stream = code === 0 ? process.stdout : process.stderr;
  stream.write(text.endsWith('\n') ? text : `${text}\n`, () => app.exit(code));
}

/** Another start has the data folder, or nobody can have it. */
function endWithoutLock({ language, hidden }: Flags): void {
  const t = terminalTexts(language);
  const found = lockFault(app.getPath('userData'));
  if (found.kind === 'running') {
    endWith(0, t(hidden ? 'flags:running' : 'flags:runningShown'));
  } else if (found.kind === 'elsewhere') {
    endWith(FAILED, t('flags:runningElsewhere', { host: found.host, file: found.file }));
  } else {
    endWith(FAILED, t('flags:cannotLock', { reason: folderText(t, found.fault) }));
  }
}

/**
 * The window's own process starts at once and in parallel with what is heavy here: reading the core
 * and everything under it takes as long as the page takes to come up.
 */
async function start(flags: Flags): Promise<void> {
  const { view, kiosk, hidden, snapshot, report } = flags;
  const isGuest = snapshot !== null || report !== null;
  if (!isGuest && !app.requestSingleInstanceLock({ view, kiosk, hidden })) {
    endWithoutLock(flags);
    return;
  }
  const memory = openDesktopFile(app.getPath('userData'));
  avoidBrokenGpu(memory);
  await app.whenReady();
  if (flags.theme !== null) nativeTheme.themeSource = flags.theme;
  const ahead = clockAhead(process.env, app.isPackaged);
  const page = preparePage(!kiosk, ahead, zone.zone === zone.before ? null : zone.zone);
  const bridge = openBridge();
  const clock = clockSet(ahead);
  const window = new MainWindow({ page, icon, clock, memory });
  // Which display is the wall's is for the settings to say.
  if (!isGuest && !hidden && !kiosk) window.open(view);
  const { printReportAlone, runApp, takeSnapshot } = await import('./electron-app.ts');
  const surroundings = { clock, memory, page, bridge, window, icon, zone };
  if (report !== null) await printReportAlone(flags, report, surroundings);
  else if (snapshot !== null) await takeSnapshot(flags, snapshot, surroundings);
  else await runApp(flags, surroundings);
}

/** Ends the app before it began. */
function refuse({ text, values }: FlagFault): void {
  endWith(USAGE_ERROR, terminalTexts(null)(`flags:${text}`, values));
}

/** A wall display is looked at, not into; neither is a released app. */
function deniedFault(kiosk: boolean): FlagFault | null {
  const denied = deniedSwitch(process.argv.slice(1), kiosk || app.isPackaged);
  if (denied === null) return null;
  return fault(denied.kind === 'wall' ? 'wallRefused' : 'debugRefused', { flag: denied.flag });
}

// A terminal that was closed takes no more lines; the app goes on.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

function begin(flags: Flags): void {
  const { userDataDir, snapshot, report, language, print } = flags;
  const t = terminalTexts(language);
  if (print !== null) {
    endWith(0, print === 'help' ? appHelp(t) : `${app.getName()} ${app.getVersion()}`);
    return;
  }
  const folder = userDataDir === null ? app.getPath('userData') : resolve(userDataDir);
  const unusable = faultAgainstStart(folder);
  if (unusable !== null) {
    endWith(FAILED, folderText(t, unusable));
    return;
  }
  if (zone.unknown !== null) process.stderr.write(`${unknownZoneText(t, zone)}\n`);
  app.setPath('userData', folder);
  if (language !== null) app.commandLine.appendSwitch('lang', language);
  if (snapshot !== null || report !== null) separateChromiumFiles();
  // Whatever a window is opened with, its page stays in Chromium's sandbox.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // By this name Windows knows whose notifications and taskbar button they are.
  app.setAppUserModelId(APP_ID);
  registerScheme();
  start(flags).catch((error: unknown) => endWith(FAILED, describeError(error)));
}

const zone = settleZone(process.env);
const flags = parseFlags(ownArguments(process.argv, app.isPackaged));
const denied = deniedFault(flags.ok && flags.value.kiosk);
if (denied !== null) refuse(denied);
else if (!flags.ok) refuse(flags.error);
else begin(flags.value);
