import { join } from 'node:path';
import { runAttached } from './attached.mjs';
import { Problem } from './process.mjs';
import { root, textOf } from './project.mjs';

/**
 * Runs a development tool with this Node; its package's own entry, since the links in
 * node_modules/.bin are shell scripts that Windows cannot start.
 * @param {string} tool as in `npx TOOL`
 * @param {readonly string[]} args
 * @param {{ from?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, through?: readonly string[] }} [options]
 *   from: the package, where it is not named like the tool; through: a program with arguments that starts Node
 */
export function runTool(tool, args, { from = tool, through = [], ...options } = {}) {
  const folder = join(root, 'node_modules', from);
  const manifest = textOf(join(folder, 'package.json'));
  if (manifest === null)
    throw new Problem(`${from} is not installed: it is missing in package.json.`);
  const { bin } = JSON.parse(manifest);
  const script = join(folder, typeof bin === 'string' ? bin : bin[tool]);
  const [program = process.execPath, ...rest] = [...through, process.execPath, script, ...args];
  return runAttached(program, rest, { ...options, wholeGroup: true });
}
