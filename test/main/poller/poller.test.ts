import { describe, expect, test } from 'vitest';
import { NO_COUNTERS } from '../../../app/counters.ts';
import type { PollFault } from '../../../app/fault.ts';
import type { PollEvent } from '../../../app/poll.ts';
import { hours, after as later, minutes, seconds } from '../../../app/units.ts';
import { NOON } from '../../support/readings.ts';
import type { ScriptedMeter } from '../../support/scripted-meter.ts';
import { at, setUp } from './fixtures.ts';

const CLOSED: PollFault = { kind: 'closed' };

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

describe('counters of which nothing is known', () => {
  const unknown = { every: 30, counters: NO_COUNTERS };
  const energiesIn = (events: readonly PollEvent[]) =>
    events.flatMap((event) => (event.kind === 'reading' ? [event.reading.values.energy] : []));

  test('are read twice before any is told', async () => {
    const { clock, meter, events } = await setUp(unknown);
    meter.script.push({ values: { energy: 513_100 } });
    await clock.advance(200);
    expect(meter.asked).toHaveLength(2);
    expect(energiesIn(events)).toEqual([513_100]);
    await clock.advance(minutes(1));
    expect(meter.asked).toHaveLength(4);
  });

  test.each([9e6, 3, 0])('do not count when the two disagree: %d Wh', async (corrupt) => {
    for (const place of [0, 1]) {
      const { clock, meter, events } = await setUp({
        ...unknown,
        script: Array.from({ length: place + 1 }, (_, index) =>
          index === place ? { values: { energy: corrupt } } : {},
        ),
      });
      await clock.advance(minutes(4));
      const energies = energiesIn(events).filter((energy) => energy !== null);
      expect(energies.length).toBeGreaterThan(3);
      expect(new Set(energies)).toEqual(new Set([513_100]));
      expect(events.some((event) => event.kind === 'reading' && event.counterEvents[0])).toBe(
        false,
      );
      expect(meter.mostAtOnce).toBe(1);
    }
  });

  test('are read twice again when the second read failed', async () => {
    const { clock, meter, kinds } = await setUp({ ...unknown, script: [{}, { fault: CLOSED }] });
    await clock.advance(seconds(35));
    expect(kinds()).toEqual(['fault', 'reading']);
    expect(meter.asked).toHaveLength(4);
  });
});

describe('values that never change', () => {
  test('are not believed any more after ten minutes, until one does', async () => {
    const { clock, meter, events } = await setUp({ every: 30 });
    await clock.advance(minutes(12));
    expect(events.at(-1)).toMatchObject({
      kind: 'fault',
      fault: { kind: 'implausible', isFrozen: true },
      rejections: expect.arrayContaining([{ field: 'power', reason: 'frozen', value: 46 }]),
    });
    meter.script.push({ values: { frequency: 50.01 } });
    await clock.advance(seconds(60));
    expect(events.at(-1)).toMatchObject({ kind: 'reading', rejections: [] });
  });
});

describe('a poll of which nothing is believed', () => {
  test('is a fault that names the frequency, and backs off like one', async () => {
    const script = Array(7).fill({ values: { frequency: 60.01 } });
    const { clock, polls, events } = await setUp({ script });
    await clock.advance(seconds(30));
    expect(polls()).toEqual([0.7, 2, 6, 12, 22]);
    expect(events[0]).toMatchObject({
      kind: 'fault',
      fault: { kind: 'implausible', field: 'frequency', value: 60.01 },
    });
    expect(events[0]?.kind === 'fault' && events[0].rejections).toHaveLength(10);
    expect(events.every(({ kind }) => kind === 'fault')).toBe(true);
  });

  test('leaves the counters to the next one', async () => {
    const junk = { values: { frequency: 60, energy: 9_999_999 } };
    const { clock, events } = await setUp({ counters: NO_COUNTERS, script: [junk, junk] });
    await clock.advance(seconds(30));
    expect(events[1]).toMatchObject({ kind: 'reading', rejections: [] });
  });
});

describe('phases that do not go with the total', () => {
  const threeWire = { power: 900, powerL1: 0, powerL2: 0, powerL3: 0 };
  const reading = (event: PollEvent | undefined) => (event?.kind === 'reading' ? event : null);

  test('are absent from the third answer on, and the total counts', async () => {
    const script = [899, 900, 901, 902].map((power) => ({ values: { ...threeWire, power } }));
    const { clock, events } = await setUp({ script });
    await clock.advance(seconds(7));
    expect(events.map((event) => reading(event)?.reading.values.power)).toEqual([
      null,
      null,
      901,
      902,
    ]);
    expect(reading(events[3])).toMatchObject({
      reading: { values: { powerL1: null, powerL2: null, powerL3: null, frequency: 49.99 } },
      rejections: [],
      hints: [{ kind: 'total-only' }],
    });
  });

  test('reject the total when they did go with it before', async () => {
    const good = { power: 900, powerL1: 300, powerL2: 300, powerL3: 300 };
    const script = [{ values: good }, ...Array(9).fill({ values: threeWire })];
    const { clock, events } = await setUp({ script });
    await clock.advance(seconds(15));
    const last = reading(events.at(-1));
    expect(last?.reading.values.power).toBeNull();
    expect(last?.rejections.map(({ reason }) => reason)).toContain('phases-disagree');
    expect(last?.hints).toEqual([]);
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
