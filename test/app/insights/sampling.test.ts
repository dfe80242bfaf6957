import { describe, expect, it } from 'vitest';
import {
  HEAT_PUMP_STATES,
  type HeatPumpState,
  SEED_STATE_LIMITS,
} from '../../../app/heat-pump/state.ts';
import { StateLedger } from '../../../app/insights/state-ledger.ts';
import { days, epochMs, type Millis, seconds, watts } from '../../../app/units.ts';
import { fittedBefore } from '../../../main/simulator/fitted.ts';
import { createHeatPump } from '../../../main/simulator/heat-pump.ts';

const FROM = epochMs(Date.UTC(2026, 1, 2));
const SPAN = days(3);
const pump = createHeatPump({ seed: 7, fitted: fittedBefore(FROM) });

function sampled(every: Millis): StateLedger {
  const ledger = new StateLedger(SEED_STATE_LIMITS);
  for (let at = FROM; at <= FROM + SPAN; at = epochMs(at + every)) {
    const { power } = pump.instant(at);
    const total = watts(power[0] + power[1] + power[2]);
    ledger.add({ at, every, power: total, phases: power, clockStepped: false });
  }
  return ledger;
}

const timeIn = (ledger: StateLedger, state: HeatPumpState): number => {
  const place = HEAT_PUMP_STATES.indexOf(state);
  return [...ledger.quarters.values()].reduce((sum, { time }) => sum + (time[place] ?? 0), 0);
};

/**
 * What sampling can tell: each change of the state is seen up to one poll late. So a run's start and end
 * are late by less than a poll, its length is out by less than one in either direction, and the time in a
 * state by less than one for each change into it or out of it. A run or a rest between two polls is not seen.
 */
describe('polls every 2 s and every 30 s', () => {
  const [fine, coarse] = [sampled(seconds(2)), sampled(seconds(30))];
  const truth = pump.runs(FROM, epochMs(FROM + SPAN));
  const segments = pump.segments(FROM, epochMs(FROM + SPAN));

  it.each([
    ['2 s', fine, seconds(2)],
    ['30 s', coarse, seconds(30)],
  ])('see every run, at %s no later than a poll', (_name, ledger, every) => {
    const begun = ledger.runs.filter(({ startSeen, end }) => startSeen && end < FROM + SPAN);
    expect(begun.length).toBeGreaterThan(15);
    begun.forEach(({ start, end }, i) => {
      const late = [start - (truth[i]?.start ?? 0), end - (truth[i]?.end ?? 0)];
      for (const ms of late) {
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(ms).toBeLessThan(every);
      }
    });
  });

  it.each(HEAT_PUMP_STATES)('agree on the time in %s to a poll for each change', (state) => {
    const isIn = (activity: string) => (activity === 'defrost' ? 'high-load' : activity) === state;
    const changes = 2 * segments.filter(({ activity }) => isIn(activity)).length;
    const apart = Math.abs(timeIn(fine, state) - timeIn(coarse, state));
    expect(apart).toBeLessThan(Math.max(1, changes) * seconds(30));
  });

  it('count the same starts and suspect the same defrosts', () => {
    const count = ({ quarters }: StateLedger) => {
      const all = [...quarters.values()];
      return {
        starts: all.reduce((sum, { starts }) => sum + starts, 0),
        defrosts: all.reduce((sum, { defrosts }) => sum + defrosts, 0),
      };
    };
    expect(count(coarse)).toEqual(count(fine));
    const thaws = segments.filter(({ activity }) => activity === 'defrost').length;
    expect(thaws).toBeGreaterThan(0);
    expect(count(fine).defrosts).toBe(thaws);
  });
});
