import { isPossible, type Row } from './row-check.ts';
import { type Database, sqliteCode } from './sqlite.ts';
import { Store } from './store.ts';

/** What is read at every start. */
const AT_ONCE = ['meta', 'open_poll'];

/** Whether what the file says of itself makes sense; SQLite's own check is blind for what rows hold. */
export function isReadable(db: Database): boolean {
  try {
    for (const table of AT_ONCE) {
      for (const row of db.prepare<Row>(`SELECT * FROM ${table}`).iterate()) {
        if (!isPossible(table, row)) return false;
      }
    }
    new Store(db);
    return true;
  } catch (error) {
    const isOfSqlite = sqliteCode(error) !== null;
    // Numbers that JavaScript has not, and facts of another shape.
    const isOfValues = [SyntaxError, RangeError, TypeError].some((kind) => error instanceof kind);
    if (!isOfSqlite && !isOfValues) throw error;
    return false;
  }
}
