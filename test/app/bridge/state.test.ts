import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AppEvent,
  type AppState,
  applyEvent,
  type Numbered,
} from '../../../app/bridge/state.ts';
import { nextLive, startLive } from '../../../app/live.ts';
import { NO_RECENT_POWER, type RecentPoint } from '../../../app/recent.ts';
import { DEFAULT_SETTINGS } from '../../../app/settings.ts';
import { after as later, seconds } from '../../../app/units.ts';
import { createFeed } from '../../../main/feed.ts';
import { StateStore } from '../../../main/station/state.ts';
import { NOON, polled } from '../../support/readings.ts';

const START: AppState = {
  live: startLive({ kind: 'demo' }, seconds(2), NOON),
  heatPump: null,
  heat: null,
  recent: NO_RECENT_POWER,
  today: null,
  heatPumpToday: null,
  settings: DEFAULT_SETTINGS,
  overridden: [],
  notices: [],
  alerts: [],
  update: { kind: 'unasked' },
};

const point = fc
  .tuple(fc.integer({ min: 0, max: 9000 }), fc.option(fc.integer({ min: 0, max: 3000 })))
  .map(([second, power]): RecentPoint => {
    const at = later(NOON, seconds(second));
    return { at, power, powerL1: power, powerL2: 0, powerL3: 0 };
  });
const notices = fc.array(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    text: fc.constant('counterEpoch'),
    values: fc.constant({}),
  }),
  { maxLength: 3 },
);
const plainEvent: fc.Arbitrary<AppEvent> = fc.oneof(
  fc.tuple(point, fc.boolean()).map(([row, isGap]): AppEvent => {
    const live = nextLive(START.live, polled({ power: row.power }, row.at));
    return { kind: 'live', live, heatPump: 'running', today: null, point: isGap ? null : row };
  }),
  fc.constantFrom('dark', 'light', 'system').map((theme): AppEvent => {
    return {
      kind: 'settings',
      settings: { ...DEFAULT_SETTINGS, theme } as never,
      overridden: ['theme'],
    };
  }),
  notices.map((shown): AppEvent => ({ kind: 'notices', notices: shown })),
);
const event = fc.oneof(
  { weight: 9, arbitrary: plainEvent },
  { weight: 1, arbitrary: fc.constant<AppEvent>({ kind: 'restarted', state: START }) },
);

const createStore = (): StateStore =>
  new StateStore(
    START,
    createFeed<Numbered<AppEvent>>((error) => {
      throw error;
    }),
  );

describe('a window that applies what it hears', () => {
  test('shows what main holds, whenever it took its snapshot', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), fc.nat(30), (events, taken) => {
        const store = createStore();
        const heard: Numbered<AppEvent>[] = [];
        store.subscribe((one) => heard.push(one));
        for (const one of events.slice(0, taken)) store.apply(one);
        const { number, value } = store.snapshot();
        for (const one of events.slice(taken)) store.apply(one);
        // Structured clone is what lies between main and a window.
        const rest = structuredClone(heard).filter((one) => one.number > number);
        expect(rest.map((one) => one.number)).toEqual(rest.map((_, index) => number + 1 + index));
        expect(
          rest.reduce((state, one) => applyEvent(state, one.value), structuredClone(value)),
        ).toEqual(store.state);
      }),
    );
  });

  test('changes nothing of the state that it had', () => {
    fc.assert(
      fc.property(event, (one) => {
        const before = structuredClone(START);
        applyEvent(START, one);
        expect(START).toEqual(before);
      }),
    );
  });
});

describe('an event', () => {
  const busy: AppState = {
    ...START,
    heatPump: 'running',
    overridden: ['theme'],
    notices: [{ id: 'a', text: 'counterEpoch', values: {} }],
  };

  test.each<[string, AppEvent, Partial<AppState>]>([
    [
      'of the settings changes these and no more',
      { kind: 'settings', settings: { ...DEFAULT_SETTINGS, theme: 'dark' }, overridden: [] },
      { settings: { ...DEFAULT_SETTINGS, theme: 'dark' }, overridden: [] },
    ],
    ['of notices changes these and no more', { kind: 'notices', notices: [] }, { notices: [] }],
    [
      'of the meter leaves settings and notices alone',
      { kind: 'live', live: START.live, heatPump: null, today: null, point: null },
      { heatPump: null },
    ],
    ['of a restart leaves nothing as it was', { kind: 'restarted', state: START }, START],
  ])('%s', (_name, event, changed) => {
    expect(applyEvent(busy, event)).toEqual({ ...busy, ...changed });
  });
});

describe('notices', () => {
  const notice = (id: string, text = 'counterEpoch') => ({ id, text, values: {} });

  test('with one id replace each other, and go when they are dismissed', () => {
    const store = createStore();
    store.notify(notice('a'));
    store.notify(notice('b'));
    store.notify(notice('a', 'netCounter'));
    expect(store.state.notices).toEqual([notice('b'), notice('a', 'netCounter')]);
    store.dismiss('a');
    store.dismiss('unknown');
    expect(store.state.notices).toEqual([notice('b')]);
  });
});
