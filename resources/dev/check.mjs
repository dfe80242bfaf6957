import { pathToFileURL } from 'node:url';
import { isInterrupted } from './attached.mjs';
import { nothing } from './counts.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { main, say } from './process.mjs';
import { runTool } from './tools.mjs';

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {string} tool
 * @property {readonly string[]} args
 * @property {string} [from] the tool's package
 */

/** @type {readonly Check[]} */
export const checks = [
  { name: 'format and lint', tool: 'biome', from: '@biomejs/biome', args: ['check', '.'] },
  { name: 'types', tool: 'tsc', from: 'typescript', args: ['--noEmit'] },
  { name: 'dead code', tool: 'knip', args: [] },
];

/** A check of the source like the others, though written as a test. */
const layers = { name: 'layers', tool: 'vitest', args: ['run', 'test/layers.test.ts'] };

/**
 * Runs every check, also after one that failed.
 * @param {readonly Check[]} wanted
 */
export async function runChecks(wanted) {
  const counts = { ...nothing };
  for (const { name, tool, args, from } of wanted) {
    const passed = (await runTool(tool, args, { ...(from && { from }), quiet: true })) === 0;
    say(`check: ${name}: ${passed ? 'passed' : 'FAILED'}`);
    counts[passed ? 'passed' : 'failed'] += 1;
    if (isInterrupted()) break;
  }
  return counts;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main(async () => {
    await ensureDependencies();
    const { failed } = await runChecks([...checks, layers]);
    return failed === 0 ? 0 : 1;
  });
}
