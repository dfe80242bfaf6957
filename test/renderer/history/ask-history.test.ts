import { describe, expect, it } from 'vitest';
import type { Bridge } from '../../../app/bridge/contract.ts';
import type { Series } from '../../../app/history/query.ts';
import { err, ok } from '../../../app/result.ts';
import { epochMs, hours } from '../../../app/units.ts';
import { askHistory } from '../../../renderer/history/ask-history.ts';
import type { HistoryPicture, HistoryRequest } from '../../../renderer/history/history-request.ts';
import { createNewestLoader, type Loaded } from '../../../renderer/state/newest-loader.ts';
import { FIRST_STATE } from '../app-state.ts';
import { bridgeDouble } from '../bridge-double.ts';

const START = epochMs(Date.UTC(2026, 10, 22));
const requestOf = (points: number): HistoryRequest => ({
  from: START,
  to: epochMs(START + hours(1)),
  points,
  per: 'hour',
  zone: 'Europe/Berlin',
});
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const series = (points: number): Series => ({
  from: START,
  to: epochMs(START + points),
  step: null,
  at: [],
  columns: {},
  counter: null,
});

/** A record that answers series only when told to. */
function heldRecord() {
  const answers: (() => void)[] = [];
  const { bridge, calls } = bridgeDouble(FIRST_STATE, {
    historySeries: (_, { points }) =>
      new Promise((resolve) => answers.push(() => resolve(ok(series(points))))),
    historyEnergy: async () => ok([]),
    historyStrip: async () => ok([]),
  });
  const asked = () => calls.filter(([name]) => name === 'historySeries').length;
  return { bridge, answers, asked };
}

function load(bridge: Pick<Bridge, 'historySeries' | 'historyEnergy' | 'historyStrip'>) {
  const told: Loaded<HistoryPicture>[] = [];
  const loader = createNewestLoader(
    (request: HistoryRequest) => askHistory(bridge, 'test', request),
    (loaded: Loaded<HistoryPicture>) => told.push(loaded),
  );
  return { loader, told, last: () => told.at(-1) };
}

describe('what the charts ask of the record', () => {
  it('is one request at a time, and of those that wait only the newest', async () => {
    const { bridge, answers, asked } = heldRecord();
    const { loader, last } = load(bridge);
    for (const points of [100, 200, 300, 400]) loader.show(requestOf(points));
    expect(asked()).toBe(1);
    answers[0]?.();
    await settle();
    expect(asked()).toBe(2);
    expect(last()).toMatchObject({ loading: true, answer: { request: { points: 100 } } });
    answers[1]?.();
    await settle();
    expect(asked()).toBe(2);
    expect(last()).toMatchObject({ loading: false, answer: { request: { points: 400 } } });
  });

  it('keeps the picture when the record fails, and says why', async () => {
    let broken = false;
    const fault = { kind: 'gone', detail: 'exit code 1' } as const;
    const { bridge } = bridgeDouble(FIRST_STATE, {
      historySeries: async () => (broken ? err(fault) : ok(series(1))),
      historyEnergy: async () => ok([]),
      historyStrip: async () => ok([]),
    });
    const { loader, last } = load(bridge);
    loader.show(requestOf(100));
    await settle();
    broken = true;
    loader.retry();
    await settle();
    expect(last()).toMatchObject({ fault, answer: { request: { points: 100 } } });
    broken = false;
    loader.retry();
    await settle();
    expect(last()?.fault).toBeNull();
  });

  it('takes a rejected call for a record that is gone', async () => {
    const { bridge } = bridgeDouble(FIRST_STATE, {
      historySeries: async () => Promise.reject(new Error('refused')),
      historyEnergy: async () => ok([]),
      historyStrip: async () => ok([]),
    });
    const { loader, last } = load(bridge);
    loader.show(requestOf(100));
    await settle();
    expect(last()?.fault).toEqual({ kind: 'gone', detail: 'refused' });
  });

  it('is told to nobody who has left', async () => {
    const { bridge, answers } = heldRecord();
    const { loader, told } = load(bridge);
    loader.show(requestOf(100));
    const before = told.length;
    loader.end();
    answers[0]?.();
    await settle();
    expect(told).toHaveLength(before);
  });
});
