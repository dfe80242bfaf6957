import { describe, expect, test } from 'vitest';
import { type Live, nextLive, startLive } from '../../../app/live.ts';
import { readingLine, stateText, timedLine } from '../../../app/text/terminal.ts';
import { createTexts } from '../../../app/text/translate.ts';
import { after as later, seconds } from '../../../app/units.ts';
import { NOON, polled, readingOf } from '../../support/readings.ts';

/** Without the time of day, which depends on the zone of the machine. */
const afterTime = (line: string): string => line.replace(/^\d\d:\d\d:\d\d {2}/, '');

describe('a line for a reading', () => {
  test('has the time to the second, power with its phases, grid and counter', () => {
    const line = readingLine(
      'en',
      readingOf({ power: 1240, powerL1: 410, powerL2: 415, powerL3: 415 }),
    );
    expect(line).toMatch(/^\d\d:\d\d:\d\d {2}/);
    expect(afterTime(line)).toBe(
      ' 1.24 kW  L1–L3 410 W, 415 W, 415 W  49.99 Hz  cos φ 0.550  513.1 kWh',
    );
  });

  test('speaks German', () => {
    expect(afterTime(readingLine('de', readingOf({ power: 1240 })))).toContain('1,24 kW');
  });

  test('shows a rejected value as missing, and leaves out a counter that was not asked for', () => {
    const line = afterTime(
      readingLine('en', readingOf({ power: null, frequency: null, energy: null })),
    );
    expect(line).toBe('       –  L1–L3 46 W, 0 W, 0 W  –  cos φ 0.550');
  });
});

describe('the text for a state', () => {
  const { t } = createTexts('en');
  const live = nextLive(startLive({ kind: 'demo' }, seconds(2), NOON), polled());
  const real = {
    ...live,
    source: {
      kind: 'meter' as const,
      address: {
        framing: 'auto' as const,
        host: 'wago',
        port: 8899,
        unit: 2,
        model: 'wago-879' as const,
      },
    },
  };

  test('says that a demo is a demo', () => {
    expect(stateText(t, live, NOON)).toBe('Live (Demo meter – simulated values, not your house)');
    expect(stateText(t, real, NOON)).toBe('Live');
  });

  test('gets the time of day before it', () => {
    expect(timedLine('en', NOON, 'Live')).toMatch(/^\d\d:\d\d:\d\d {2}Live$/);
  });

  test('says why there is no reading', () => {
    const at = later(NOON, seconds(9));
    const fault = { kind: 'refused' as const, host: 'wago', port: 8899 };
    let broken: Live = real;
    for (let failures = 0; failures < 3; failures++) {
      broken = nextLive(broken, { kind: 'fault', at, fault, nextTryAt: at });
    }
    expect(stateText(t, broken, at)).toMatch(/^Offline: wago is there, but nothing/);
  });
});
