import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isSound, openForWriting } from '../../main/history/open-file.ts';
import { gather } from '../../main/history/queries/gather.ts';
import { openDatabase } from '../../main/history/sqlite.ts';
import { Store } from '../../main/history/store.ts';
import { lockForWriting } from '../../main/history/writer-lock.ts';
import { Recording } from '../history/fixtures.ts';
import { backupOf, type FilePhase, HISTORY, REPORT, WRITTEN } from './files.ts';
import { EVERY, readingOf, timeOf } from './numbered.ts';

export interface FileOutcome {
  readonly phase: FilePhase;
  readonly kills: number;
  /** How often it said that a file is in its place. */
  readonly done: number;
  /** Files that are not whole, or that nobody will ever take away. */
  readonly wrong: readonly string[];
}

const LONGEST_LIFE_MS = 1000;
/** Readings in the two backups. */
const ROWS = [500, 700] as const;

function makeBackups(folder: string): void {
  mkdirSync(dirname(backupOf(folder, 0)));
  ROWS.forEach((rows, which) => {
    const recording = new Recording(EVERY, backupOf(folder, which));
    for (let number = 0; number < rows; number++) recording.record(readingOf(number));
    recording.close();
  });
  copyFileSync(backupOf(folder, 0), join(folder, HISTORY));
}

async function liveAndDie(program: string, phase: FilePhase, folder: string): Promise<string[]> {
  const child = spawn(process.execPath, [program, phase, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  const ended = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), ended]);
  await sleep(Math.random() * LONGEST_LIFE_MS);
  child.kill('SIGKILL');
  await ended;
  return out.split('\n').slice(0, -1);
}

/** Whether a history is one of the two backups, whole. */
function isBackup(file: string): boolean {
  const db = openDatabase(file, { readOnly: false });
  try {
    const { at } = gather(new Store(db), timeOf(0), timeOf(1000), [0], 'polls');
    return isSound(db) && ROWS.some((rows) => rows === at.length);
  } finally {
    db.close();
  }
}

/** What is wrong after a death, once the next start has been. */
function judgeHistory(folder: string): readonly string[] {
  const file = join(folder, HISTORY);
  if (!existsSync(file)) return ['no history is in its place'];
  const lock = lockForWriting(file);
  if (!lock.ok) return [JSON.stringify(lock.error)];
  const opened = openForWriting(file, timeOf(0));
  lock.value.release();
  if (!opened.ok) return [JSON.stringify(opened.error)];
  opened.value.db.close();
  const wrong = opened.value.notices
    .map(({ kind }) => kind)
    .filter((kind) => !/^restore-/.test(kind));
  const names = readdirSync(folder).filter((name) => name !== 'backups' && !name.endsWith('.lock'));
  const kept = names.filter((name) => name.includes('.before-restore-'));
  const stray = names.filter((name) => name !== HISTORY && !kept.includes(name));
  const broken = [HISTORY, ...kept].filter((name) => !isBackup(join(folder, name)));
  for (const name of kept) rmSync(join(folder, name));
  return [...wrong, ...stray, ...broken];
}

/** The next one of the same name takes away what is left of a half one. */
function judgeReport(folder: string): readonly string[] {
  const file = join(folder, REPORT);
  const isWhole = !existsSync(file) || WRITTEN.includes(readFileSync(file, 'utf8'));
  const stray = readdirSync(folder).filter((name) => ![REPORT, `${REPORT}.new`].includes(name));
  return isWhole ? stray : [REPORT, ...stray];
}

/** Kills the program `kills` times while it replaces files, and looks at the disk after each time. */
export async function killWhileReplacing(
  program: string,
  phase: FilePhase,
  kills: number,
): Promise<FileOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'crash-files-'));
  if (phase === 'restoring') makeBackups(folder);
  const said: string[] = [];
  const wrong: string[] = [];
  for (let kill = 0; kill < kills; kill++) {
    said.push(...(await liveAndDie(program, phase, folder)));
    wrong.push(...(phase === 'restoring' ? judgeHistory(folder) : judgeReport(folder)));
  }
  rmSync(folder, { recursive: true, force: true });
  const done = said.filter((line) => line === 'done').length;
  return { phase, kills, done, wrong: [...wrong, ...said.filter((line) => line !== 'done')] };
}
