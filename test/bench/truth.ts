import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HEAT_PUMP_STATES } from '../../app/heat-pump/state.ts';
import { days, epochMs, seconds } from '../../app/units.ts';
import { outBy, readOverTheWire } from '../support/over-the-wire.ts';

/**
 * A year of the simulated heat pump, read over a real socket as fast as it goes: what the record says
 * of it beside what was true. `--days=N`, `--every=SECONDS` and `--seed=N` for another one. Run by
 * `npm run bench -- truth`; the last line is one JSON object, and a year that is wrong ends it with 1.
 */
const flag = (name: string, otherwise: number): number =>
  Number(process.argv.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);

const MOST_OUT = 0.005;
const folder = mkdtempSync(join(tmpdir(), 'bench-truth-'));
const span = days(flag('days', 365));
const every = seconds(flag('every', 30));
const began = performance.now();
const found = await readOverTheWire(
  join(folder, 'history.sqlite'),
  epochMs(Date.UTC(2026, 7, 1)),
  span,
  every,
  flag('seed', 879),
);
rmSync(folder, { recursive: true });
const { figures, truth, polls, faults } = found;
const out = Object.fromEntries(
  HEAT_PUMP_STATES.map((state) => [state, Math.round(outBy(found, state) * 1e5) / 1e5]),
);
const starts = { told: figures.starts, true: truth.starts };
const defrosts = { told: figures.suspectedDefrosts, true: truth.defrosts };
const isRight =
  starts.told === starts.true &&
  defrosts.told === defrosts.true &&
  faults === 0 &&
  Object.values(out).every((part) => Math.abs(part) <= MOST_OUT);
const tookS = Math.round((performance.now() - began) / 1000);
const result = { isRight, days: span / days(1), polls, tookS, starts, defrosts, outBy: out };
console.log(JSON.stringify(result));
process.exitCode = isRight ? 0 : 1;
