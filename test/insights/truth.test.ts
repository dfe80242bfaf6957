import { join } from 'node:path';
import { expect, it } from 'vitest';
import { HEAT_PUMP_STATES } from '../../app/heat-pump/state.ts';
import { days, epochMs, seconds } from '../../app/units.ts';
import { tempFolder } from '../history/fixtures.ts';
import { outBy, readOverTheWire, type TruthAndFigures } from '../support/over-the-wire.ts';

/** By how much an energy may be out. */
const MOST_OUT = 0.005;

const read = (from: number, span: number, everyS: number): Promise<TruthAndFigures> =>
  readOverTheWire(join(tempFolder(), 'history.sqlite'), epochMs(from), days(span), seconds(everyS));

function expectCounts({ figures, truth, faults }: TruthAndFigures): void {
  expect(faults).toBe(0);
  expect(figures.complete).toBe(1);
  expect(figures.starts).toBe(truth.starts);
  expect(figures.suspectedDefrosts).toBe(truth.defrosts);
}

/**
 * What the simulated heat pump truly did, and what the record says of it, read over a real socket.
 * `npm run bench -- truth` does so for a year. The energies of a few days are out by what a change
 * of the state between two polls hides, which evens out over the weeks.
 */
it('a record of four weeks has every start and defrost, and the energy in each state', async () => {
  const weeks = [
    // Cold, with defrosts; both changes of the clocks; and summer.
    await read(Date.UTC(2027, 0, 10), 7, 30),
    await read(Date.UTC(2027, 2, 25), 7, 30),
    await read(Date.UTC(2027, 6, 10), 7, 30),
    await read(Date.UTC(2027, 9, 28), 7, 30),
  ];
  for (const week of weeks) expectCounts(week);
  for (const state of HEAT_PUMP_STATES) {
    const told = weeks.reduce((sum, { figures }) => sum + figures.states[state].energy, 0);
    const truth = weeks.reduce((sum, week) => sum + week.truth.energy[state], 0);
    expect([state, Math.abs(told / truth - 1) < MOST_OUT]).toEqual([state, true]);
  }
}, 900_000);

it('half a day of polls every 2 s is right by itself', async () => {
  const day = await read(Date.UTC(2027, 1, 1), 0.5, 2);
  expectCounts(day);
  for (const state of HEAT_PUMP_STATES) {
    expect([state, Math.abs(outBy(day, state)) < MOST_OUT]).toEqual([state, true]);
  }
}, 900_000);
