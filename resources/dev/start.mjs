import { runAttached } from './attached.mjs';
import { ensureBuilt } from './build.mjs';
import { displayNeeded, withVirtualDisplay } from './display.mjs';
import { rootArguments } from './electron.mjs';
import { main, say } from './process.mjs';
import { root } from './project.mjs';
import { setUp } from './setup.mjs';

await main(async () => {
  const electron = await setUp('run');
  await ensureBuilt();
  const args = [...rootArguments(), root, ...process.argv.slice(2)];
  if (!displayNeeded()) return runAttached(electron.executable, args);
  say('There is no display: the app runs on a virtual one; its readings appear here.');
  return withVirtualDisplay((env) =>
    // Chromium would go on about the GPU and the system bus that such a machine lacks.
    runAttached(electron.executable, ['--log-level=3', ...args], { env }),
  );
});
