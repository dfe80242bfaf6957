import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { test } from 'vitest';

const FIXTURES = join(import.meta.dirname, 'fixtures');
/** Of ten thousand cases with files or sockets, on a busy machine. */
const PATIENCE_MS = 900_000;

/** Of a file a few lines are enough to see what it is. */
const MOST_TEXT = 2000;

/** One case that once failed. */
interface Fixture {
  /** For people. */
  readonly text: string;
  /** As the structured clone that comes through IPC, in base64. */
  readonly value: string;
}

export interface FuzzOptions<T> {
  readonly cases: number;
  readonly arbitrary: fc.Arbitrary<T>;
  /** Throws when something is wrong with a case. */
  readonly check: (value: T) => void | Promise<void>;
  /** After all cases, where there is something to say of them as a whole. */
  readonly finally?: () => void;
}

const folderOf = (name: string): string => join(FIXTURES, name);

function fixturesOf<T>(name: string): readonly (readonly [string, T])[] {
  if (!existsSync(folderOf(name))) return [];
  return readdirSync(folderOf(name)).map((file) => {
    const fixture: Fixture = JSON.parse(readFileSync(join(folderOf(name), file), 'utf8'));
    return [file, deserialize(Buffer.from(fixture.value, 'base64')) as T];
  });
}

/** Keeps a case that failed, to be played at each run from now on. */
function keep<T>(name: string, value: T): string {
  const bytes = serialize(value);
  const fixture: Fixture = {
    text: fc.stringify(value).slice(0, MOST_TEXT),
    value: bytes.toString('base64'),
  };
  const file = `${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.json`;
  mkdirSync(folderOf(name), { recursive: true });
  writeFileSync(join(folderOf(name), file), `${JSON.stringify(fixture, null, 2)}\n`);
  return join('test/fuzz/fixtures', name, file);
}

const { FUZZ_SEED, FUZZ_PATH } = process.env;
/** The same cases again: both stand in the report of a failure. */
const REPEAT = {
  ...(FUZZ_SEED === undefined ? {} : { seed: Number(FUZZ_SEED) }),
  ...(FUZZ_PATH === undefined ? {} : { path: FUZZ_PATH }),
};

/**
 * Plays every case that ever failed and then many new ones. A failure tells its seed, and the
 * smallest case that fails is kept.
 * @param name also that of the folder with the fixtures.
 */
export function fuzz<T>(name: string, options: FuzzOptions<T>): void {
  const { cases, arbitrary, check } = options;
  for (const [file, value] of fixturesOf<T>(name)) {
    test(`${name}: ${file}, which failed once`, async () => check(value));
  }

  test(
    `${name}: ${cases} cases`,
    async () => {
      const property = fc.asyncProperty(arbitrary, async (value) => {
        await check(value);
      });
      const details = await fc.check(property, { numRuns: cases, ...REPEAT });
      if (details.failed) {
        const file = details.counterexample === null ? '' : keep(name, details.counterexample[0]);
        const again = `FUZZ_SEED=${details.seed} FUZZ_PATH=${details.counterexamplePath ?? ''}`;
        throw new Error(
          `${again} plays it again; kept as ${file}\n${String(fc.defaultReportMessage(details)).slice(-MOST_TEXT)}`,
        );
      }
      options.finally?.();
    },
    PATIENCE_MS,
  );
}
