import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { electronVersion } from './electron.mjs';
import { main, say } from './process.mjs';
import { root } from './project.mjs';
import { setUp } from './setup.mjs';
import { runTool } from './tools.mjs';

/**
 * An unpacked folder around the stop-gap Electron: shows that packaging works, nothing more.
 * @param {string} electronFolder
 */
async function packStopgap(electronFolder) {
  const output = join('dist', 'not-for-release');
  // Electron and output are named here and not in the packager's own configuration, which is the
  // one for releases.
  const code = await runTool('electron-builder', [
    '--linux',
    'dir',
    '--x64',
    '--publish=never',
    `-c.electronDist=${electronFolder}`,
    `-c.electronVersion=${electronVersion()}`,
    `-c.directories.output=${output}`,
  ]);
  if (code !== 0) return code;
  const folder = join(root, output, 'linux-unpacked');
  rmSync(join(folder, 'resources', 'default_app.asar'), { force: true });
  rmSync(join(folder, 'complete.json'), { force: true });
  say(`Packed into ${join(output, 'linux-unpacked')}.`);
  say(
    'This is NOT for release: it holds the stop-gap Electron, because the official one could not be downloaded.',
  );
  return 0;
}

await main(async () => {
  const electron = await setUp('run');
  await ensureBuilt();
  if (electron.origin === 'stopgap') return packStopgap(electron.folder);
  return runTool('electron-builder', ['--publish=never', ...process.argv.slice(2)]);
});
