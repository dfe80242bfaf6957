import { expect, test } from 'vitest';
import { historyPlace } from '../../../app/alerts/alert.ts';
import { epochMs, hours } from '../../../app/units.ts';
import { firstView } from '../../../renderer/history/view-state.ts';
import { rangeOf } from '../../../renderer/history/view-window.ts';
import { timeInHash } from '../../../renderer/shell/view-hash.ts';
import { viewOfHash } from '../../../renderer/shell/views.ts';

const AT = epochMs(Date.UTC(2026, 10, 22, 11));

test('an alert leads to the history at its time', () => {
  const hash = `#/${historyPlace(AT)}`;
  expect(viewOfHash(hash).name).toBe('history');
  expect(timeInHash(hash)).toBe(AT);
});

test.each(['#/history', '#/history?at=', '#/history?at=x', '#/history?at=-1', ''])(
  'a hash without a time asks for none: "%s"',
  (hash) => expect(timeInHash(hash)).toBeNull(),
);

test('the history opens around a time, also when that is just now', () => {
  for (const now of [AT, epochMs(AT + hours(1)), epochMs(AT + hours(100))]) {
    const { from, to } = rangeOf(firstView(AT, now).window, now);
    expect(from).toBeLessThan(AT);
    expect(to).toBeGreaterThanOrEqual(AT);
    expect(to).toBeLessThanOrEqual(now);
  }
});
