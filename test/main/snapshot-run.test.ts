import { describe, expect, test } from 'vitest';
import { createTexts } from '../../app/text/translate.ts';
import { seconds } from '../../app/units.ts';
import {
  firstReading,
  noReadingSentence,
  READING_PATIENCE,
  snapshotLine,
} from '../../main/snapshot-run.ts';
import { createCore, meterAt } from '../support/core.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { NOON, polled } from '../support/readings.ts';

const NEVER = new AbortController().signal;
const { t } = createTexts('en');

function setUp() {
  const clock = new ManualClock(NOON);
  return { clock, core: createCore({ source: meterAt(8899) }, { clock }) };
}

describe('the first reading', () => {
  test('is waited for no longer than it takes', async () => {
    const { clock, core } = setUp();
    const found = firstReading(core, clock, READING_PATIENCE, NEVER);
    await clock.advance(seconds(29.999));
    core.polls.publish(polled());
    expect(await found).toBe(true);
    expect(clock.sleeping).toBe(0);
    expect(await firstReading(core, clock, READING_PATIENCE, NEVER)).toBe(true);
  });

  test('is not waited for longer than 30 s', async () => {
    const { clock, core } = setUp();
    const found = firstReading(core, clock, READING_PATIENCE, NEVER);
    await clock.advance(seconds(30));
    expect(await found).toBe(false);
  });

  test('is not waited for any more once the process shall end', async () => {
    const { clock, core } = setUp();
    const stop = new AbortController();
    const found = firstReading(core, clock, READING_PATIENCE, stop.signal);
    stop.abort();
    expect(await found).toBe(false);
    expect(clock.sleeping).toBe(0);
  });
});

describe('what is printed', () => {
  test('is one line of JSON', () => {
    const { core } = setUp();
    core.polls.publish(polled());
    const line = snapshotLine(core);
    expect(line).toMatch(/^\{[^\n]*\}\n$/);
    expect(JSON.parse(line)).toMatchObject({ source: 'auto://127.0.0.1:8899/2', powerW: 46 });
  });

  test('is why there is no reading, in one sentence or two', () => {
    const { core } = setUp();
    expect(noReadingSentence(core, t)).toBe('No reading within 30 s. The meter was not reached.');
    const fault = { kind: 'refused' as const, host: 'gateway', port: 8899 };
    core.polls.publish({ kind: 'fault', at: NOON, fault, nextTryAt: NOON });
    expect(noReadingSentence(core, t)).toMatch(/^No reading within 30 s\. gateway is there, but/);
    expect(noReadingSentence(core, t, true)).toMatch(/^Ended before there was a reading\. gateway/);
  });
});
