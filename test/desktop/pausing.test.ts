import { describe, expect, it } from 'vitest';
import { Pausing } from '../../main/desktop/pausing.ts';

function pausable() {
  const calls: string[] = [];
  const core = { pause: () => void calls.push('pause'), resume: () => void calls.push('resume') };
  return { pausing: new Pausing(core), last: () => calls.at(-1) };
}

describe('reading that pauses', () => {
  it('goes on after the machine slept', () => {
    const { pausing, last } = pausable();
    pausing.sleep(true);
    expect(last()).toBe('pause');
    pausing.sleep(false);
    expect(last()).toBe('resume');
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
});
