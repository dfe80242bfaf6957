import { expect, test } from 'vitest';
import { epochMs, watts } from '../../../app/units.ts';
import { SampleJudge } from '../../../main/history/prometheus/judge.ts';
import { toWire } from '../../../main/history/wire.ts';
import { measured } from '../../support/readings.ts';

test('a sample of another age, as after a slip of a digit, is not believed', () => {
  const judge = new SampleJudge({ connection: watts(24_000), energyMode: 'import' });
  const wire = toWire(measured());
  const times = [Date.UTC(1926, 10), Date.UTC(2026, 10), Date.UTC(9026, 10)].map(epochMs);
  expect(judge.judge(times.map((at) => ({ at, wire }))).map(({ at }) => at)).toEqual([times[1]]);
  expect(judge.rejected).toBe(2);
});
