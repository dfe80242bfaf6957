import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Finger, partAt, pinched, turned } from '../../../renderer/history/gestures.ts';

const turn = (more: Partial<Parameters<typeof turned>[0]>) =>
  turned({ deltaX: 0, deltaY: 0, deltaMode: 0, shiftKey: false, ctrlKey: false, ...more });

describe('a turn of the wheel', () => {
  it('zooms in when it is turned away and out when it is turned back, by the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), (deltaY) => {
        const [out, into] = [turn({ deltaY }), turn({ deltaY: -deltaY })];
        if (out.kind !== 'zoom' || into.kind !== 'zoom') throw new Error('No zoom.');
        expect(out.factor).toBeGreaterThan(1);
        expect(out.factor * into.factor).toBeCloseTo(1, 10);
      }),
    );
  });

  it('is the same in lines as in pixels', () => {
    expect(turn({ deltaY: 3, deltaMode: 1 })).toEqual(turn({ deltaY: 48 }));
  });

  it('pans sideways and with shift', () => {
    expect(turn({ deltaX: 40, deltaY: 3 })).toEqual({ kind: 'pan', px: 40 });
    expect(turn({ deltaY: -40, shiftKey: true })).toEqual({ kind: 'pan', px: -40 });
  });
});

describe('two fingers', () => {
  const at = (a: number, b: number): readonly [Finger, Finger] => [
    { id: 1, x: a },
    { id: 2, x: b },
  ];

  it('zoom in when they part, around their middle', () => {
    expect(pinched(at(100, 200), at(50, 250))).toEqual({ factor: 0.5, x: 150, moved: 0 });
  });

  it('move when both go the same way', () => {
    expect(pinched(at(100, 200), at(130, 230))).toEqual({ factor: 1, x: 180, moved: 30 });
  });

  it('say nothing of a distance when they touch', () => {
    expect(pinched(at(100, 101), at(100, 100)).factor).toBe(1);
  });
});

describe('a place on the plot', () => {
  it('is a part of its width, and stays on it', () => {
    const plot = { left: 100, width: 200 };
    expect([50, 100, 150, 300, 999].map((x) => partAt(plot, x))).toEqual([0, 0, 0.25, 1, 1]);
  });
});
