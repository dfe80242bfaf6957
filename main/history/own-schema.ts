import { MIGRATIONS, readHeader } from './schema.ts';
import { type Database, openDatabase } from './sqlite.ts';

/** A row of SQLite's own list of what a file holds. */
interface SchemaRow {
  readonly type: string;
  readonly name: string;
  /** The table that it belongs to. */
  readonly of: string;
  /** null: SQLite made it by itself, as the index of a primary key. */
  readonly sql: string | null;
}

/** What somebody else put into the file. */
export type Foreign = Pick<SchemaRow, 'type' | 'name'>;

export interface SchemaCheck {
  /** Whether all that this app makes is there and as it makes it, and nothing else holds data. */
  readonly isOurs: boolean;
  /** Triggers, views, indexes and statistics beside it. */
  readonly foreign: readonly Foreign[];
}

const NOT_OURS: SchemaCheck = { isOurs: false, foreign: [] };

/** Everything that SQLite knows of a table, an index, a view or a trigger is in these texts. */
const rowsIn = (db: Database): readonly SchemaRow[] =>
  db
    .prepare<SchemaRow>('SELECT type, name, tbl_name AS "of", sql FROM sqlite_schema ORDER BY 1, 2')
    .all();

/** Spaces say nothing; our schema has no literals in it. */
const keyOf = ({ type, name, of, sql }: SchemaRow): string =>
  JSON.stringify([type, name, of, sql?.replace(/\s+/g, ' ').trim() ?? null]);

interface Model {
  readonly rows: readonly SchemaRow[];
  readonly tables: readonly OwnTable[];
}

const models = new Map<number, Model>();

/** What a file of that version holds, as the migrations make it. */
function modelOf(version: number): Model {
  const known = models.get(version);
  if (known !== undefined) return known;
  const db = openDatabase(':memory:', { readOnly: false });
  try {
    for (const migration of MIGRATIONS.slice(0, version)) db.exec(migration);
    const model = { rows: rowsIn(db), tables: tablesIn(db) };
    models.set(version, model);
    return model;
  } finally {
    db.close();
  }
}

/** Statistics hold no data of anybody, and mislead the planner where somebody made them up. */
const isStatistics = ({ type, name }: Foreign): boolean =>
  type === 'table' && /^sqlite_stat\d$/.test(name);

const isRemovable = (row: SchemaRow): boolean =>
  row.type === 'trigger' ||
  row.type === 'view' ||
  (row.type === 'index' && row.sql !== null) ||
  isStatistics(row);

/**
 * Compares all that a file holds with what the migrations of its version make: tables with every
 * constraint, default, collation and generated column, indexes, triggers, views, virtual tables. Nothing
 * of the file runs meanwhile. @throws what SQLite says of a file that it cannot make sense of
 */
export function checkSchema(db: Database): SchemaCheck {
  const { version } = readHeader(db);
  if (version < 1 || version > MIGRATIONS.length) return NOT_OURS;
  const encoding = db.prepare<{ encoding: string }>('PRAGMA encoding').get()?.encoding;
  if (encoding !== 'UTF-8') return NOT_OURS;
  const missing = new Set(modelOf(version).rows.map(keyOf));
  const foreign = rowsIn(db).filter((row) => !missing.delete(keyOf(row)));
  return { isOurs: missing.size === 0 && foreign.every(isRemovable), foreign };
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Takes out what {@link checkSchema} found; it goes without being run. Belongs into a transaction. */
export function removeForeign(db: Database, foreign: readonly Foreign[]): void {
  // A table of statistics goes last, a view's triggers go before it.
  const order = ['trigger', 'view', 'index', 'table'];
  const sorted = foreign.toSorted((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
  for (const { type, name } of sorted) db.exec(`DROP ${type.toUpperCase()} ${quoted(name)}`);
}

export interface OwnTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** The columns of its primary key. */
  readonly key: readonly string[];
}

/** The tables of a version and their columns, as the migrations make them. */
export const ownTables = (version: number = MIGRATIONS.length): readonly OwnTable[] =>
  modelOf(version).tables;

const tablesIn = (db: Database): readonly OwnTable[] =>
  db
    .prepare<{ of: string; columns: string; key: string }>(
      `SELECT t.name AS "of", json_group_array(c.name) AS columns,
         json_group_array(c.name) FILTER (WHERE c.pk > 0) AS key
       FROM sqlite_schema AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table' GROUP BY t.name`,
    )
    .all()
    .map((row) => ({ name: row.of, columns: JSON.parse(row.columns), key: JSON.parse(row.key) }));
