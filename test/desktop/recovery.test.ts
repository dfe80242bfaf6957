import { describe, expect, it } from 'vitest';
import { hours, type Millis, millis, minutes, seconds } from '../../app/units.ts';
import { anotherRelaunch, recover } from '../../main/window/recovery.ts';

describe('a page that died', () => {
  it('comes back at once, then with growing patience, then with the whole app', () => {
    let crashes: readonly Millis[] = [];
    const remedies = Array.from({ length: 6 }, (_, second) => {
      const next = recover(crashes, seconds(second));
      crashes = next.crashes;
      return next.remedy.kind === 'reload' ? next.remedy.after / 1000 : next.remedy.kind;
    });
    expect(remedies).toEqual([0, 1, 2, 5, 10, 'relaunch']);
  });

  it('is forgiven after ten minutes', () => {
    const first = recover([], millis(0));
    const later = recover(first.crashes, minutes(10));
    expect(later.remedy).toEqual({ kind: 'reload', after: 0 });
  });
});

describe('an app that starts itself anew', () => {
  it('does so three times an hour at most', () => {
    let relaunches: readonly number[] | null = [];
    for (let time = 0; time < 3; time++) relaunches = anotherRelaunch(relaunches ?? [], time);
    expect(relaunches).toEqual([0, 1, 2]);
    expect(anotherRelaunch(relaunches ?? [], 3)).toBeNull();
    expect(anotherRelaunch(relaunches ?? [], hours(1) + 1)).toEqual([2, hours(1) + 1]);
  });

  it('is not held back by times that a clock in the future wrote', () => {
    const later = [hours(500), hours(501), hours(502)];
    expect(anotherRelaunch(later, hours(1))).toEqual([hours(1)]);
  });
});
