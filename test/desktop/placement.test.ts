import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeWindow, type Rectangle } from '../../main/window/placement.ts';

const laptop: Rectangle = { x: 0, y: 0, width: 1920, height: 1040 };
const right: Rectangle = { x: 1920, y: -200, width: 2560, height: 1400 };

describe('the place of the window', () => {
  it('is where it was', () => {
    const saved = { x: 2000, y: 100, width: 1000, height: 700 };
    expect(placeWindow(saved, [laptop, right])).toEqual(saved);
  });

  it('is the middle of the primary display when the other one is gone', () => {
    const saved = { x: 2000, y: 100, width: 1000, height: 700 };
    expect(placeWindow(saved, [laptop])).toEqual({ x: 460, y: 170, width: 1000, height: 700 });
  });

  it('is the middle at the first start, and smaller on a small display', () => {
    expect(placeWindow(null, [laptop])).toEqual({ x: 320, y: 120, width: 1280, height: 800 });
    const small = { x: 0, y: 30, width: 800, height: 450 };
    expect(placeWindow(null, [small])).toEqual(small);
  });

  it('is one where the title can be grabbed', () => {
    const below = { x: 100, y: 1030, width: 1000, height: 700 };
    expect(placeWindow(below, [laptop]).y).toBe(170);
    const titleAbove = { x: 100, y: -31, width: 1000, height: 700 };
    expect(placeWindow(titleAbove, [laptop]).y).toBe(170);
    const flatAbove = { x: 100, y: -10, width: 1000, height: 4 };
    expect(placeWindow(flatAbove, [laptop]).y).toBe(518);
    const halfLeft = { x: -500, y: 100, width: 1000, height: 700 };
    expect(placeWindow(halfLeft, [laptop])).toEqual(halfLeft);
  });

  it('is always in sight, and never larger than a display', () => {
    const coordinate = fc.integer({ min: -20_000, max: 20_000 });
    const length = fc.integer({ min: 1, max: 10_000 });
    const rectangle = fc.record({ x: coordinate, y: coordinate, width: length, height: length });
    fc.assert(
      fc.property(rectangle, (saved) => {
        const { x, y, width, height } = placeWindow(saved, [laptop, right]);
        const seen = [laptop, right].some(
          (area) =>
            x < area.x + area.width &&
            x + width > area.x &&
            y < area.y + area.height &&
            y + height > area.y,
        );
        expect(seen).toBe(true);
        expect(width).toBeLessThanOrEqual(right.width);
        expect(height).toBeLessThanOrEqual(right.height);
      }),
    );
  });
});
