import { describe, expect, it } from 'vitest';
import { createTexts } from '../../app/text/translate.ts';
import { tooltipOf, trayWords } from '../../app/tray/words.ts';
import { hours, after as later, minutes, seconds } from '../../app/units.ts';
import { NOON } from '../support/readings.ts';
import { linked, liveState } from './state-of.ts';

const english = createTexts('en').t;
const german = createTexts('de').t;
const say = (state = liveState(869), now = NOON) => trayWords(state, now, english, 'en');
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('the words of the tray', () => {
  it('are state, watts, energy today and age', () => {
    expect(plain(tooltipOf(say()))).toBe('Running · 869 W\n4.21 kWh today · just now');
    const german869 = trayWords(liveState(1240), NOON, german, 'de');
    expect(plain(tooltipOf(german869))).toBe('In Betrieb · 1,24 kW\n4,21 kWh heute · gerade eben');
  });

  it('call the demo a demo', () => {
    const state = liveState(46);
    const demo = { ...state, live: { ...state.live, source: { kind: 'demo' } as const } };
    expect(plain(say(demo).state)).toBe('Demo · Circulating · 46 W');
  });

  it('do not change from one second to the next while the reading is young', () => {
    const words = [1, 2, 3, 5].map((age) => say(liveState(869), later(NOON, seconds(age))));
    expect(new Set(words.map((one) => JSON.stringify(one))).size).toBe(1);
  });

  it.each([
    [minutes(1), '1 min ago'],
    [minutes(119), '119 min ago'],
    [hours(2), '2 h ago'],
    [hours(50), '50 h ago'],
  ])('say after %d ms: %s', (age, expected) => {
    expect(say(liveState(869), later(NOON, age)).age).toBe(expected);
  });

  it('never show an old value as the present one', () => {
    const stale = say(liveState(869), later(NOON, minutes(1)));
    expect(plain(stale.state)).toBe('Stale · 869 W');
    expect(plain(stale.title)).toBe('(869 W)');
    const fault = { kind: 'closed' } as const;
    const link = { state: 'offline', since: NOON, fault, failures: 3, nextTryAt: NOON } as const;
    const offline = say(linked(liveState(869), link));
    expect(plain(offline.state)).toBe('Offline · last 869 W');
    expect(offline.title).toBe('Offline');
  });

  it('are few before the first reading', () => {
    const state = liveState(null);
    const first = say({ ...state, today: null, live: { ...state.live, at: null } });
    expect(tooltipOf(first)).toBe('Connecting');
  });
});
