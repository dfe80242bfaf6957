import { join } from 'node:path';
import { writeWhole } from '../../main/durable.ts';
import { openForWriting } from '../../main/history/open-file.ts';
import { restore } from '../../main/history/restore.ts';
import { timeOf } from './numbered.ts';

/** What puts files in the place of others while it is killed. */
export const FILE_PHASES = ['restoring', 'writing files'] as const;
export type FilePhase = (typeof FILE_PHASES)[number];

export const HISTORY = 'history.sqlite';
export const backupOf = (folder: string, which: number): string =>
  join(folder, 'backups', `${which}.sqlite`);
const say = (what: string): void => void process.stdout.write(`${what}\n`);

/** Each life begins like a start of the app. Says `done` for each restore, and else what is wrong. */
export function restoreAgainAndAgain(folder: string): never {
  const file = join(folder, HISTORY);
  for (let number = 0; ; number++) {
    const opened = openForWriting(file, timeOf(0));
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    opened.value.db.close();
    for (const { kind } of opened.value.notices) {
      if (!kind.startsWith('restore-')) say(`notice ${kind}`);
    }
    const done = restore(file, backupOf(folder, number % 2), timeOf(0));
    say(done.ok ? 'done' : JSON.stringify(done.error));
  }
}

/** As reports, settings, alerts and pictures are written. */
export const WRITTEN = ['a', 'b'].map((letter) => letter.repeat(4_000_000));
export const REPORT = 'report.csv';

export function writeAgainAndAgain(folder: string): never {
  for (let number = 0; ; number++) {
    writeWhole(join(folder, REPORT), WRITTEN[number % 2] ?? '');
    say('done');
  }
}
