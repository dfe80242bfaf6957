import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AppEvent, Numbered } from '../../../app/bridge/state.ts';
import { follow, type Memory } from '../../../app/follow.ts';
import { rulesOf } from '../../../app/insights/rules.ts';
import { spanAt } from '../../../app/insights/spans.ts';
import { DEFAULT_SETTINGS } from '../../../app/settings.ts';
import { after, days, epochMs, millis, minutes, seconds, watts } from '../../../app/units.ts';
import { createFeed } from '../../../main/feed.ts';
import { History } from '../../../main/history/history.ts';
import { HeatPumpDay } from '../../../main/station/heat-pump-day.ts';
import { StateStore } from '../../../main/station/state.ts';
import { FIRST_STATE } from '../../renderer/app-state.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { buildHistoryWorker } from '../built-worker.ts';
import { reading, tempFolder, values } from '../fixtures.ts';

const ZONE = 'Europe/Berlin';
/** 23:30 in Berlin. */
const START = epochMs(Date.UTC(2026, 10, 22, 22, 30));
const RULES = rulesOf(DEFAULT_SETTINGS, ZONE);

let worker: URL;
beforeAll(async () => {
  worker = await buildHistoryWorker();
});
const opened: History[] = [];
afterEach(async () => {
  for (const history of opened.splice(0)) await history.close();
});

/** The core's part of it: each poll goes to the record, to the state and to the day. */
async function stage() {
  const clock = new ManualClock(START);
  const bugs: unknown[] = [];
  const result = await History.open({
    file: join(tempFolder(), 'history.sqlite'),
    worker,
    source: 'demo:',
    pollEvery: seconds(2),
    retention: { markDays: 400, capBytes: 1e9 },
    rules: RULES,
    clock,
    onNotice: () => undefined,
    onBug: (stack) => bugs.push(stack),
  });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  const history = result.value;
  opened.push(history);
  const states = new StateStore(
    FIRST_STATE,
    createFeed<Numbered<AppEvent>>((error) => bugs.push(error)),
  );
  const told: AppEvent[] = [];
  states.subscribe(({ value }) => {
    if (value.kind === 'heat-pump-today') told.push(value);
  });
  let memory: Memory = null;
  const day = new HeatPumpDay({
    history: () => history,
    states,
    clock,
    zone: ZONE,
    recount: async (answer) => {
      memory = await answer;
    },
  });
  let counter = 100_000;
  const poll = async (power: number): Promise<void> => {
    const event = reading(clock.now(), values(power, counter));
    counter += power / 1800;
    const followed = follow(states.state, memory, event, ZONE);
    memory = followed.memory;
    states.apply(followed.event);
    await history.record(event);
    day.follow(event);
    // The answer comes after those of everything that was asked before.
    await history.size();
    await clock.advance(seconds(2));
  };
  return { clock, history, states, told, day, poll, bugs };
}

describe('what windows show of the heat pump’s day', () => {
  it('follows the record every half a minute, at a change of the state, and over midnight', async () => {
    const { states, told, poll, history, day, bugs, clock } = await stage();
    await poll(6);
    expect(told).toHaveLength(1);
    for (let i = 0; i < 16; i++) await poll(6);
    expect(told).toHaveLength(2);
    await poll(700);
    expect(told).toHaveLength(3);
    expect(states.state.heatPumpToday).toMatchObject({ starts: 1 });
    await clock.advance(minutes(40));
    await poll(6);
    expect(states.state.heatPumpToday).toMatchObject({
      since: spanAt(clock.now(), 'day', ZONE).from,
      starts: 0,
    });
    await day.refresh();
    const now = await history.heatPumpToday(ZONE);
    expect(now).toEqual({ ok: true, value: states.state.heatPumpToday });
    expect(bugs).toEqual([]);
  });

  it('agrees with the figures that the record gives of that day', async () => {
    const { states, poll, history, day, clock } = await stage();
    for (let i = 0; i < 120; i++) await poll(i % 40 < 15 ? 700 : 6);
    await day.refresh();
    const span = spanAt(clock.now(), 'day', ZONE);
    const answer = await history.insights('test', { ...span, kind: 'day', zone: ZONE });
    if (answer === 'overtaken' || !answer.ok) throw new Error('no answer');
    const { starts, runTime, energy } = answer.value.figures;
    expect(states.state.heatPumpToday).toMatchObject({ starts, runTime });
    const today = await history.today(ZONE);
    expect(today.ok && today.value?.today?.energy).toBeCloseTo(energy.energy ?? 0, 6);
    expect(states.state.today?.energy).toBeCloseTo(energy.energy ?? 0, 1);
  });
});

describe('limits that are changed while it runs', () => {
  it('count at once for what comes, and bit by bit for what is recorded', async () => {
    const { poll, history, clock } = await stage();
    for (let i = 0; i < 30; i++) await poll(i % 10 < 5 ? 700 : 6);
    const query = { from: START, to: after(START, days(1)) };
    const before = await history.runs('test', query);
    expect(before !== 'overtaken' && before.ok && before.value.length).toBe(3);
    const limits = { ...RULES.limits, runningFrom: watts(900), runningUntil: watts(800) };
    await history.judge({ ...RULES, limits });
    await poll(1000);
    await poll(6);
    for (let waited = 0; waited < 1000; waited++) {
      const answer = await history.insights('wait', {
        ...spanAt(clock.now(), 'day', ZONE),
        kind: 'day',
        zone: ZONE,
      });
      if (answer !== 'overtaken' && answer.ok && answer.value.retold === null) break;
    }
    const found = await history.runs('test', query);
    const lengths =
      found !== 'overtaken' && found.ok
        ? found.value.map(({ start, end }) => millis((end ?? start) - start))
        : null;
    expect(lengths).toEqual([seconds(2)]);
  });
});
