import { beforeAll, describe, expect, test } from 'vitest';
import type { Framing } from '../../app/meter-url.ts';
import { buildHistoryWorker } from '../history/built-worker.ts';
import { casesFor } from './cases/all.ts';
import { sectionOf, writeSection, writtenSection } from './results.ts';
import { type CaseResult, runCase } from './run-case.ts';

/** Of the longest case, an hour of polls every 2 s, on a busy machine. */
const PATIENCE_MS = 300_000;
/** A few tell as much as thousands. */
const SOME = 5;

/** Every fault in one framing. */
export function describeMatrix(framing: Framing): void {
  const cases = casesFor(framing);
  const results: CaseResult[] = [];
  let worker: URL;
  beforeAll(async () => {
    worker = await buildHistoryWorker();
  });

  describe.each(cases)('$fault', (one) => {
    test(
      `${one.how}: no wrong value anywhere, and all values at the next poll`,
      async () => {
        const result = await runCase(one, framing, worker);
        results.push(result);
        expect.soft(result.wrong.slice(0, SOME)).toEqual([]);
        expect.soft(result.left).toBe(0);
        expect.soft(Math.min(...Object.values(result.compared))).toBeGreaterThan(0);
        expect(result).toMatchObject({ recovery: 1, isWhole: true, sockets: 1 });
      },
      PATIENCE_MS,
    );
  });

  test('RESULTS.md tells what was found; `npm run test:faults` writes it', (context) => {
    context.skip(results.length < cases.length, 'not every fault was played');
    const section = sectionOf(framing, results);
    if (process.env.WRITE_RESULTS !== undefined) writeSection(framing, section);
    expect(writtenSection(framing)).toBe(section);
  });
}
