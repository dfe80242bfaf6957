import type { CDPSession, ElectronApplication } from '@playwright/test';
import { descriptorsOf, usageOf } from '../support/process-usage.ts';
import type { Bound } from './flat.ts';

/** Of the main process, of the page, and of all processes together. */
export const APP_BOUNDS: readonly Bound[] = [
  { name: 'main RSS', unit: 'MiB', most: 10 },
  { name: 'main heap', unit: 'MiB', most: 1 },
  { name: 'main buffers', unit: 'MiB', most: 1 },
  { name: 'main timers', unit: '', most: 2 },
  { name: 'main sockets', unit: '', most: 2 },
  { name: 'main handles', unit: '', most: 3 },
  { name: 'main descriptors', unit: '', most: 4 },
  { name: 'main loop p99', unit: 'ms', most: 10 },
  { name: 'page heap', unit: 'MiB', most: 2 },
  { name: 'page nodes', unit: '', most: 300 },
  { name: 'page listeners', unit: '', most: 100 },
  { name: 'page documents', unit: '', most: 2 },
  { name: 'all PSS', unit: 'MiB', most: 25 },
  { name: 'all processes', unit: '', most: 1 },
];

type Figures = Readonly<Record<string, number>>;

/** Runs in main. What is garbage is taken away first: it is no leak. */
function mainFigures(): Figures {
  const held = globalThis as { soak?: { delay: Histogram; collect: () => void } };
  interface Histogram {
    percentile(part: number): number;
    reset(): void;
    enable(): void;
  }
  if (held.soak === undefined) {
    const delay = process
      .getBuiltinModule('node:perf_hooks')
      .monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
    const collect = process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void;
    held.soak = { delay, collect };
  }
  const { delay, collect } = held.soak;
  const p99 = delay.percentile(99) / 1e6;
  collect();
  delay.reset();
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  const kinds = process.getActiveResourcesInfo();
  const count = (kind: RegExp): number => kinds.filter((name) => kind.test(name)).length;
  return {
    'main RSS': rss / 2 ** 20,
    'main heap': heapUsed / 2 ** 20,
    'main buffers': arrayBuffers / 2 ** 20,
    'main timers': count(/Timeout|Immediate/),
    'main sockets': count(/TCP|Pipe/),
    'main handles': kinds.length,
    'main loop p99': p99,
  };
}

async function pageFigures(session: CDPSession): Promise<Figures> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const value = (wanted: string): number =>
    metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  return {
    'page heap': value('JSHeapUsedSize') / 2 ** 20,
    'page nodes': value('Nodes'),
    'page listeners': value('JSEventListeners'),
    'page documents': value('Documents'),
  };
}

/** One sample of everything. */
export async function figuresOf(
  electron: ElectronApplication,
  session: CDPSession,
): Promise<Figures> {
  const main = await electron.evaluate(mainFigures);
  const page = await pageFigures(session);
  const pid = electron.process().pid ?? 0;
  const { pssMib, processes } = usageOf(pid);
  return {
    ...main,
    'main descriptors': descriptorsOf(pid),
    ...page,
    'all PSS': pssMib,
    'all processes': processes,
  };
}
