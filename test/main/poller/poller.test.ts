import { describe, expect, test } from 'vitest';
import { NO_COUNTERS } from '../../../app/counters.ts';
import type { PollFault } from '../../../app/fault.ts';
import type { PollEvent } from '../../../app/poll.ts';
import {
  type EpochMs,
  hours,
  after as later,
  minutes,
  seconds,
  watts,
} from '../../../app/units.ts';
import { Poller } from '../../../main/poller/poller.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { NOON } from '../../support/readings.ts';
import { ScriptedMeter } from '../../support/scripted-meter.ts';

const CLOSED: PollFault = { kind: 'closed' };

/** A poller that was started `past` a full minute of the wall clock. */
async function setUp({ every = 2, past = 700, onEvent = (_clock: ManualClock): void => {} } = {}) {
  const clock = new ManualClock(later(NOON, past));
  const meter = new ScriptedMeter(clock);
  const events: PollEvent[] = [];
  const poller = new Poller({
    meter,
    clock,
    pollEvery: seconds(every),
    connectionLimit: () => watts(24_000),
    counters: NO_COUNTERS,
    publish: (event) => {
      events.push(event);
      onEvent(clock);
    },
  });
  poller.start();
  await clock.advance(0);
  /** When the meter was asked, in s after noon. */
  const polls = (): readonly number[] => meter.asked.map(({ at }) => (at - NOON) / 1000);
  const kinds = (): readonly string[] => events.map(({ kind }) => kind);
  const faults = () => events.filter((event) => event.kind === 'fault');
  return { clock, meter, events, poller, polls, kinds, faults };
}

const at = (second: number): EpochMs => later(NOON, seconds(second));

describe('a poller', () => {
  test('polls at once when it starts, and then on the grid of the clock to the millisecond', async () => {
    const { clock, polls } = await setUp();
    expect(polls()).toEqual([0.7]);
    await clock.advance(1299);
    expect(polls()).toEqual([0.7]);
    await clock.advance(1);
    expect(polls()).toEqual([0.7, 2]);
    await clock.advance(1999);
    expect(polls()).toHaveLength(2);
    await clock.advance(1);
    expect(polls()).toEqual([0.7, 2, 4]);
  });

  test('does not drift, however long each poll takes', async () => {
    const { clock, meter, polls } = await setUp({ every: 30 });
    meter.script.push(...[300, 29_000, 5, 12_345, 999].map((tookMs) => ({ tookMs })));
    await clock.advance(minutes(3));
    expect(polls()).toEqual([0.7, 30, 60, 90, 120, 150, 180]);
  });

  test('never polls twice at once: a poll that outlasts the grid skips points of it', async () => {
    const { clock, meter, polls } = await setUp();
    meter.script.push({ tookMs: 5000 }, { tookMs: 2000 });
    await clock.advance(seconds(12));
    expect(polls()).toEqual([0.7, 2, 8, 12]);
    expect(meter.mostAtOnce).toBe(1);
  });

  test('publishes each reading with its time, its duration and what was asked', async () => {
    const { clock, events } = await setUp();
    expect(events).toEqual([]);
    await clock.advance(80);
    expect(events).toMatchObject([
      { kind: 'reading', energyAsked: true, took: 80, rejections: [], counterEvents: [] },
    ]);
    const [first] = events;
    expect(first?.kind === 'reading' && first.reading.at).toBe(at(0.78));
  });

  test('rejects what cannot be true, and remembers the counters from poll to poll', async () => {
    const { clock, meter, events } = await setUp({ every: 30 });
    meter.script.push({}, { values: { energy: 9e6, frequency: Number.NaN } });
    await clock.advance(minutes(2));
    const [, , second, third] = events.filter((event) => event.kind === 'reading');
    expect(second?.rejections.map(({ field, reason }) => `${field} ${reason}`)).toEqual([
      'frequency not-finite',
      'energy energy-jumped',
    ]);
    expect(third).toMatchObject({ rejections: [], counterEvents: [] });
  });
});

describe('the energy counters', () => {
  const energyAt = (meter: ScriptedMeter): readonly number[] =>
    meter.asked.filter(({ slow }) => slow).map(({ at: when }) => (when - NOON) / 1000);

  test('are asked for at first and then every 30 s, not more often', async () => {
    const { clock, meter } = await setUp();
    await clock.advance(seconds(95));
    expect(energyAt(meter)).toEqual([0.7, 32, 62, 92]);
    expect(meter.asked.length).toBeGreaterThan(45);
  });

  test('are asked for at every poll when polls are 30 s or more apart', async () => {
    const { clock, meter } = await setUp({ every: 30 });
    await clock.advance(minutes(3));
    // The second poll comes less than 30 s after the one at the start.
    expect(energyAt(meter)).toEqual([0.7, 60, 90, 120, 150, 180]);
    const slow = await setUp({ every: 300 });
    await slow.clock.advance(minutes(15));
    expect(energyAt(slow.meter)).toEqual([0.7, 300, 600, 900]);
  });

  test('are asked for again when the poll that asked for them failed', async () => {
    const { clock, meter } = await setUp();
    meter.script.push(...Array(15).fill({}), { fault: CLOSED });
    await clock.advance(seconds(70));
    expect(energyAt(meter)).toEqual([0.7, 32, 34, 64]);
  });

  test('are asked for when the wall clock stepped back, rather than not for an hour', async () => {
    const { clock, meter } = await setUp();
    await clock.advance(seconds(3));
    clock.set(later(clock.now(), -hours(1)));
    await clock.advance(seconds(40));
    expect(meter.asked.filter(({ slow }) => slow).length).toBeGreaterThanOrEqual(3);
  });
});

