import { buildEnvironment, forgetBuild } from './build.mjs';
import { displayNeeded, withVirtualDisplay } from './display.mjs';
import { rootArguments } from './electron.mjs';
import { main, say } from './process.mjs';
import { setUp } from './setup.mjs';
import { runTool } from './tools.mjs';

await main(async () => {
  const electron = await setUp('run');
  // The development server builds into the same folder, for itself.
  forgetBuild();
  const asRoot = rootArguments().length > 0 ? ['--noSandbox'] : [];
  const args = ['dev', '--watch', ...asRoot, '--', ...process.argv.slice(2)];
  const settings = { ...buildEnvironment, ELECTRON_EXEC_PATH: electron.executable };
  if (!displayNeeded()) return runTool('electron-vite', args, { env: settings });
  say('There is no display: the app runs on a virtual one.');
  return withVirtualDisplay((env) =>
    runTool('electron-vite', args, { env: { ...settings, ...env } }),
  );
});
