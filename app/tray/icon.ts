import { type Bitmap, line, type Pen } from './glyphs.ts';
import { paintSign, type Sign } from './signs.ts';

/**
 * Neutral while the heat pump rests; good, moderate and alert are the thresholds of power while
 * it runs; stale is any figure that is no longer new.
 */
export type Tone = 'neutral' | 'good' | 'moderate' | 'alert' | 'stale';

/** What the icon shows: a figure, or why there is none. */
export type Face =
  | { readonly kind: 'figure'; readonly text: string; readonly tone: Tone }
  | { readonly kind: 'sign'; readonly sign: Sign };

type Colour = readonly [red: number, green: number, blue: number];

interface Paints {
  readonly plate: Colour;
  readonly ink: Colour;
}

const DARK: Colour = [0x12, 0x16, 0x1b];
const LIGHT: Colour = [0xff, 0xff, 0xff];
const SLATE: Colour = [0x3a, 0x43, 0x4e];
const ASH: Colour = [0xd9, 0xde, 0xe4];

/** Dark letters on a light plate or the reverse, so that the panel's own colour does not matter. */
const PAINTS: Readonly<Record<Tone | Sign, Paints>> = {
  neutral: { plate: SLATE, ink: LIGHT },
  good: { plate: [0x17, 0x79, 0x3a], ink: LIGHT },
  moderate: { plate: [0xe3, 0xa9, 0x2c], ink: DARK },
  alert: { plate: [0xc3, 0x27, 0x1f], ink: LIGHT },
  stale: { plate: ASH, ink: DARK },
  waiting: { plate: SLATE, ink: LIGHT },
  paused: { plate: SLATE, ink: LIGHT },
  offline: { plate: ASH, ink: DARK },
};

/** Free pixels between the edge of the plate and the letters. */
const MARGIN = 1;
/** The dashes under a stale figure with the space above them. */
const dashRoom = (size: number): number => 2 * dashHeight(size) + MARGIN;
const dashHeight = (size: number): number => Math.max(1, Math.round(size / 16));
const NARROWEST = 3;
/** Of a digit, as a part of the icon. */
const WIDEST = 0.42;

interface Fitted {
  readonly text: Bitmap;
  /** From the top of the icon. */
  readonly top: number;
}

function penOf(width: number, room: number): Pen {
  const stroke = Math.max(1, Math.round(width * 0.28));
  const tallest = Math.min(room, Math.round(width * 1.7) + 2);
  // The two halves of a digit are of one height.
  const height = (tallest - 3 * stroke) % 2 === 0 ? tallest : tallest - 1;
  return { width, height, stroke };
}

/** The largest letters that fit. */
function written(text: string, size: number, room: number): Fitted {
  // Three digits and a point need one pixel of the margin in the smallest icon.
  const widest = size - 2 * MARGIN + (size <= 16 && text.length > 3 ? 1 : 0);
  for (let width = Math.round(size * WIDEST); width > NARROWEST; width--) {
    const pen = penOf(width, room);
    const candidate = line(text, pen, Math.max(1, Math.round(width * 0.15)));
    const isLegible = pen.height >= pen.width * 1.4;
    if (isLegible && candidate.width <= widest) return centred(candidate, room);
  }
  return centred(line(text, penOf(NARROWEST, room), 1), room);
}

const centred = (text: Bitmap, room: number): Fitted => ({
  text,
  top: MARGIN + Math.floor((room - text.height) / 2),
});

function isOnPlate(x: number, y: number, edge: number): boolean {
  const radius = Math.max(2, edge * 0.16);
  const into = (at: number): number => Math.max(0, radius - Math.min(at + 0.5, edge - at - 0.5));
  return Math.hypot(into(x), into(y)) <= radius;
}

function isFigureInk(text: string, tone: Tone, size: number): (x: number, y: number) => boolean {
  const isStale = tone === 'stale';
  const room = size - 2 * MARGIN - (isStale ? dashRoom(size) : 0);
  const fitted = written(text, size, room);
  const left = Math.floor((size - fitted.text.width) / 2);
  const dashTop = size - MARGIN - 2 * dashHeight(size);
  return (x, y) => {
    if (isStale && y >= dashTop && y < dashTop + dashHeight(size)) {
      return x >= 2 && x < size - 2 && Math.floor((x - 2) / (2 * dashHeight(size))) % 2 === 0;
    }
    const [column, row] = [x - left, y - fitted.top];
    if (column < 0 || column >= fitted.text.width) return false;
    return fitted.text.ink[row * fitted.text.width + column] === true;
  };
}

/** Raw pixels: blue, green, red, alpha; alpha is 0 or 255, so premultiplied or not is the same. */
export interface Pixels {
  /** Width and height in pixels. */
  readonly edge: number;
  readonly bgra: Uint8Array;
}

/**
 * The icon for a place of `size` pixels, drawn `scale` times as large: letters keep their place
 * and weight, so that a panel that halves it again gets the same sharp pixels.
 */
export function trayPixels(face: Face, size: number, scale: number): Pixels {
  const edge = size * scale;
  const { plate, ink } = PAINTS[face.kind === 'figure' ? face.tone : face.sign];
  const isInk =
    face.kind === 'figure' ? isFigureInk(face.text, face.tone, size) : paintSign(face.sign, size);
  const bgra = new Uint8Array(edge * edge * 4);
  for (let y = 0; y < edge; y++) {
    for (let x = 0; x < edge; x++) {
      if (!isOnPlate(x, y, edge)) continue;
      const at = isInk(Math.floor(x / scale), Math.floor(y / scale));
      const [red, green, blue] = at ? ink : plate;
      bgra.set([blue, green, red, 255], (y * edge + x) * 4);
    }
  }
  return { edge, bgra };
}
