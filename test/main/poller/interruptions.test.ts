import { describe, expect, test } from 'vitest';
import type { PollFault } from '../../../app/fault.ts';
import { hours, after as later, minutes, seconds } from '../../../app/units.ts';
import { at, setUp } from './fixtures.ts';

const CLOSED: PollFault = { kind: 'closed' };

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