describe('a pace', () => {
  test('that gets faster polls at once, and then on the new grid', async () => {
    const { clock, poller, polls, events } = await setUp({ every: 30 });
    await clock.advance(seconds(5));
    poller.setPace(seconds(2));
    await clock.advance(seconds(3));
    expect(polls()).toEqual([0.7, 5.7, 6, 8]);
    expect(events.find(({ kind }) => kind === 'pace')).toEqual({
      kind: 'pace',
      at: at(5.7),
      pollEvery: 2000,
    });
  });

  test('that gets slower keeps to the grid that was begun', async () => {
    const { clock, poller, polls } = await setUp();
    await clock.advance(seconds(2));
    poller.setPace(seconds(30));
    await clock.advance(seconds(60));
    expect(polls()).toEqual([0.7, 2, 4, 30, 60]);
  });

  test('that stays is no event and no poll', async () => {
    const { clock, poller, polls, kinds } = await setUp();
    await clock.advance(seconds(0.5));
    poller.setPace(seconds(2));
    await clock.advance(seconds(0.5));
    expect(polls()).toEqual([0.7]);
    expect(kinds()).toEqual(['reading']);
  });

  test('that gets faster while a poll is under way counts from its end on', async () => {
    const { clock, meter, poller, polls } = await setUp({ every: 30 });
    meter.script.push({ tookMs: 3900 });
    await clock.advance(seconds(30));
    poller.setPace(seconds(2));
    await clock.advance(seconds(6));
    expect(polls()).toEqual([0.7, 30, 34, 36]);
    expect(meter.mostAtOnce).toBe(1);
  });
});

describe('a failing poll', () => {
  test('is followed by longer and longer waits, always on the grid', async () => {
    const { clock, meter, polls, faults } = await setUp();
    meter.script.push(...Array(20).fill({ fault: CLOSED }));
    await clock.advance(seconds(120));
    expect(polls()).toEqual([0.7, 2, 4, 8, 14, 24, 40, 72, 104]);
    expect(faults()[0]).toEqual({ kind: 'fault', at: at(2.08), fault: CLOSED, nextTryAt: at(4) });
  });

  test('tells when the next try really is', async () => {
    const { clock, meter, polls, faults } = await setUp();
    meter.script.push(...Array(8).fill({ fault: CLOSED, tookMs: 1234 }));
    await clock.advance(seconds(200));
    const promised = faults().map((event) => (event.nextTryAt - NOON) / 1000);
    expect(polls().slice(2, 2 + promised.length)).toEqual(promised);
  });

  test('that is followed by a reading is forgotten', async () => {
    const { clock, meter, polls } = await setUp();
    meter.script.push({ fault: CLOSED }, { fault: CLOSED }, {}, { fault: CLOSED });
    await clock.advance(seconds(16));
    expect(polls()).toEqual([0.7, 2, 4, 8, 10, 12, 14, 16]);
  });
});

