import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../../resources/dev/project.mjs';

/** A page with React and one chart in an otherwise empty Electron: what nobody can be faster than. */
export async function buildBareWindow(folder: string): Promise<void> {
  const { build } = await import('vite');
  const { default: react } = await import('@vitejs/plugin-react');
  const source = join(root, 'test/bench/bare-window');
  await build({
    configFile: false,
    root: source,
    base: './',
    logLevel: 'error',
    plugins: [react()],
    build: { outDir: folder, emptyOutDir: false, target: 'chrome130' },
  });
  await copyFile(join(source, 'main.mjs'), join(folder, 'main.mjs'));
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'bare-window', version: '1.0.0', main: 'main.mjs' }),
  );
}
