import { join } from 'node:path';
import { runAttached } from './attached.mjs';
import { bundle, historyWorker } from './bundle.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { main, say } from './process.mjs';
import { root } from './project.mjs';

const folder = join(root, 'test', 'crash');

await main(async () => {
  const kills = Number(process.argv[2]?.replace(/^--kills=/, '') ?? 200);
  if (!(kills >= 1)) {
    say('Usage: npm run test:crash -- [--kills=N]');
    return 64;
  }
  await ensureDependencies();
  const child = await bundle('crash-child', join(folder, 'child.ts'), historyWorker);
  const run = await bundle('crash-run', join(folder, 'run.ts'));
  return runAttached(process.execPath, [run, child, String(kills)], { wholeGroup: true });
});
