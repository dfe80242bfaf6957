import { describe, expect, it } from 'vitest';
import { minutes, seconds } from '../../app/units.ts';
import type { StoredPin } from '../../main/desktop/desktop-file.ts';
import { isPin, PinLock, storedPin, waitAfter } from '../../main/kiosk/pin-lock.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { NOON } from '../support/readings.ts';

const PIN = '4711';

function locked(pin: StoredPin | null) {
  const clock = new ManualClock(NOON);
  let stored = pin;
  const set = (next: StoredPin | null): void => {
    stored = next;
  };
  const lock = new PinLock({ get: () => stored, set }, clock);
  return { lock, clock, stored: () => stored };
}

describe('a PIN on the disk', () => {
  it('is not readable there, and never the same twice', async () => {
    const [one, other] = await Promise.all([storedPin(PIN), storedPin(PIN)]);
    expect(JSON.stringify(one)).not.toContain(PIN);
    expect(one.hash).not.toBe(other.hash);
  });

  it('is told from any other, and from a file that somebody broke', async () => {
    const stored = await storedPin(PIN);
    expect(await isPin(stored, PIN)).toBe(true);
    expect(await isPin(stored, '4712')).toBe(false);
    expect(await isPin({ ...stored, hash: '' }, '')).toBe(false);
  });
});

describe('the lock of the wall display', () => {
  it('lets everybody out while no PIN is set', async () => {
    const { lock } = locked(null);
    expect(await lock.check(null)).toEqual({ kind: 'done' });
  });

  it('asks for the PIN, refuses a wrong one and opens to the right one', async () => {
    const { lock } = locked(await storedPin(PIN));
    expect(await lock.check(null)).toEqual({ kind: 'needed' });
    expect(await lock.check('0000')).toEqual({ kind: 'wrong' });
    expect(await lock.check(PIN)).toEqual({ kind: 'done' });
  });

  it('makes whoever guesses wait, even with the right PIN, and ever longer', async () => {
    const { lock, clock } = locked(await storedPin(PIN));
    for (let attempt = 0; attempt < 4; attempt++) {
      expect(await lock.check('0000')).toEqual({ kind: 'wrong' });
    }
    const wait = await lock.check('0000');
    expect(wait).toEqual({ kind: 'wait', until: NOON + seconds(30) });
    expect(await lock.check(PIN)).toEqual(wait);
    await clock.advance(seconds(30));
    expect(await lock.check('0000')).toEqual({ kind: 'wait', until: NOON + seconds(90) });
    await clock.advance(seconds(60));
    expect(await lock.check(PIN)).toEqual({ kind: 'done' });
    expect(await lock.check('0000')).toEqual({ kind: 'wrong' });
  });

  it('cannot be tricked by many attempts at once', async () => {
    const { lock } = locked(await storedPin(PIN));
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, number) => lock.check(String(1000 + number))),
    );
    expect(answers.filter(({ kind }) => kind === 'wrong').length).toBeLessThanOrEqual(4);
  });

  it('changes the PIN only for who knows the old one', async () => {
    const { lock, stored } = locked(null);
    expect(await lock.change(null, PIN)).toEqual({ kind: 'done' });
    expect(await lock.change(null, '1234')).toEqual({ kind: 'needed' });
    expect(await lock.change('9999', null)).toEqual({ kind: 'wrong' });
    expect(lock.isSet).toBe(true);
    expect(await lock.change(PIN, '1234')).toEqual({ kind: 'done' });
    expect(await lock.check('1234')).toEqual({ kind: 'done' });
    expect(await lock.change('1234', null)).toEqual({ kind: 'done' });
    expect(stored()).toBeNull();
  });

  it('never waits longer than a quarter of an hour', () => {
    expect(waitAfter(1000)).toBe(minutes(15));
  });
});
