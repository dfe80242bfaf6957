import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { bundle, historyWorker } from '../../resources/dev/bundle.mjs';
import { FILE_PHASES } from './files.ts';
import { isFlawless, killAgainAndAgain } from './kills.ts';
import { PHASES } from './numbered.ts';
import { killWhileReplacing } from './replacing.ts';

/** Of each phase; `npm run test:crash` kills ten times as often. */
const KILLS = 5;

let program: string;
beforeAll(async () => {
  program = await bundle('crash-test-child', join('test', 'crash', 'child.ts'), historyWorker);
}, 600_000);

it.each(FILE_PHASES)(
  'leaves whole files and nothing else when it is killed while %s',
  async (phase) => {
    const outcome = await killWhileReplacing(program, phase, KILLS);
    expect(outcome).toMatchObject({ kills: KILLS, wrong: [] });
    expect(outcome.done).toBeGreaterThan(0);
  },
  300_000,
);

for (const phase of PHASES) {
  it(`loses nothing that was acknowledged when it is killed while ${phase}`, async () => {
    const outcome = await killAgainAndAgain(program, phase, KILLS);
    expect(outcome).toMatchObject({ lost: 0, unsound: 0, energyOff: 0, complaints: [] });
    expect(isFlawless(outcome)).toBe(true);
  }, 300_000);
}
