import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Framing } from '../../app/meter-url.ts';
import type { CaseResult } from './run-case.ts';

const FILE = join(import.meta.dirname, 'RESULTS.md');
const TITLES: Readonly<Record<Framing, string>> = {
  tcp: 'Modbus TCP',
  'rtu-over-tcp': 'RTU over TCP',
};
const HEAD = [
  'Fault',
  'How',
  'Polls while it lasted',
  'Wrong values',
  'Polls until all is right',
  'Sockets',
];

function wrongCell({ wrong, undetected, why }: CaseResult): string {
  if (why === null || undetected.length === 0) return String(wrong.length);
  return `${wrong.length}, and ${undetected.length} that nobody can tell: ${why}`;
}

const seenCell = ({ seen }: CaseResult): string =>
  seen.size === 0 ? '–' : [...seen].map(([outcome, count]) => `${count} × ${outcome}`).join(', ');

function tableOf(results: readonly CaseResult[]): string {
  const rows = results.map((result, index) => [
    results[index - 1]?.fault === result.fault ? '' : result.fault,
    result.how,
    seenCell(result),
    wrongCell(result),
    String(result.recovery),
    String(result.sockets),
  ]);
  // As the formatter would write it.
  const widths = HEAD.map((_, k) => Math.max(...[HEAD, ...rows].map((row) => row[k]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, k) => cell.padEnd(widths[k] ?? 0)).join(' | ')} |`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [HEAD, rule, ...rows].map(line).join('\n');
}

/** The part of `RESULTS.md` that tells of one framing. */
export const sectionOf = (framing: Framing, results: readonly CaseResult[]): string =>
  `## ${TITLES[framing]}\n\n${tableOf(results)}\n`;

const read = (): string => readFileSync(FILE, 'utf8');

/** That part as it stands in the file; empty: there is none. */
export function writtenSection(framing: Framing, text = read()): string {
  const start = text.indexOf(`## ${TITLES[framing]}\n`);
  if (start < 0) return '';
  const end = text.indexOf('\n## ', start + 1);
  return end < 0 ? text.slice(start) : text.slice(start, end);
}

/** Puts that part in the place of the one before. */
export function writeSection(framing: Framing, section: string): void {
  const text = read();
  const before = writtenSection(framing, text);
  const next =
    before === '' ? `${text.trimEnd()}\n\n${section}` : text.replace(before, () => section);
  writeFileSync(FILE, next);
}
