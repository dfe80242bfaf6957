import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../../renderer/state/wall-clock.ts';

class Page extends EventTarget {
  hidden = false;
  turn(hidden: boolean): void {
    this.hidden = hidden;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_250 });
});
afterEach(() => {
  vi.useRealTimers();
});

test('tells at the beginning of each second', () => {
  const times: number[] = [];
  const clock = systemClock(new Page());
  clock.onSecond(() => times.push(clock.now()));
  vi.advanceTimersByTime(2000);
  expect(times).toEqual([1_800_000_001_000, 1_800_000_002_000]);
});

test('rests while the page is hidden, and tells at once when it is seen again', () => {
  const page = new Page();
  const clock = systemClock(page);
  let told = 0;
  clock.onSecond(() => {
    told += 1;
  });
  page.turn(true);
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(10_000);
  expect(told).toBe(0);
  page.turn(false);
  expect(told).toBe(1);
  vi.advanceTimersByTime(1000);
  expect(told).toBe(2);
});

test('rests while nobody listens', () => {
  const clock = systemClock(new Page());
  const ends = [clock.onSecond(() => undefined), clock.onSecond(() => undefined)];
  for (const end of ends) end();
  expect(vi.getTimerCount()).toBe(0);
});

test('a page that opens hidden begins when it is seen', () => {
  const page = new Page();
  page.hidden = true;
  const clock = systemClock(page);
  let told = 0;
  clock.onSecond(() => {
    told += 1;
  });
  expect(vi.getTimerCount()).toBe(0);
  page.turn(false);
  expect(told).toBe(1);
});
