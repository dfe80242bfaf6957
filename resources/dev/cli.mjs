import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { main } from './process.mjs';
import { root } from './project.mjs';

const program = join(root, 'out', 'main', 'cli.js');

await main(async () => {
  await ensureDependencies();
  await ensureBuilt();
  return 0;
});

// In this very process, so that signals, stdin and the exit code need no passing on.
if (process.exitCode === 0) {
  process.argv[1] = program;
  await import(pathToFileURL(program).href);
}
