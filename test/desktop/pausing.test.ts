import { describe, expect, it } from 'vitest';
import { seconds } from '../../app/units.ts';
import { Pausing } from '../../main/desktop/pausing.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { NOON } from '../support/readings.ts';

function pausable() {
  const calls: string[] = [];
  const core = { pause: () => void calls.push('pause'), resume: () => void calls.push('resume') };
  const clock = new ManualClock(NOON);
  return { pausing: new Pausing(core, clock), clock, last: () => calls.at(-1) };
}

describe('reading that pauses', () => {
  it('goes on after the machine slept', () => {
    const { pausing, clock, last } = pausable();
    pausing.sleep(true);
    expect(last()).toBe('pause');
    pausing.sleep(false);
    expect(last()).toBe('resume');
    expect(clock.sleeping).toBe(0);
  });

  it('stays paused after a sleep when a person had paused it', () => {
    const { pausing, last } = pausable();
    pausing.wish(true);
    pausing.sleep(true);
    pausing.sleep(false);
    expect(last()).toBe('pause');
    pausing.wish(false);
    expect(last()).toBe('resume');
  });

  it('goes on when a sleep was announced and time runs all the same', async () => {
    const { pausing, clock, last } = pausable();
    pausing.sleep(true);
    await clock.advance(seconds(29));
    expect(last()).toBe('pause');
    await clock.advance(seconds(1));
    expect(last()).toBe('resume');
  });

  it('waits anew when a sleep is announced again', async () => {
    const { pausing, clock, last } = pausable();
    pausing.sleep(true);
    await clock.advance(seconds(20));
    pausing.sleep(true);
    await clock.advance(seconds(20));
    expect(last()).toBe('pause');
    await clock.advance(seconds(10));
    expect(last()).toBe('resume');
  });

  it('goes on at once when a person says so, whatever was announced', () => {
    const { pausing, clock, last } = pausable();
    pausing.sleep(true);
    pausing.wish(false);
    expect(last()).toBe('resume');
    expect(clock.sleeping).toBe(0);
  });

  it('stays paused by a person although a sleep never came', async () => {
    const { pausing, clock, last } = pausable();
    pausing.sleep(true);
    pausing.wish(true);
    await clock.advance(seconds(60));
    expect(last()).toBe('pause');
  });

  it('leaves nothing behind when the app ends in that time', () => {
    const { pausing, clock } = pausable();
    pausing.sleep(true);
    pausing.close();
    expect(clock.sleeping).toBe(0);
  });
});
