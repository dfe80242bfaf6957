import { existsSync, linkSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { COMPANIONS, syncFile, syncNames, writeWhole } from '../durable.ts';

/** Why another file takes the place of the history. */
export type Replacing = 'restore' | 'rescue' | 'rewrite';

/** Where what takes its place is made. It has no companions once it is whole. */
const INCOMING: Readonly<Record<Replacing, string>> = {
  restore: 'restoring',
  rescue: 'rescued',
  rewrite: 'rewritten',
};
export const incomingOf = (file: string, why: Replacing): string => `${file}.${INCOMING[why]}`;

/** Says that the incoming file is whole, so that a replacement that was cut off can be finished. */
const journalOf = (file: string): string => `${file}.replacing`;

const journalSchema = z.strictObject({
  why: z.enum(['restore', 'rescue', 'rewrite']),
  /** The name under which what was there is kept; null: nothing was. */
  kept: z.string().nullable(),
});
type Journal = z.infer<typeof journalSchema>;

/** What an earlier process left half-done, and what became of it. */
export type Leftover =
  | { readonly kind: 'finished'; readonly why: Replacing; readonly kept: string | null }
  /** The incoming file was not whole yet; nothing had changed. */
  | { readonly kind: 'undone'; readonly why: Replacing };

export function removeIncoming(file: string, why: Replacing): void {
  for (const companion of COMPANIONS) {
    rmSync(incomingOf(file, why) + companion, { force: true });
  }
}

/**
 * Puts the incoming file in the place of `file`, which nobody may have open. Killed at any moment it
 * leaves either one there, and {@link finishReplacing} does the rest; where it fails nothing has changed.
 * @param kept a free name in the same folder for what is there; null: nothing is.
 * @throws what the disk says
 */
export function replaceFile(file: string, why: Replacing, kept: string | null): void {
  const journal = { why, kept: kept === null ? null : basename(kept) };
  try {
    syncFile(incomingOf(file, why));
    // Where nothing is there one rename does it, and there is nothing to finish.
    if (kept !== null) writeWhole(journalOf(file), JSON.stringify(journal));
    carryOut(file, journal);
  } catch (error) {
    takeBack(file, journal);
    throw error;
  }
}

/** Finishes or undoes what an earlier process began. Belongs under the lock, before the file is opened. */
export function finishReplacing(file: string): Leftover | null {
  const journal = readJournal(file);
  let leftover: Leftover | null = null;
  if (journal !== null) {
    carryOut(file, journal);
    const kept = journal.kept === null ? null : join(dirname(file), journal.kept);
    leftover = { kind: 'finished', why: journal.why, kept };
  }
  for (const why of Object.keys(INCOMING) as Replacing[]) {
    if (existsSync(incomingOf(file, why))) leftover ??= { kind: 'undone', why };
    removeIncoming(file, why);
  }
  return leftover;
}

/** null: nothing was begun, or so early that nothing had changed. */
function readJournal(file: string): Journal | null {
  rmSync(`${journalOf(file)}.new`, { force: true });
  if (!existsSync(journalOf(file))) return null;
  try {
    const journal = journalSchema.parse(JSON.parse(readFileSync(journalOf(file), 'utf8')));
    // Names of other folders are none of ours.
    if (journal.kept === null || journal.kept === basename(journal.kept)) return journal;
  } catch (error) {
    const isDamaged = error instanceof SyntaxError || error instanceof z.ZodError;
    if (!isDamaged) throw error;
  }
  rmSync(journalOf(file));
  return null;
}

function carryOut(file: string, { why, kept }: Journal): void {
  const incoming = incomingOf(file, why);
  if (existsSync(incoming)) {
    if (kept !== null) keep(file, join(dirname(file), kept));
    // Logs of the file before would be taken for those of the new one.
    for (const companion of COMPANIONS.slice(1)) rmSync(file + companion, { force: true });
    renameSync(incoming, file);
    syncNames(file);
  }
  if (!existsSync(journalOf(file))) return;
  rmSync(journalOf(file));
  syncNames(file);
}

/** Gives what is there its other name, by which it is there all the time; what was done already stays. */
function keep(file: string, kept: string): void {
  for (const companion of COMPANIONS.slice(1)) {
    if (existsSync(file + companion)) renameSync(file + companion, kept + companion);
  }
  if (!existsSync(file) || existsSync(kept)) return;
  try {
    linkSync(file, kept);
  } catch {
    // Not every file system knows two names of one file.
    renameSync(file, kept);
  }
  syncNames(file);
}

function takeBack(file: string, { why, kept }: Journal): void {
  if (kept !== null && existsSync(incomingOf(file, why))) {
    const old = join(dirname(file), kept);
    if (existsSync(old)) {
      if (existsSync(file)) rmSync(old);
      else renameSync(old, file);
    }
    for (const companion of COMPANIONS.slice(1)) {
      if (existsSync(old + companion)) renameSync(old + companion, file + companion);
    }
  }
  rmSync(journalOf(file), { force: true });
  rmSync(`${journalOf(file)}.new`, { force: true });
  removeIncoming(file, why);
}
