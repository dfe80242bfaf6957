import { expect, test } from 'vitest';
import { POLL_FAULT_KINDS } from '../../app/fault.ts';
import { causeCode, causeOf, type GapCause } from '../../main/history/poll-row.ts';

/** As records on disk have them. */
const STORED: readonly (readonly [number, GapCause])[] = [
  [1, 'name-not-found'],
  [11, 'implausible'],
  [12, 'stopped'],
  [13, 'paused'],
  [14, 'not-running'],
  [15, 'unknown'],
];

test.each(STORED)('the code %d of a gap in a record means %s for ever', (code, cause) => {
  expect(causeOf(code)).toBe(cause);
  expect(causeCode(cause)).toBe(code);
});

test('every kind of fault can be stored', () => {
  for (const kind of POLL_FAULT_KINDS) expect(causeOf(causeCode(kind))).toBe(kind);
  expect(causeOf(causeCode(null))).toBeNull();
});
