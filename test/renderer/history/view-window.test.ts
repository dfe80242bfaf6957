import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { days, epochMs, hours, after as later, minutes } from '../../../app/units.ts';
import { firstView, nextView, type ViewState } from '../../../renderer/history/view-state.ts';
import {
  panned,
  rangeOf,
  spanOf,
  windowAt,
  zoomed,
} from '../../../renderer/history/view-window.ts';

const NOW = epochMs(Date.UTC(2026, 10, 22, 12));
const FIRST_VIEW = firstView(null, NOW);
const noon = { from: later(NOW, -days(10)), to: later(NOW, -days(9)) };
const ranges = fc
  .record({
    // Nearer to now than a part of the span the view would stick to it.
    end: fc.integer({ min: days(10), max: days(3000) }),
    span: fc.integer({ min: minutes(2), max: days(400) }),
  })
  .map(({ end, span }) => ({ from: later(NOW, -end - span), to: later(NOW, -end) }));

describe('a view of the past', () => {
  it('keeps the time under the pointer in its place while it zooms', () => {
    fc.assert(
      fc.property(ranges, fc.double({ min: 0, max: 1, noNaN: true }), (range, part) => {
        const at = range.from + part * spanOf(range);
        const next = rangeOf(zoomed(range, 0.8, at, NOW), NOW);
        expect((at - next.from) / spanOf(next)).toBeCloseTo(part, 6);
        expect(spanOf(next)).toBeCloseTo(Math.max(minutes(1), spanOf(range) * 0.8), 3);
      }),
    );
  });

  it('keeps its span while it is moved', () => {
    fc.assert(
      fc.property(ranges, fc.double({ min: -3, max: 3, noNaN: true }), (range, part) => {
        const next = rangeOf(panned(range, part, NOW), NOW);
        expect(spanOf(next)).toBeCloseTo(spanOf(range), 3);
        expect(next.to).toBeLessThanOrEqual(NOW);
      }),
    );
  });

  it('follows the present once it reaches it', () => {
    expect(windowAt(NOW - hours(1), NOW + hours(1), NOW)).toEqual({
      kind: 'following',
      span: hours(2),
    });
    expect(panned(noon, 20, NOW)).toEqual({ kind: 'following', span: days(1) });
  });

  it('goes on following while the present is zoomed at its end', () => {
    const view = nextView(FIRST_VIEW, { kind: 'zoom', factor: 0.5, part: 1, now: NOW });
    expect(view.window).toEqual({ kind: 'following', span: hours(12) });
  });

  it('is never shorter than a minute nor further back than there were such meters', () => {
    const tiny = rangeOf(zoomed(noon, 1e-9, noon.from, NOW), NOW);
    expect(spanOf(tiny)).toBe(minutes(1));
    const early = rangeOf(panned(noon, -1e6, NOW), NOW);
    expect(early.from).toBe(Date.UTC(2000, 0, 2));
    expect(spanOf(early)).toBe(days(1));
  });
});

describe('what a person does', () => {
  const preset = nextView(FIRST_VIEW, { kind: 'preset', span: days(7) });

  it('comes back to the chosen range after any zooming and moving', () => {
    const moved = (['zoom', 'pan', 'zoom'] as const).reduce<ViewState>(
      (view, kind) => nextView(view, { kind, factor: 0.7, part: -0.3, now: NOW }),
      preset,
    );
    expect(moved).not.toEqual(preset);
    expect(nextView(moved, { kind: 'reset' })).toEqual(preset);
  });

  it('goes to the present with the span that is shown', () => {
    const past = nextView(preset, { kind: 'pan', part: -2, now: NOW });
    expect(past.window.kind).toBe('fixed');
    const back = nextView(past, { kind: 'now', now: NOW });
    expect(back.window).toEqual({ kind: 'following', span: days(7) });
  });

  it('begins at the first reading with the span that is shown', () => {
    const from = later(NOW, -days(300));
    const { window } = nextView(preset, { kind: 'begin-at', from, now: NOW });
    expect(window).toEqual({ kind: 'fixed', from, to: later(from, days(7)) });
  });
});
