import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { displayNeeded, withVirtualDisplay } from './display.mjs';
import { rootArguments } from './electron.mjs';
import { main } from './process.mjs';
import { root } from './project.mjs';
import { setUp } from './setup.mjs';

const program = join(root, 'out', 'main', 'cli.js');
/** A PDF is made by the app, so that one has to be there. */
const wantsApp = /(^|\s)report\s.*--format[\s=]pdf(\s|$)/.test(process.argv.slice(2).join(' '));

await main(async () => {
  if (wantsApp) {
    const { executable } = await setUp('run');
    const app = [executable, ...rootArguments(), '--log-level=3', root];
    process.env.WAGO_ENERGY_MONITOR_APP = JSON.stringify(app);
  } else {
    await ensureDependencies();
  }
  await ensureBuilt();
  return 0;
});

// In this very process, so that signals, stdin and the exit code need no passing on.
async function run() {
  process.argv[1] = program;
  await import(pathToFileURL(program).href);
  return Number(process.exitCode ?? 0);
}

if (process.exitCode === 0) {
  if (wantsApp && displayNeeded()) {
    process.exitCode = await withVirtualDisplay((env) => {
      Object.assign(process.env, env);
      return run();
    });
  } else {
    await run();
  }
}
