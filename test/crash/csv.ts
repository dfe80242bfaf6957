import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExportQuery } from '../../app/history/export.ts';
import { exportHead, exportRows } from '../../main/history/transfer/csv.ts';
import { toWire } from '../../main/history/wire.ts';
import { partNumbers, readingOf, timeOf } from './numbered.ts';

export const csvOf = (folder: string, part: number): string => join(folder, `part-${part}.csv`);

/** Writes a part as the app would have exported it. */
export const writePart = (folder: string, part: number): void =>
  writeNumbers(csvOf(folder, part), partNumbers(part));

/** Writes readings, rising, as the app would have exported them. */
export function writeNumbers(file: string, numbers: readonly number[]): void {
  const wires = numbers.map((number) => toWire(readingOf(number).reading.values));
  const width = wires[0]?.length ?? 0;
  const query: ExportQuery = {
    from: timeOf(numbers[0] ?? 0),
    to: timeOf((numbers.at(-1) ?? 0) + 1),
    resolution: '30s',
    format: 'csv',
    language: 'en',
    csvFormat: 'comma',
    zone: 'UTC',
  };
  const batch = {
    at: numbers.map(timeOf),
    values: Array.from({ length: width }, (_, field) => wires.map((wire) => wire[field] ?? null)),
    extremes: null,
    until: query.to,
  };
  writeFileSync(file, exportHead(query) + exportRows(batch, query));
}
