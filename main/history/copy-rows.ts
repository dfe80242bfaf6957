import { faultOf } from './fault-of.ts';
import type { OwnTable } from './own-schema.ts';
import { isPossible, type Row } from './row-check.ts';
import { type Database, SQLITE, type SqlValue, type Statement, sqliteCode } from './sqlite.ts';

/** A row that this app cannot have written. */
export class ImpossibleRow extends Error {}

const listOf = ({ columns }: OwnTable): string => columns.join(', ');

/** Row by row from one end of a table or the other. */
function rowsOf(from: Database, table: OwnTable, direction: 'ASC' | 'DESC'): Iterable<Row> {
  const order = table.key.map((column) => `${column} ${direction}`).join(', ');
  return from
    .prepare<Record<string, SqlValue>>(
      `SELECT ${listOf(table)} FROM ${table.name} NOT INDEXED ORDER BY ${order}`,
    )
    .iterate();
}

function insertInto(
  into: Database,
  table: OwnTable,
  otherwise: '' | 'OR IGNORE',
): Statement<never> {
  const places = table.columns.map(() => '?').join(', ');
  return into.prepare(
    `INSERT ${otherwise} INTO ${table.name} (${listOf(table)}) VALUES (${places})`,
  );
}

const valuesOf = ({ columns }: OwnTable, row: Row): SqlValue[] =>
  columns.map((column) => row[column] ?? null);

/** Copies a whole table of a sound file. @returns how many rows @throws ImpossibleRow, or what SQLite says */
export function copyRows(from: Database, into: Database, table: OwnTable): number {
  const insert = insertInto(into, table, '');
  let rows = 0;
  for (const row of rowsOf(from, table, 'ASC')) {
    if (!isPossible(table.name, row)) throw new ImpossibleRow(table.name);
    insert.run(...valuesOf(table, row));
    rows++;
  }
  return rows;
}

/**
 * Whether asking the table runs nothing of the file: a view or a virtual table of that name would, and a
 * column that is computed.
 */
function isPlain(from: Database, { name, columns }: OwnTable): boolean {
  const found = from
    .prepare<{ sql: string | null }>(
      "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ? COLLATE NOCASE",
    )
    .all(name);
  const isVirtual = /^\s*CREATE\s+VIRTUAL/i.test(found[0]?.sql ?? '');
  if (found.length !== 1 || isVirtual) return false;
  const stored = from
    .prepare<{ name: string }>('SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0')
    .all(name)
    .map((column) => column.name);
  return columns.every((column) => stored.includes(column));
}

/**
 * Copies what can still be read of a table: from its beginning up to damage and then from its end down to
 * it, without the rows that cannot be right. @throws what SQLite says of a full disk
 */
export function rescueRows(
  from: Database,
  into: Database,
  table: OwnTable,
  isWhole: (row: Row) => boolean,
): void {
  const insert = insertInto(into, table, 'OR IGNORE');
  const isGood = (row: Row): boolean => isPossible(table.name, row) && isWhole(row);
  const take = (row: Row): void => {
    if (isGood(row)) tryInsert(insert, valuesOf(table, row));
  };
  const isWholeTable = takeFrom(from, table, 'ASC', take);
  if (!isWholeTable) takeFrom(from, table, 'DESC', take);
}

/** @returns whether it came to the other end */
function takeFrom(
  from: Database,
  table: OwnTable,
  direction: 'ASC' | 'DESC',
  take: (row: Row) => void,
): boolean {
  try {
    if (isPlain(from, table)) for (const row of rowsOf(from, table, direction)) take(row);
    return true;
  } catch (error) {
    // Also where the damage made the table another one.
    const fault = sqliteCode(error) === SQLITE.error ? null : faultOf(error, table.name);
    if (fault?.kind === 'no-space') throw error;
    return false;
  }
}
/** A value of another type than its column's stays behind. */
function tryInsert(insert: Statement<never>, values: readonly SqlValue[]): void {
  try {
    insert.run(...values);
  } catch (error) {
    if (sqliteCode(error) !== SQLITE.constraint) throw error;
  }
}
