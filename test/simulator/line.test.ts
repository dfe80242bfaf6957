import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMs, SEED_BUS } from '../../app/registers/bus.ts';
import { epochMs, type Millis, millis } from '../../app/units.ts';
import type { Clock } from '../../main/clock.ts';
import { exchangeMs, Line } from '../../main/simulator/line.ts';
import { bytes, readPdu } from './frames.ts';

const reply = (words: number): Uint8Array => new Uint8Array(2 + 2 * words);

/** A clock on which time passes as soon as somebody sleeps; `slept` keeps the spans. */
function hurriedClock(): Clock & { readonly slept: Millis[] } {
  const slept: Millis[] = [];
  const elapsed = (): Millis => millis(slept.reduce((a, b) => a + b, 0));
  return {
    slept,
    elapsed,
    now: () => epochMs(elapsed()),
    sleep: async (span) => {
      slept.push(span);
    },
  };
}

describe('a serial line', () => {
  test('takes as long for a read as the plan of the reads reckons', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 125 }), (words) => {
        const taken = exchangeMs(SEED_BUS, readPdu(0x5000, words), reply(words));
        expect(taken).toBeCloseTo(readMs(SEED_BUS, words), 9);
      }),
    );
  });

  test('is taken by 8 bytes and a silence where nobody answers, without thinking', () => {
    expect(exchangeMs(SEED_BUS, readPdu(0, 2), null)).toBeCloseTo((11.5 * 10_000) / 9600, 9);
  });

  test('is taken by a refusal for 5 bytes', () => {
    expect(exchangeMs(SEED_BUS, readPdu(0, 2), bytes('83 02'))).toBeCloseTo(readMs(SEED_BUS, 0), 9);
  });

  test('carries one exchange at a time, in order, and adds up the time it was taken', async () => {
    const clock = hurriedClock();
    const line = new Line(SEED_BUS, clock, new AbortController().signal);
    const [asked, answered]: [string[], string[]] = [[], []];
    const carry = async (name: string, words: number): Promise<void> => {
      await line.carry(readPdu(0, words), () => {
        asked.push(`${name} at ${clock.elapsed()}`);
        return reply(words);
      });
      answered.push(name);
    };
    await Promise.all([carry('a', 2), carry('b', 2)]);
    const once = readMs(SEED_BUS, 2);
    expect(asked).toEqual(['a at 0', `b at ${once}`]);
    expect(answered).toEqual(['a', 'b']);
    expect(clock.slept).toEqual([once, once]);
    expect(line.busyMs).toBeCloseTo(2 * once, 9);
  });
});