describe('a pause', () => {
  test('drops the connection and polls no more, also not at a faster pace', async () => {
    const { clock, meter, poller, polls, kinds } = await setUp();
    await clock.advance(seconds(2));
    poller.pause();
    poller.pause();
    await clock.advance(seconds(10));
    poller.setPace(seconds(1));
    await clock.advance(hours(9));
    expect(polls()).toEqual([0.7, 2]);
    expect(meter.disconnects).toBe(1);
    expect(kinds()).toEqual(['reading', 'reading', 'paused', 'pace']);
  });

  test('ends the poll under way without calling it a fault', async () => {
    const { clock, meter, poller, kinds } = await setUp();
    meter.script.push({ tookMs: 60_000 });
    await clock.advance(seconds(3));
    poller.pause();
    await clock.advance(seconds(1));
    expect(kinds()).toEqual(['reading', 'paused']);
    expect(meter.disconnects).toBe(1);
  });

  test('ends with a poll at once', async () => {
    const { clock, poller, polls, kinds } = await setUp();
    await clock.advance(seconds(2));
    poller.pause();
    await clock.advance(seconds(28.5));
    poller.resume();
    await clock.advance(seconds(1));
    expect(polls()).toEqual([0.7, 2, 31.2, 32]);
    expect(kinds().slice(2)).toEqual(['paused', 'resumed', 'reading', 'reading']);
  });

  test('that ends before the next poll was due polls at once all the same', async () => {
    const { clock, poller, polls } = await setUp({ every: 30 });
    await clock.advance(seconds(2));
    poller.pause();
    await clock.advance(seconds(1));
    poller.resume();
    await clock.advance(seconds(1));
    expect(polls()).toEqual([0.7, 3.7]);
  });

  test('and the end of it in one breath, while a poll is under way, are no fault either', async () => {
    const { clock, meter, poller, polls, kinds } = await setUp();
    meter.script.push({ tookMs: 60_000 });
    await clock.advance(seconds(3));
    poller.pause();
    poller.resume();
    await clock.advance(seconds(1));
    expect(kinds()).toEqual(['reading', 'paused', 'resumed', 'reading', 'reading']);
    expect(polls()).toEqual([0.7, 2, 3.7, 4]);
    expect(meter.mostAtOnce).toBe(1);
  });

  test('forgets the failures before it, so the first failure after it is no long wait', async () => {
    const { clock, meter, poller, polls } = await setUp();
    meter.script.push(...Array(7).fill({ fault: CLOSED }));
    await clock.advance(seconds(41));
    poller.pause();
    poller.resume();
    await clock.advance(seconds(3));
    expect(polls().slice(6)).toEqual([40, 41.7, 42, 44]);
  });
});

describe('a wall clock that is set', () => {
  test('back by an hour does not keep the poller waiting', async () => {
    const { clock, polls, meter } = await setUp({ every: 30 });
    await clock.advance(seconds(45));
    clock.set(later(clock.now(), -hours(1)));
    await clock.advance(seconds(45));
    expect(meter.asked.length).toBeGreaterThanOrEqual(3);
    expect(
      polls()
        .slice(2)
        .every((second) => second % 30 < 0.001 || second < -3500),
    ).toBe(true);
    const [last = 0] = polls().slice(-1);
    expect(last).toBeLessThan(-3000);
  });

  test('back while a reading is passed on does not keep the poller waiting either', async () => {
    const { clock, meter } = await setUp({ every: 30, onEvent: (time) => time.set(at(-3600)) });
    await clock.advance(seconds(65));
    expect(meter.asked.length).toBeGreaterThanOrEqual(3);
  });

  test('back during a pause does not keep the poller from its first poll after it', async () => {
    const { clock, meter, poller } = await setUp({ every: 30 });
    await clock.advance(seconds(1));
    poller.pause();
    await clock.advance(minutes(2));
    clock.set(later(clock.now(), -hours(1)));
    poller.resume();
    await clock.advance(0);
    expect(meter.asked).toHaveLength(2);
  });

  test('forward by an hour costs no more than one wait', async () => {
    const { clock, meter } = await setUp({ every: 30 });
    await clock.advance(seconds(45));
    clock.set(later(clock.now(), hours(1)));
    await clock.advance(seconds(15));
    expect(meter.asked).toHaveLength(3);
    await clock.advance(seconds(60));
    expect(meter.asked).toHaveLength(5);
  });

  test('to and fro never leads to two polls at once nor to more than one a grid point', async () => {
    const { clock, meter } = await setUp();
    for (const step of [-7, 3600, -86_400, 0.3, -0.3, 11, -2]) {
      clock.set(later(clock.now(), seconds(step)));
      await clock.advance(seconds(10));
    }
    expect(meter.mostAtOnce).toBe(1);
    expect(meter.asked.length).toBeGreaterThan(30);
    expect(meter.asked.length).toBeLessThan(45);
  });
});

describe('a poller that is closed', () => {
  test('leaves neither a poll nor a timer nor a connection, and says nothing more', async () => {
    const { clock, meter, poller, kinds } = await setUp();
    meter.script.push({ tookMs: 60_000 });
    await clock.advance(seconds(3));
    const closed = poller.close();
    await clock.advance(0);
    await closed;
    expect([clock.sleeping, meter.disconnects]).toEqual([0, 1]);
    await clock.advance(hours(1));
    expect(kinds()).toEqual(['reading']);
    expect(meter.asked).toHaveLength(2);
  });

  test('while it waits, and while it is paused, leaves nothing either', async () => {
    for (const isPaused of [false, true]) {
      const { clock, meter, poller } = await setUp();
      await clock.advance(seconds(1));
      if (isPaused) poller.pause();
      await clock.advance(seconds(5));
      await poller.close();
      expect(clock.sleeping).toBe(0);
      const polls = meter.asked.length;
      await clock.advance(hours(1));
      expect(meter.asked).toHaveLength(polls);
    }
  });
});
