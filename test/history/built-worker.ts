import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll } from 'vitest';

const made: string[] = [];
afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true }))));

/**
 * Builds the history worker as electron-vite does, into a folder below node_modules so that it finds
 * the SQLite library; removed after the file's tests. Worker threads run files, and vitest's transforms do not reach into them.
 */
export async function buildHistoryWorker(): Promise<URL> {
  const outDir = await mkdtemp(join('node_modules', '.history-worker-'));
  made.push(outDir);
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: 'main/history/worker.ts',
      outDir,
      target: 'node20.18',
      rollupOptions: { output: { format: 'es', entryFileNames: 'history-worker.js' } },
    },
    ssr: { external: ['@photostructure/sqlite'] },
  });
  return pathToFileURL(join(outDir, 'history-worker.js'));
}
