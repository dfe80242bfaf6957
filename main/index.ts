import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, nativeTheme } from 'electron';
import { type Language, languageOf } from '../app/text/texts.ts';
import { createTexts } from '../app/text/translate.ts';
import { openBridge } from './bridge/serve-bridge.ts';
import { type Flags, parseFlags } from './flags.ts';
import { describeError } from './log.ts';
import { ownArguments } from './own-arguments.ts';
import { openMainWindow } from './window/main-window.ts';
import { preparePage } from './window/page.ts';
import { registerScheme } from './window/scheme.ts';

const USAGE_ERROR = 64;

/** Chromium keeps its own files apart, so that a picture can be taken beside a running app. */
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
  const isPicture = flags.snapshot !== null;
  if (!isPicture && !app.requestSingleInstanceLock()) return app.exit(0);
  await app.whenReady();
  if (flags.theme !== null) nativeTheme.themeSource = flags.theme;
  const page = preparePage();
  const bridge = openBridge();
  const { view, kiosk } = flags;
  const dark = nativeTheme.shouldUseDarkColors;
  const window = isPicture || flags.hidden ? null : openMainWindow({ ...page, view, kiosk, dark });
  const { runApp } = await import('./electron-app.ts');
  await runApp(flags, { page, bridge, window });
}

// A terminal that was closed takes no more lines; the app goes on.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

const flags = parseFlags(ownArguments(process.argv, app.isPackaged));
if (!flags.ok) {
  const { text, values } = flags.error;
  const { t } = createTexts(systemLanguage());
  process.stderr.write(`${t(`flags:${text}`, values)}\n`);
  app.exit(USAGE_ERROR);
} else {
  const { userDataDir, snapshot, language } = flags.value;
  if (userDataDir !== null) app.setPath('userData', userDataDir);
  if (language !== null) app.commandLine.appendSwitch('lang', language);
  if (snapshot !== null) separateChromiumFiles();
  registerScheme();
  start(flags.value).catch((error: unknown) => {
    process.stderr.write(`${describeError(error)}\n`);
    app.exit(1);
  });
}
