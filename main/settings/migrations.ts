import { keepOnlyChosen } from './from-version-1.ts';

/** What lies in a settings file, of whatever version. */
export type StoredRecord = Readonly<Record<string, unknown>>;

/** Makes a file of one version one of the next. It may be broken: what a step does not know, it leaves. */
export type Step = (file: StoredRecord) => StoredRecord;

/** The first makes version 2 of version 1, and so on. A step that was released stays as it is. */
const STEPS: readonly Step[] = [keepOnlyChosen];
export const SETTINGS_VERSION = STEPS.length + 1;

/** A file without a version was written by hand; the first one is what it was written after. */
export function versionOf({ version }: StoredRecord): number {
  return Number.isInteger(version) && Number(version) >= 1 ? Number(version) : 1;
}

/** The file as this version would have written it. One of a newer version is left as it is. */
export function migrate(file: StoredRecord, steps: readonly Step[] = STEPS): StoredRecord {
  const migrated = steps.slice(versionOf(file) - 1).reduce((before, step) => step(before), file);
  return { ...migrated, version: Math.max(versionOf(file), steps.length + 1) };
}
