import { expect, test } from 'vitest';
import { epochMs } from '../../../app/units.ts';
import { boundCalls, CALL_BOUNDS } from '../../../main/bridge/bound-calls.ts';
import { limitedLog } from '../../../main/limited-log.ts';
import { createLogBook } from '../../support/core.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const frame = { url: 'app://own/index.html' };
const ASKER = { senderFrame: frame, sender: { mainFrame: frame } };

function setUp() {
  const clock = new ManualClock(epochMs(Date.UTC(2026, 10, 22)));
  const log = createLogBook();
  const waiting: (() => void)[] = [];
  let [underWay, mostUnderWay, asked] = [0, 0, 0];
  const dispatch = boundCalls(
    async () => {
      asked++;
      mostUnderWay = Math.max(mostUnderWay, ++underWay);
      await new Promise<void>((resolve) => waiting.push(resolve));
      underWay--;
    },
    clock,
    limitedLog(log, clock),
  );
  const ask = async (args: readonly unknown[]): Promise<string> => {
    try {
      await dispatch('historySeries', ASKER, args);
      return 'answered';
    } catch (error) {
      return String(error);
    }
  };
  const answerAll = (): void => {
    for (const answer of waiting.splice(0)) answer();
  };
  return { clock, log, ask, answerAll, seen: () => ({ mostUnderWay, asked }) };
}

test('20,000 askers at once get a few answers, main little work and the log few lines', async () => {
  const { clock, log, ask, answerAll, seen } = setUp();
  const calls = Array.from({ length: 20_000 }, (_, index) => ask([`asker ${index}`]));
  answerAll();
  const outcomes = await Promise.all(calls);
  expect(outcomes.filter((outcome) => outcome === 'answered')).toHaveLength(CALL_BOUNDS.underWay);
  expect(seen()).toEqual({ mostUnderWay: CALL_BOUNDS.underWay, asked: CALL_BOUNDS.underWay });
  expect(log.lines).toHaveLength(50);
  await clock.advance(10_000);
  expect(log.lines).toHaveLength(51);
  expect(log.lines.at(-1)).toContain('19886 more lines suppressed');
});

test('calls that are answered at once are held to a pace, and go on when it is kept', async () => {
  const { clock, ask, answerAll } = setUp();
  const burst = async (count: number): Promise<number> => {
    let answered = 0;
    for (let call = 0; call < count; call++) {
      const outcome = ask([]);
      answerAll();
      if ((await outcome) === 'answered') answered++;
    }
    return answered;
  };
  expect(await burst(1000)).toBe(CALL_BOUNDS.burst);
  await clock.advance(1000);
  expect(await burst(1000)).toBe(CALL_BOUNDS.perSecond);
  await clock.advance(60_000);
  expect(await burst(1000)).toBe(CALL_BOUNDS.burst);
});
