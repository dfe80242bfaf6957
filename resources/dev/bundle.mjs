import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { cloneCache, root } from './project.mjs';

/**
 * Bundles a program in TypeScript, which Node 20 cannot read, so that code runs as it would in the
 * app and not through a loader.
 * @param {string} name
 * @param {string} file
 * @param {Readonly<Record<string, string>>} [beside] other entries of the same folder, by name
 * @returns the bundle
 */
export async function bundle(name, file, beside = {}) {
  const { build } = await import('vite');
  const outDir = join(cloneCache, 'bundles', name);
  rmSync(outDir, { recursive: true, force: true });
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      target: 'node20',
      minify: false,
      rollupOptions: {
        input: { [name]: file, ...beside },
        output: {
          format: 'es',
          // The app asks for the thread of a history under the name that it has in the app's build.
          entryFileNames: (entry) => (entry.name === name ? '[name].mjs' : '[name].js'),
          chunkFileNames: '[name]-[hash].mjs',
        },
      },
    },
  });
  return join(outDir, `${name}.mjs`);
}

/** The thread of a history, for programs that keep one. */
export const historyWorker = { 'history-worker': join(root, 'main', 'history', 'worker.ts') };
