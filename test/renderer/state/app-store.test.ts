import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AppEvent } from '../../../app/bridge/state.ts';
import { gapAt } from '../../../app/recent.ts';
import { epochMs, seconds } from '../../../app/units.ts';
import { createAppStore } from '../../../renderer/state/app-store.ts';
import { FIRST_STATE } from '../app-state.ts';
import { bridgeDouble } from '../bridge-double.ts';

/** Each leaves its own mark, so that a missing one shows for good. */
const eventOf = (second: number): AppEvent => {
  const { live, heatPump, today } = FIRST_STATE;
  return { kind: 'live', live, heatPump, today, point: gapAt(epochMs(seconds(second))) };
};

/** Lets everything that waits for promises go on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the store of a window', () => {
  it('knows nothing before the first snapshot and everything after it', async () => {
    const { bridge } = bridgeDouble(FIRST_STATE);
    const store = createAppStore(bridge);
    expect(store.get()).toBeNull();
    await settle();
    expect(store.get()).toEqual(FIRST_STATE);
  });

  it('does not lose an event that comes between listening and the snapshot', async () => {
    const double = bridgeDouble(FIRST_STATE);
    const store = createAppStore(double.bridge);
    double.emit(eventOf(1));
    await settle();
    expect(store.get()).toEqual(double.state());
  });

  it('asks for a new snapshot when an event is missing', async () => {
    const double = bridgeDouble(FIRST_STATE);
    const store = createAppStore(double.bridge);
    await settle();
    double.lose(eventOf(1));
    double.emit({ kind: 'settings', settings: FIRST_STATE.settings, overridden: ['theme'] });
    await settle();
    expect(store.get()).toEqual(double.state());
    expect(double.calls).toEqual([['snapshot'], ['snapshot']]);
  });

  it('tells its listeners once a change, until they leave', async () => {
    const double = bridgeDouble(FIRST_STATE);
    const store = createAppStore(double.bridge);
    await settle();
    let told = 0;
    const leave = store.subscribe(() => {
      told += 1;
    });
    double.emit(eventOf(1));
    expect(told).toBe(1);
    leave();
    double.emit(eventOf(2));
    expect(told).toBe(1);
  });

  it('agrees with main in the end, whatever was lost and however late snapshots came', async () => {
    const step = fc.constantFrom('emit', 'lose', 'wait');
    const property = fc.asyncProperty(fc.array(step), fc.nat(3), async (steps, delay) => {
      const double = bridgeDouble(FIRST_STATE);
      const snapshot = async () => {
        const answer = await double.bridge.snapshot();
        for (let turn = 0; turn < delay; turn += 1) await settle();
        return answer;
      };
      const store = createAppStore({ ...double.bridge, snapshot });
      for (const [index, what] of steps.entries()) {
        if (what === 'wait') await settle();
        else double[what as 'emit' | 'lose'](eventOf(index));
      }
      double.emit(eventOf(steps.length));
      // A late snapshot that misses a lost event is followed by one that does not.
      for (let turn = 0; turn < 4 * (delay + 1); turn += 1) await settle();
      expect(store.get()).toEqual(double.state());
    });
    await fc.assert(property, { numRuns: 200 });
  });
});

describe('a change of settings', () => {
  /** A window whose main answers changes only when it is told to. */
  async function windowOfSlowMain() {
    const answers: (() => void)[] = [];
    const changeSettings = () => new Promise<void>((resolve) => answers.push(resolve));
    const double = bridgeDouble(FIRST_STATE, { changeSettings });
    const store = createAppStore(double.bridge);
    await settle();
    return { double, store, answers };
  }

  it('shows at once, on top of those before it', async () => {
    const { store } = await windowOfSlowMain();
    store.change({ theme: 'light' });
    store.change({ historyDays: 50 });
    expect(store.get()?.settings).toMatchObject({ theme: 'light', historyDays: 50 });
  });

  it('is not undone by what main says before it answers', async () => {
    const { double, store } = await windowOfSlowMain();
    store.change({ theme: 'light' });
    double.emit({ kind: 'settings', settings: FIRST_STATE.settings, overridden: ['theme'] });
    expect(store.get()).toMatchObject({ overridden: ['theme'], settings: { theme: 'light' } });
  });

  it('holds afterwards only if main says so', async () => {
    const { double, store, answers } = await windowOfSlowMain();
    store.change({ theme: 'light' });
    store.change({ historyDays: 50 });
    const settings = { ...FIRST_STATE.settings, historyDays: 50 };
    double.emit({ kind: 'settings', settings, overridden: [] });
    for (const answer of answers) answer();
    await settle();
    expect(store.get()?.settings).toEqual(settings);
  });
});
