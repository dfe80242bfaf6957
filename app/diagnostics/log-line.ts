import type { LogLevel } from '../desktop-settings.ts';
import { type EpochMs, epochMs } from '../units.ts';

/** One entry of the log. */
export interface LogLine {
  readonly at: EpochMs;
  readonly level: LogLevel;
  /** Which part of the app wrote it. */
  readonly area: string;
  /** English; holds line breaks where a stack follows. */
  readonly text: string;
}

const ENTRY = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) (error|warn|info|debug) ([\w-]+): (.*)$/;

/** Reads what the log's files hold, oldest first; what stands before the first entry is left out. */
export function parseLog(text: string): readonly LogLine[] {
  const entries: LogLine[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, at = '', level, area = '', rest = ''] = ENTRY.exec(line) ?? [];
    const last = entries.pop();
    if (level !== undefined) {
      if (last !== undefined) entries.push(last);
      entries.push({ at: epochMs(Date.parse(at)), level: level as LogLevel, area, text: rest });
    } else if (last !== undefined) {
      entries.push(line === '' ? last : { ...last, text: `${last.text}\n${line}` });
    }
  }
  return entries;
}

const SEVERE: readonly LogLevel[] = ['error', 'warn'];

export interface LogFilter {
  /** Leaves out what is neither a warning nor an error. */
  readonly onlySevere: boolean;
  /** In the area or the text, whatever the case; empty: everything. */
  readonly word: string;
}

export function matchesFilter({ level, area, text }: LogLine, filter: LogFilter): boolean {
  if (filter.onlySevere && !SEVERE.includes(level)) return false;
  return `${area}: ${text}`.toLowerCase().includes(filter.word.trim().toLowerCase());
}
