import { describe, expect, it } from 'vitest';
import { faceOf } from '../../app/tray/face.ts';
import { after as later, minutes, seconds } from '../../app/units.ts';
import { NOON } from '../support/readings.ts';
import { linked, liveState } from './state-of.ts';

const fault = { kind: 'closed' } as const;
const troubled = { since: NOON, fault, failures: 3, nextTryAt: NOON };

describe('what the icon shows', () => {
  it.each([
    [46, '46', 'neutral'],
    [869, '869', 'good'],
    [1240, '1.2k', 'moderate'],
    [2400, '2.4k', 'alert'],
  ] as const)('is %d W as %s in %s', (power, text, tone) => {
    expect(faceOf(liveState(power), NOON)).toEqual({ kind: 'figure', text, tone });
  });

  it('loses its colour when the reading grows old', () => {
    const fresh = faceOf(liveState(869), later(NOON, seconds(5)));
    expect(fresh).toEqual({ kind: 'figure', text: '869', tone: 'good' });
    const old = faceOf(liveState(869), later(NOON, seconds(6)));
    expect(old).toEqual({ kind: 'figure', text: '869', tone: 'stale' });
  });

  it('is no figure at all while nothing comes', () => {
    const offline = linked(liveState(869), { state: 'offline', ...troubled });
    expect(faceOf(offline, NOON)).toEqual({ kind: 'sign', sign: 'offline' });
    const paused = linked(liveState(869), { state: 'paused', since: NOON });
    expect(faceOf(paused, NOON)).toEqual({ kind: 'sign', sign: 'paused' });
    const first = liveState(869);
    const waiting = { ...first, live: { ...first.live, at: null } };
    expect(faceOf(waiting, NOON)).toEqual({ kind: 'sign', sign: 'waiting' });
  });

  it('stays while single polls fail, and is a dash for a power that cannot be', () => {
    const faltering = linked(liveState(869), { state: 'faltering', ...troubled });
    expect(faceOf(faltering, NOON)).toMatchObject({ text: '869', tone: 'good' });
    expect(faceOf(liveState(null), NOON)).toMatchObject({ text: '-', tone: 'neutral' });
  });

  it('follows the pace of polling before it calls a reading old', () => {
    const state = liveState(869);
    const slow = { ...state, live: { ...state.live, pollEvery: seconds(30) } };
    expect(faceOf(slow, later(NOON, minutes(1)))).toMatchObject({ tone: 'good' });
  });
});
