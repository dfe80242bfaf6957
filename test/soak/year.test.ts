import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { bundle, historyWorker } from '../../resources/dev/bundle.mjs';

const run = promisify(execFile);

it('holds no more timers, sockets and files after two weeks, and has recorded each watt-hour once', async () => {
  const program = await bundle('two-weeks', join('test', 'soak', 'year.ts'), historyWorker);
  const [days, pollS] = ['14', '300'];
  // Its verdict on memory is for longer runs: here most of the time is warming up.
  const { stdout } = await run(process.execPath, ['--expose-gc', program, days, pollS]).catch(
    (failed: { readonly stdout: string }) => failed,
  );
  const result = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  expect(result).toMatchObject({ days: 14, sound: true, recordedWh: result.counterWh });
  expect(result.polls).toBeGreaterThan((14 * 24 * 3600) / 300);
  expect(result.counterWh).toBeGreaterThan(10_000);
  const growth = (name: string): number => result.figures[name][3];
  for (const name of ['timers', 'sleepers', 'sockets', 'handles', 'descriptors']) {
    expect([name, growth(name) <= 1]).toEqual([name, true]);
  }
}, 900_000);
