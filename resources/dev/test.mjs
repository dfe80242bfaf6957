import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isInterrupted } from './attached.mjs';
import { ensureBuilt } from './build.mjs';
import { checks, runChecks } from './check.mjs';
import { failedOnce, nothing, sentence, sum } from './counts.mjs';
import { ensurePacked } from './pack.mjs';
import { main, Problem, say } from './process.mjs';
import { setUp } from './setup.mjs';
import { runPlaywright, runUnit } from './suites.mjs';

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {(reports: string, rest: readonly string[]) => Promise<import('./counts.mjs').Counts>} run
 */

/** @type {readonly Stage[]} in the order in which they tell most for the time they take */
const stages = [
  { name: 'check', run: () => runChecks(checks) },
  { name: 'build', run: build },
  { name: 'unit', run: (reports, rest) => runUnit(reports, rest) },
  { name: 'e2e', run: (reports, rest) => runPlaywright('e2e', reports, rest) },
  { name: 'packaged', run: packaged },
];

async function build() {
  await ensureBuilt();
  return { passed: 1, failed: 0, skipped: 0 };
}

/** @type {Stage['run']} */
async function packaged(reports, rest) {
  await ensurePacked();
  return runPlaywright('packaged', reports, rest);
}

/**
 * A stage that cannot even start has failed, and the others still run.
 * @param {string} name
 * @param {() => ReturnType<Stage['run']>} work
 */
async function attempt(name, work) {
  try {
    const counts = await work();
    if (counts !== nothing) say(`${name}: ${sentence(counts)}`);
    return counts;
  } catch (error) {
    say(`${name}: ${error instanceof Problem ? error.message : error}`);
    return failedOnce;
  }
}

/**
 * @param {readonly Stage[]} wanted
 * @param {readonly string[]} rest
 */
async function runStages(wanted, rest) {
  const ready = await attempt('set-up', () => setUp('test').then(() => nothing));
  if (ready !== nothing) return ready;
  const reports = mkdtempSync(join(tmpdir(), 'wago-reports-'));
  const counts = [];
  for (const { name, run } of wanted) {
    counts.push(await attempt(name, () => run(reports, rest)));
    if (isInterrupted()) break;
  }
  rmSync(reports, { recursive: true, force: true });
  return sum(counts);
}

/** @param {string | undefined} only */
function stagesFor(only) {
  // End-to-end tests run what was built.
  return stages.filter(({ name }) => name === only || (only === 'e2e' && name === 'build'));
}

await main(async () => {
  const [option, only, ...rest] = process.argv.slice(2);
  const wanted = option === undefined ? stages : option === '--only' ? stagesFor(only) : [];
  if (wanted.length === 0) {
    say(
      'Usage: npm test [-- --only check|build|unit|e2e|packaged [arguments for vitest or playwright]]',
    );
    return 64;
  }
  const total = await runStages(wanted, rest);
  console.log(sentence(total));
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
});
