import { describe, expect, test } from 'vitest';
import type { PollEvent } from '../../app/poll.ts';
import { createTexts } from '../../app/text/translate.ts';
import { after as later, seconds } from '../../app/units.ts';
import { reportToTerminal } from '../../main/terminal-report.ts';
import { createCore, meterAt } from '../support/core.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { NOON, polled } from '../support/readings.ts';

function setUp() {
  const clock = new ManualClock(NOON);
  const core = createCore({ source: meterAt(8899) }, { clock });
  const lines: string[] = [];
  reportToTerminal(core, clock, 'en', createTexts('en').t, (line) => lines.push(line.slice(10)));
  const publish = (second: number, poll: PollEvent): void => {
    clock.set(later(NOON, seconds(second)));
    core.polls.publish(poll);
  };
  const reading = (second: number, power: number): void =>
    publish(second, polled({ power, powerL1: power }, later(NOON, seconds(second))));
  const fault = (second: number, kind: 'closed' | 'stopped' = 'closed'): void => {
    const at = later(NOON, seconds(second));
    publish(second, { kind: 'fault', at, fault: { kind } as never, nextTryAt: at });
  };
  return { core, lines, reading, fault, publish };
}

describe('the terminal', () => {
  test('gets each change of state once, and a line for each reading', () => {
    const { core, lines, reading, fault, publish } = setUp();
    core.setWatched(true);
    reading(0, 46);
    reading(2, 869);
    fault(4);
    fault(8);
    fault(10);
    reading(14, 46);
    publish(15, { kind: 'paused', at: later(NOON, seconds(15)) });
    expect(lines.map((line) => line.trim().split(/ {2}|:/)[0])).toEqual([
      'Connecting',
      'Live',
      '46 W',
      '869 W',
      'Live',
      'Stale',
      'Offline',
      'Live',
      '46 W',
      'Paused',
    ]);
  });

  test('is told why, and told again when the reason is another one', () => {
    const { lines, fault } = setUp();
    fault(0);
    fault(2);
    fault(4, 'stopped');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^Offline: The gateway closed the connection/);
    expect(lines[1]).toBe('Offline: Reading was stopped.');
  });
});
