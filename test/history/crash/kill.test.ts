import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { epochMs } from '../../../app/units.ts';
import { isSound, openForWriting } from '../../../main/history/open-file.ts';
import { gather } from '../../../main/history/queries/gather.ts';
import { Store } from '../../../main/history/store.ts';
import { asRead, tempFolder } from '../fixtures.ts';

const KILLS = 100;
const START = Date.UTC(2026, 0);
/** The child needs about this long before it writes; then it is killed at a random moment. */
const LONGEST_LIFE_MS = 60;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join('node_modules', '.history-writer-'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(new URL('./writer.ts', import.meta.url)),
      outDir: folder,
      target: 'node20.18',
      rollupOptions: { output: { entryFileNames: 'writer.js' } },
    },
    ssr: { external: ['@photostructure/sqlite'] },
  });
});
afterAll(() => rm(folder, { recursive: true }));

/** Lets a child write from `start` on and kills it. @returns the last number that it acknowledged. */
async function writeAndKill(file: string, start: number): Promise<number> {
  const child = spawn(process.execPath, [join(folder, 'writer.js'), file, String(start)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  const ended = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), ended]);
  await sleep(Math.random() * LONGEST_LIFE_MS);
  child.kill('SIGKILL');
  await ended;
  // The last line may have been cut off; what was printed whole was acknowledged.
  const whole = out.slice(0, out.lastIndexOf('\n')).split('\n');
  return Number(whole.at(-1) || start - 1);
}

it('keeps every acknowledged reading through 100 kills at random moments', async () => {
  const file = join(tempFolder(), 'history.sqlite');
  let next = 0;
  const acknowledged: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const last = await writeAndKill(file, next);
    for (let number = next; number <= last; number++) acknowledged.push(number);
    // One more may be on disk without its acknowledgement having come through.
    next = last + 2;
  }
  const opened = openForWriting(file, epochMs(START));
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  expect(opened.value.notices).toEqual([]);
  expect(isSound(opened.value.db)).toBe(true);
  const store = new Store(opened.value.db);
  const end = START + next * 2000;
  const { at, fields } = gather(store, START, end, [0, 6], 'polls');
  const found = new Map(at.map((time, row) => [(time - START) / 2000, row]));
  const wrong = acknowledged.filter((number) => {
    const row = found.get(number) ?? -1;
    const power = (fields[0]?.[row] ?? Number.NaN) * 1000;
    const energy = (fields[1]?.[row] ?? Number.NaN) * 1000;
    return power !== asRead(46 + (number % 1000)) || energy !== asRead(number);
  });
  expect(wrong).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(KILLS);
  store.close();
}, 600_000);
