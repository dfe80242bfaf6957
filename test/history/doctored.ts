import { DatabaseSync } from '@photostructure/sqlite';
import { seconds } from '../../app/units.ts';
import { Recording, reading, values } from './fixtures.ts';

export const START = Date.UTC(2026, 10, 22);
export const EVERY = seconds(30);
export const timeOf = (number: number): number => START + number * EVERY;
const powerOf = (number: number): number => 46 + number;
export const readingOf = (number: number) =>
  reading(timeOf(number), values(powerOf(number), 500_000 + number));

/** Readings in a doctored file. */
export const ROWS = 40;

/** A record with sealed and open readings, into which another program then writes `sql`. */
export function doctored(sql: string): string {
  const recording = new Recording(EVERY);
  for (let number = 0; number < ROWS; number++) {
    recording.record(readingOf(number));
    if (number === ROWS / 2) recording.seal();
  }
  recording.close();
  doctor(recording.file, sql);
  return recording.file;
}

/** What any program with SQLite in it can do to a file. */
export function doctor(file: string, sql: string): void {
  const db = new DatabaseSync(file, { defensive: false, enableForeignKeyConstraints: false });
  try {
    db.exec(sql);
  } finally {
    db.close();
  }
}

/** A row of SQLite's own list of tables, written by hand. */
export const schemaRow = (type: string, name: string, of: string, sql: string): string =>
  `PRAGMA writable_schema=ON;
   INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES ('${type}', '${name}', '${of}', 0, '${sql.replaceAll("'", "''")}');`;

/** Makes a table anew from its old rows under another definition. */
export const remade = (table: string, definition: string, columns: string): string =>
  `ALTER TABLE ${table} RENAME TO old_one;
   CREATE TABLE ${table} ${definition};
   INSERT INTO ${table} (${columns}) SELECT ${columns} FROM old_one;
   DROP TABLE old_one;`;
