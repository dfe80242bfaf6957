import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDependencies } from './dependencies.mjs';
import { main } from './process.mjs';
import { root } from './project.mjs';
import { runTool } from './tools.mjs';

/** Plays the fault matrix, writes what it found and prints it. */
await main(async () => {
  await ensureDependencies();
  // One file after the other, since both write into the one that tells what was found.
  const code = await runTool('vitest', ['run', 'test/faults', '--no-file-parallelism'], {
    env: { ...process.env, WRITE_RESULTS: '1' },
  });
  console.log(readFileSync(join(root, 'test/faults/RESULTS.md'), 'utf8'));
  return code;
});
