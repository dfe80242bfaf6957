import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { type Language, languageOf } from '../app/text/texts.ts';
import { createTexts } from '../app/text/translate.ts';
import { runApp } from './electron-app.ts';
import { parseFlags } from './flags.ts';
import { ownArguments } from './own-arguments.ts';
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
  void runApp(flags.value);
}
