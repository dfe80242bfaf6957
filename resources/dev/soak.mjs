import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runAttached } from './attached.mjs';
import { ensureBuilt } from './build.mjs';
import { bundle, historyWorker } from './bundle.mjs';
import { withVirtualDesktop } from './display.mjs';
import { main, say } from './process.mjs';
import { root } from './project.mjs';
import { setUp } from './setup.mjs';

const usage = 'Usage: npm run soak -- [--hours=N]   or   npm run soak -- --year [--days=N]';

/** @param {readonly string[]} args */
function read(args) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        hours: { type: 'string', default: '4' },
        days: { type: 'string', default: '365' },
        year: { type: 'boolean', default: false },
      },
    });
    const amount = Number(values.year ? values.days : values.hours);
    return amount > 0 ? { ...values, amount } : null;
  } catch {
    return null;
  }
}

/** A year of polls through everything but the windows, as fast as it goes. @param {number} days */
async function soakYear(days) {
  await setUp('run');
  const program = await bundle('year', join(root, 'test', 'soak', 'year.ts'), historyWorker);
  return runAttached(process.execPath, ['--expose-gc', program, String(days)]);
}

/** The whole app for real hours. @param {number} hours */
async function soakApp(hours) {
  await setUp('test');
  await ensureBuilt();
  const program = await bundle('app', join(root, 'test', 'soak', 'app.ts'));
  return withVirtualDesktop((env) =>
    runAttached(process.execPath, [program, String(hours)], { env, wholeGroup: true }),
  );
}

await main(async () => {
  const wanted = read(process.argv.slice(2));
  if (wanted === null) {
    say(usage);
    return 64;
  }
  return wanted.year ? soakYear(wanted.amount) : soakApp(wanted.amount);
});
