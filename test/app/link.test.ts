import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PollFault } from '../../app/fault.ts';
import {
  backoffSeconds,
  type Link,
  type LinkOutcome,
  nextLink,
  OFFLINE_AFTER_FAILURES,
} from '../../app/link.ts';
import { type EpochMs, after as later, seconds } from '../../app/units.ts';
import { NOON } from '../support/readings.ts';

const CLOSED: PollFault = { kind: 'closed' };
const REFUSED: PollFault = { kind: 'refused', host: '192.168.2.10', port: 8899 };
const at = (second: number): EpochMs => later(NOON, seconds(second));

const CONNECTING: Link = { state: 'connecting', since: NOON };
const ONLINE: Link = { state: 'online', since: NOON };
const ANSWERED: LinkOutcome = { kind: 'answered' };
const failed = (fault: PollFault, nextTryAt: EpochMs): LinkOutcome => ({
  kind: 'failed',
  fault,
  nextTryAt,
});

/** One outcome a second. */
const run = (link: Link, outcomes: readonly LinkOutcome[]): Link =>
  outcomes.reduce((state, outcome, index) => nextLink(state, outcome, at(index + 1)), link);

describe('a link', () => {
  test('is online from its first answer on, and stays so since then', () => {
    expect(run(CONNECTING, [ANSWERED])).toEqual({ state: 'online', since: at(1) });
    expect(run(CONNECTING, [ANSWERED, ANSWERED, ANSWERED])).toEqual({
      state: 'online',
      since: at(1),
    });
  });

  test('falters at the first failed poll and is offline at the third', () => {
    const once = run(ONLINE, [failed(CLOSED, at(2))]);
    expect(once).toEqual({
      state: 'faltering',
      since: at(1),
      fault: CLOSED,
      failures: 1,
      nextTryAt: at(2),
    });
    const twice = nextLink(once, failed(CLOSED, at(4)), at(2));
    expect(twice).toMatchObject({ state: 'faltering', failures: 2 });
    const thrice = nextLink(twice, failed(REFUSED, at(9)), at(4));
    expect(thrice).toEqual({
      state: 'offline',
      since: at(1),
      fault: REFUSED,
      failures: OFFLINE_AFTER_FAILURES,
      nextTryAt: at(9),
    });
  });

  test('that never was online is offline at once', () => {
    const outcome = failed(REFUSED, at(2));
    expect(run(CONNECTING, [outcome])).toMatchObject({
      state: 'offline',
      since: at(1),
      failures: 1,
    });
    expect(run(CONNECTING, [outcome, outcome])).toMatchObject({ since: at(1), failures: 2 });
  });

  test('is online again with one answer, and then falters as if nothing had been', () => {
    const offline = run(ONLINE, Array(5).fill(failed(CLOSED, at(9))));
    const back = nextLink(offline, ANSWERED, at(20));
    expect(back).toEqual({ state: 'online', since: at(20) });
    expect(nextLink(back, failed(CLOSED, at(22)), at(21))).toMatchObject({
      state: 'faltering',
      since: at(21),
      failures: 1,
    });
  });

  test('is paused since the first pause, and connects anew when resumed', () => {
    const paused = run(ONLINE, [{ kind: 'paused' }, { kind: 'paused' }]);
    expect(paused).toEqual({ state: 'paused', since: at(1) });
    expect(nextLink(paused, { kind: 'resumed' }, at(60))).toEqual({
      state: 'connecting',
      since: at(60),
    });
  });

  test('counts the failed polls in a row, whatever came before', () => {
    const outcome = fc.constantFrom<LinkOutcome>(
      ANSWERED,
      failed(CLOSED, at(99)),
      { kind: 'paused' },
      { kind: 'resumed' },
    );
    fc.assert(
      fc.property(fc.array(outcome), fc.integer({ min: 1, max: 9 }), (before, failures) => {
        const start = run(ONLINE, [...before, ANSWERED]);
        const link = run(start, Array(failures).fill(failed(CLOSED, at(99))));
        expect(link).toMatchObject({ failures, since: at(1) });
        expect(link.state).toBe(failures < OFFLINE_AFTER_FAILURES ? 'faltering' : 'offline');
      }),
    );
  });
});

describe('the wait after failed polls', () => {
  test('is none after the first, then longer and longer, at most 30 s', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 1000].map(backoffSeconds)).toEqual([
      0, 0, 2, 4, 8, 15, 30, 30, 30,
    ]);
  });
});
