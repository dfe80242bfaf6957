import { join } from 'node:path';
import { playwrightCounts, truth, vitestCounts } from './counts.mjs';
import { withVirtualDesktop } from './display.mjs';
import { runTool } from './tools.mjs';

/**
 * @typedef {object} SuiteOptions
 * @property {NodeJS.ProcessEnv} [env] in place of our own
 * @property {readonly string[]} [through] a program with arguments that starts the runner
 */

/**
 * The plain tests.
 * @param {string} reports folder for the runner's report
 * @param {readonly string[]} rest arguments for vitest
 * @param {SuiteOptions} [options]
 */
export async function runUnit(reports, rest, options = {}) {
  const file = join(reports, 'unit.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await runTool('vitest', ['run', ...reporters, ...rest], options);
  return truth(vitestCounts(file), code);
}

/**
 * Tests that drive the app.
 * @param {'e2e' | 'packaged'} project of playwright.config.ts
 * @param {string} reports folder for the runner's report
 * @param {readonly string[]} rest arguments for playwright
 * @param {SuiteOptions} [options]
 */
export async function runPlaywright(project, reports, rest, { env: given } = {}) {
  const file = join(reports, `${project}.json`);
  const code = await withVirtualDesktop((env) =>
    runTool('playwright', ['test', `--project=${project}`, '--reporter=list,json', ...rest], {
      from: '@playwright/test',
      env: { ...env, ...given, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    }),
  );
  return truth(playwrightCounts(file), code);
}
