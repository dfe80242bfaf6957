import { join } from 'node:path';
import { DateTime } from 'luxon';
import { isZone } from '../../app/energy/periods.ts';
import { err, ok, type Result } from '../../app/result.ts';
import { historyFaultText } from '../../app/text/history-text.ts';
import type { Translate } from '../../app/text/translate.ts';
import { type EpochMs, epochMs } from '../../app/units.ts';
import { openForReading } from '../history/open-file.ts';
import { Store } from '../history/store.ts';
import { type CommandIo, EXIT, type ExitCode } from './command.ts';

/** Without `text` the system's zone. */
export function readZone(text: string | undefined, t: Translate): Result<string, string> {
  if (text === undefined) return ok(Intl.DateTimeFormat().resolvedOptions().timeZone);
  return isZone(text) ? ok(text) : err(t('history:cli.zone', { value: text }));
}

export function readRequired(
  flag: string,
  text: string | undefined,
  usage: string,
  t: Translate,
): Result<string, string> {
  return text === undefined ? err(t('flags:missing', { flag, usage })) : ok(text);
}

/** The history in a data folder. */
export const historyFile = (folder: string): string => join(folder, 'history.sqlite');

const DAY_ALONE = /^\d{4}-\d{2}-\d{2}$/;

/** @param edge a day alone as the end of a range means its end. */
export function readTime(
  flag: string,
  text: string,
  zone: string,
  edge: 'start' | 'end',
  t: Translate,
): Result<EpochMs, string> {
  const time = DateTime.fromISO(text, { zone });
  if (!time.isValid) return err(t('history:cli.time', { flag, value: text }));
  const wholeDay = edge === 'end' && DAY_ALONE.test(text);
  return ok(epochMs((wholeDay ? time.plus({ days: 1 }) : time).toMillis()));
}

/** Both ends of a range, each required. */
export function readRange(
  values: { readonly from?: string | undefined; readonly to?: string | undefined },
  zone: string,
  usage: string,
  t: Translate,
): Result<{ readonly from: EpochMs; readonly to: EpochMs }, string> {
  const first = readRequired('--from', values.from, usage, t);
  const from = first.ok ? readTime('--from', first.value, zone, 'start', t) : first;
  if (!from.ok) return from;
  const last = readRequired('--to', values.to, usage, t);
  const to = last.ok ? readTime('--to', last.value, zone, 'end', t) : last;
  if (!to.ok) return to;
  if (from.value >= to.value) return err(t('history:cli.order'));
  return ok({ from: from.value, to: to.value });
}

/** One of `choices`; without `text` the first. */
export function readChoice<T extends string>(
  flag: string,
  text: string | undefined,
  choices: readonly [T, ...T[]],
  t: Translate,
): Result<T, string> {
  if (text === undefined) return ok(choices[0]);
  const choice = choices.find((known) => known === text);
  if (choice !== undefined) return ok(choice);
  return err(t('flags:choice', { flag, choices: choices.join(', '), value: text }));
}

/** Opens a history to read from it, does `work` and closes it. The app may be running. */
export async function withHistory(
  folder: string,
  io: CommandIo,
  work: (store: Store) => Promise<ExitCode>,
): Promise<ExitCode> {
  const opened = openForReading(historyFile(folder));
  if (!opened.ok) {
    io.complain(historyFaultText(io.t, opened.error));
    return EXIT.failed;
  }
  const store = new Store(opened.value);
  try {
    return await work(store);
  } finally {
    store.close();
  }
}
