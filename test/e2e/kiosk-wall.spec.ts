import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Simulator } from '../../main/simulator/server.ts';
import { electronExecutable, rootArguments } from '../../resources/dev/electron.mjs';
import { type Screen, startWall, type Wall, type WallOptions } from '../kiosk/wall.ts';
import { test as base, expect } from './app.ts';
import { holdValues } from './steady-meter.ts';

interface Fixtures {
  readonly hang: (options: Omit<WallOptions, 'userData'>) => Promise<Wall>;
  readonly meter: Simulator;
}

const test = base.extend<Fixtures>({
  hang: async ({ folder }, use) => {
    const walls: Wall[] = [];
    await use(async (options) => {
      const wall = await startWall({ ...options, userData: join(folder, 'wall') });
      walls.push(wall);
      return wall;
    });
    for (const wall of walls) await wall.stop();
  },
  meter: async ({ simulate, folder }, use) => {
    const meter = await simulate({ framing: 'tcp' });
    holdValues(meter, { phases: [300, 290, 279] });
    // Polled every second, so that a gap would show.
    const settings = { pollWatchedS: 1, pollIdleS: 1 };
    await mkdir(join(folder, 'wall'));
    await writeFile(
      join(folder, 'wall', 'settings.json'),
      JSON.stringify({ version: 1, settings, gateways: {} }),
    );
    await use(meter);
  },
});

const flagsFor = ({ port }: Simulator): readonly string[] => [
  '--lang=en',
  '--theme=dark',
  `--meter=tcp://127.0.0.1:${port}/2`,
];

const GROUND = '15,19,23';

const pixel = ({ width, rgb }: Screen, x: number, y: number): string =>
  [...rgb.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)].join();

/** Whether the ground reaches every edge and letters of some size stand in the upper left. */
function isPainted(screen: Screen): boolean {
  const { width, height, rgb } = screen;
  const edges = [0, width - 1].flatMap((x) => [0, height - 1].map((y) => pixel(screen, x, y)));
  if (edges.some((colour) => colour !== GROUND)) return false;
  let bright = 0;
  for (let y = Math.floor(height * 0.1); y < height * 0.6; y++) {
    for (let x = 0; x < width * 0.6; x++) {
      if ((rgb[(y * width + x) * 3] ?? 0) > 200) bright += 1;
    }
  }
  return bright > width * height * 0.01;
}

/** The longest time between two requests to the meter, until the returned function is called. */
function watchRequests(meter: Simulator): () => number {
  let longest = 0;
  let count = meter.stats().requests;
  let since = performance.now();
  const timer = setInterval(() => {
    const { requests } = meter.stats();
    longest = Math.max(longest, performance.now() - since);
    if (requests === count) return;
    count = requests;
    since = performance.now();
  }, 50);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

for (const [width, height] of [
  [800, 480],
  [1280, 800],
  [3840, 2160],
] as const) {
  test(`fills a wall of ${width}×${height}`, async ({ hang, meter }, info) => {
    const wall = await hang({ width, height, flags: flagsFor(meter) });
    await wall.sees(isPainted);
    await wall.savePicture(info.outputPath(`wall-${width}x${height}.png`));
  });
}

test('fills a display that changes its size, and one that goes off and on', async ({
  hang,
  meter,
}) => {
  const wall = await hang({ width: 1920, height: 1080, flags: flagsFor(meter) });
  await wall.sees(isPainted);
  await wall.resize(1024, 600);
  await wall.sees(isPainted);
  await wall.blink();
  await wall.sees(isPainted);
  expect(wall.isRunning()).toBe(true);
});

test('brings the picture back while polling goes on', async ({ hang, meter }, info) => {
  const wall = await hang({ width: 1920, height: 1080, flags: flagsFor(meter) });
  await wall.sees(isPainted);
  await wall.savePicture(info.outputPath('wall-1920x1080.png'));
  const longestPause = watchRequests(meter);
  const note = (type: string, ms: number): void => {
    info.annotations.push({ type, description: `${Math.round(ms)} ms` });
  };

  await test.step('after the page was killed', async () => {
    const [renderer] = wall.pids('renderer');
    process.kill(renderer ?? 0, 'SIGKILL');
    await expect.poll(() => wall.pids('renderer')).not.toContain(renderer);
    note('picture back after a kill', await wall.sees(isPainted, 5000));
  });

  await test.step('after the page hung', async () => {
    // Until the new page has said that it runs, its silence means nothing.
    await sleep(1500);
    const [renderer] = wall.pids('renderer');
    process.kill(renderer ?? 0, 'SIGSTOP');
    const began = performance.now();
    await expect.poll(() => wall.pids('renderer')).not.toContain(renderer);
    await wall.sees(isPainted, 5000);
    note('picture back after a hang', performance.now() - began);
  });

  const pause = longestPause();
  note('longest time between requests', pause);
  // Polled every second: no poll was left out.
  expect(pause).toBeLessThan(2000);
  expect(wall.isRunning()).toBe(true);
});

test('lets nobody look in', async ({ folder }) => {
  const data = `--user-data-dir=${join(folder, 'refused')}`;
  const args = [...rootArguments(), '.', data, '--lang=en', '--kiosk', '--remote-debugging-port=0'];
  const app = spawn(electronExecutable(), args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  app.stderr.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  const code = await new Promise((resolve) => app.once('close', resolve));
  expect(code).toBe(64);
  expect(said).toContain('--remote-debugging-port is refused');
});

test('starts anew without the GPU when its process keeps dying', async ({
  hang,
  meter,
  folder,
}) => {
  const wall = await hang({ width: 800, height: 480, flags: flagsFor(meter) });
  await wall.sees(isPainted);
  for (let time = 0; time < 3; time++) {
    await expect.poll(() => wall.pids('gpu-process').length).toBe(1);
    const [gpu] = wall.pids('gpu-process');
    process.kill(gpu ?? 0, 'SIGKILL');
    await expect.poll(() => wall.pids('gpu-process')).not.toContain(gpu);
  }
  await expect.poll(() => wall.isRunning()).toBe(false);
  await wall.sees(isPainted);
  const memory = JSON.parse(await readFile(join(folder, 'wall', 'desktop.json'), 'utf8'));
  expect(memory).toMatchObject({ gpuOffFor: expect.stringMatching(/^\d+\./) });
  expect(memory.relaunches).toHaveLength(1);
});
