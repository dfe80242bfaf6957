import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figure } from '../../app/tray/face.ts';
import { glyph } from '../../app/tray/glyphs.ts';
import { type Face, type Tone, trayPixels } from '../../app/tray/icon.ts';
import { watts } from '../../app/units.ts';
import { fromBgra, readIcon } from './read-icon.ts';

const SIZES = [16, 20, 22, 24, 32] as const;
const TONES: readonly Tone[] = ['neutral', 'good', 'moderate', 'alert', 'stale'];
const SIGNS = ['waiting', 'offline', 'paused'] as const;

const face = (text: string, tone: Tone): Face => ({ kind: 'figure', text, tone });

function read(shown: Face, size: number, scale: 1 | 2) {
  const { edge, bgra } = trayPixels(shown, size, scale);
  return readIcon(fromBgra(edge, bgra), scale);
}

/** WCAG's contrast of two colours. */
function contrast(one: readonly number[], other: readonly number[]): number {
  const luminance = (colour: readonly number[]): number => {
    const [red = 0, green = 0, blue = 0] = colour.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe('the figure for a power', () => {
  it.each([
    [0, '0'],
    [5.6, '6'],
    [46, '46'],
    [869.4, '869'],
    [999.4, '999'],
    [999.6, '1.0k'],
    [1240, '1.2k'],
    [9949, '9.9k'],
    [9951, '10k'],
    [24_000, '24k'],
    [-0.4, '0'],
    [-46, '-46'],
    [-1240, '-1.2k'],
  ])('of %d W is %s', (power, expected) => {
    expect(figure(watts(power))).toBe(expected);
  });
});

describe('the icon', () => {
  it('can be read back to the power that it shows, in every size and colour', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -9999, max: 99_000, noNaN: true }),
        fc.constantFrom(...TONES),
        fc.constantFrom(...SIZES),
        fc.constantFrom(1 as const, 2 as const),
        (power, tone, size, scale) => {
          const text = figure(watts(power));
          const shown = read(face(text, tone), size, scale);
          expect(shown.text).toBe(text);
          expect(shown.isDashed).toBe(tone === 'stale');
        },
      ),
    );
  });

  it('keeps a free edge around what is written, apart from one pixel in the smallest', () => {
    for (const size of SIZES) {
      for (const text of ['6', '46', '869', '888', '2.4k', '24k', '-869']) {
        const { edge, bgra } = trayPixels(face(text, 'good'), size, 1);
        const { colours } = fromBgra(edge, bgra);
        const isInk = (x: number, y: number): boolean => colours[y * edge + x]?.[0] === 255;
        const rows = Array.from({ length: edge }, (_, y) => y);
        const where = `${text} at ${size}`;
        expect([where, rows.some((y) => isInk(edge - 1, y))]).toEqual([where, false]);
        const touchesLeft = rows.some((y) => isInk(0, y));
        expect([where, touchesLeft && (size > 16 || text.length < 4)]).toEqual([where, false]);
      }
    }
  });

  it('has letters that stand out from their plate, and a shape of its own for each sign', () => {
    for (const tone of TONES) {
      const { plate, ink } = read(face('46', tone), 24, 1);
      expect(contrast(plate, ink)).toBeGreaterThan(5);
    }
    const drawn = SIGNS.map((sign) => trayPixels({ kind: 'sign', sign }, 24, 1).bgra.join());
    expect(new Set(drawn).size).toBe(SIGNS.length);
  });

  it('has no half-transparent pixel, which some panels would draw as a dirty edge', () => {
    const { bgra } = trayPixels(face('869', 'alert'), 24, 2);
    const alphas = new Set(bgra.filter((_, index) => index % 4 === 3));
    expect([...alphas].toSorted()).toEqual([0, 255]);
  });

  it('halves without a loss', () => {
    const small = trayPixels(face('869', 'alert'), 24, 1);
    const large = trayPixels(face('869', 'alert'), 24, 2);
    const pixel = ({ edge, bgra }: typeof small, x: number, y: number): string =>
      bgra.slice((y * edge + x) * 4, (y * edge + x) * 4 + 4).join();
    for (let y = 4; y < 20; y++) {
      for (let x = 4; x < 20; x++) {
        const expected = pixel(small, x, y);
        expect(pixel(large, 2 * x, 2 * y)).toBe(expected);
        expect(pixel(large, 2 * x + 1, 2 * y + 1)).toBe(expected);
      }
    }
  });
});

describe('the letters', () => {
  it('differ from one another in every weight', () => {
    for (const pen of [
      { width: 3, height: 7, stroke: 1 },
      { width: 4, height: 9, stroke: 1 },
      { width: 6, height: 12, stroke: 2 },
      { width: 9, height: 17, stroke: 3 },
    ]) {
      const shapes = [...'0123456789.k-'].map((one) => {
        const { width, ink } = glyph(one, pen);
        return `${width}: ${ink.join()}`;
      });
      expect(new Set(shapes).size).toBe(shapes.length);
    }
  });
});
