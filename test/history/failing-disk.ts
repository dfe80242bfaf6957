import { type Connect, type Connection, connect, SQLITE } from '../../main/history/sqlite.ts';

/** How a statement fails: as on a full disk, or as on one that cannot be written. */
export type DiskFailure = 'full' | 'io';

/** SQLite's extended codes; it rolls a transaction back by itself when the disk is full. */
const CODES = { full: SQLITE.full, io: SQLITE.io | (3 << 8) } as const;

type Call = (...values: never[]) => unknown;

/**
 * SQLite on a disk that fails once when it is told to. It stands in for node:sqlite itself, below
 * everything of ours.
 */
export class FailingDisk {
  #left: number | null = null;
  #failure: DiskFailure = 'full';
  /** Whether the statement that was told to fail came, and failed. */
  hasFailed = false;

  /** The statement that comes as number `nth` from now on fails, once. */
  failAt(nth: number, failure: DiskFailure): void {
    this.#left = nth;
    this.#failure = failure;
    this.hasFailed = false;
  }

  heal(): void {
    this.#left = null;
  }

  readonly connect: Connect = (file, readOnly) => {
    const real = connect(file, readOnly);
    return new Proxy(real, {
      get: (_, name) => {
        if (name === 'exec') {
          return (sql: string) => this.#pass(real, sql, () => real.exec(sql));
        }
        if (name === 'prepare') return (sql: string) => this.#prepare(real, sql);
        const value: unknown = Reflect.get(real, name, real);
        return typeof value === 'function' ? value.bind(real) : value;
      },
    });
  };

  #prepare(real: Connection, sql: string): unknown {
    const statement = real.prepare(sql);
    const call = (name: 'run' | 'get' | 'all' | 'iterate'): Call => {
      const method = statement[name].bind(statement) as Call;
      return (...values) => this.#pass(real, sql, () => method(...values));
    };
    return { run: call('run'), get: call('get'), all: call('all'), iterate: call('iterate') };
  }

  #pass(real: Connection, sql: string, work: () => unknown): unknown {
    // What SQLite takes back needs no disk.
    if (sql === 'ROLLBACK' || this.#left === null) return work();
    this.#left -= 1;
    if (this.#left > 0) return work();
    this.#left = null;
    this.hasFailed = true;
    if (this.#failure === 'full' && real.isTransaction) real.exec('ROLLBACK');
    throw Object.assign(new Error(`disk ${this.#failure} at ${sql}`), {
      errcode: CODES[this.#failure],
    });
  }
}
