import { glyph, type Pen } from '../../app/tray/glyphs.ts';

type Rgb = readonly [red: number, green: number, blue: number];

/** An icon as a panel gets it: colours row by row; null is see-through. */
export interface Picture {
  readonly edge: number;
  readonly colours: readonly (Rgb | null)[];
}

export interface ReadIcon {
  readonly plate: Rgb;
  readonly ink: Rgb;
  /** What is written; null: nothing that is a figure. */
  readonly text: string | null;
  /** Dashes stand under the figure. */
  readonly isDashed: boolean;
}

const CHARACTERS = [...'0123456789.k-'];
const key = (colour: Rgb | null): string => colour?.join() ?? '';

/** Ink as rows of `#` and `.`, cut to what is not empty. */
type Shape = readonly string[];

function trimmed(rows: Shape): Shape {
  const first = rows.findIndex((row) => row.includes('#'));
  const last = rows.findLastIndex((row) => row.includes('#'));
  return rows.slice(first, last + 1);
}

/** The parts of a line that empty columns keep apart. */
function partsOf(rows: Shape): readonly Shape[] {
  const width = rows[0]?.length ?? 0;
  const isEmpty = (x: number): boolean => rows.every((row) => row[x] !== '#');
  const parts: Shape[] = [];
  for (let x = 0; x < width; x++) {
    if (isEmpty(x)) continue;
    const from = x;
    while (x < width && !isEmpty(x)) x++;
    parts.push(rows.map((row) => row.slice(from, x)));
  }
  return parts;
}

function shapeOf(character: string, pen: Pen): Shape {
  const { width, height, ink } = glyph(character, pen);
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => (ink[y * width + x] ? '#' : '.')).join(''),
  );
}

/** The characters that `parts` are in the letters of `pen`; null: some are none. */
function readWith(parts: readonly Shape[], pen: Pen): string | null {
  const known = new Map(CHARACTERS.map((one) => [shapeOf(one, pen).join('\n'), one]));
  const read = parts.map((part) => known.get(part.join('\n')));
  return read.includes(undefined) ? null : read.join('');
}

function readLine(rows: Shape): string | null {
  const parts = partsOf(rows);
  const { length: height } = rows;
  for (let width = 3; width <= height; width++) {
    for (let stroke = 1; stroke <= width / 2; stroke++) {
      const read = readWith(parts, { width, height, stroke });
      if (read !== null) return read;
    }
  }
  return null;
}

const halved = (rows: Shape): Shape =>
  rows.filter((_, y) => y % 2 === 0).map((row) => [...row].filter((_, x) => x % 2 === 0).join(''));

/** Reads what an icon shows, knowing nothing but the shapes of its letters. */
export function readIcon({ edge, colours }: Picture, scale: 1 | 2): ReadIcon {
  const plate = colours[Math.floor(edge / 2)] ?? null;
  const others = new Map(colours.map((colour) => [key(colour), colour]));
  others.delete('');
  others.delete(key(plate));
  const [ink] = [...others.values()];
  if (plate === null || !ink || others.size !== 1) {
    throw new Error(`An icon has two colours, this one ${[...others.keys(), key(plate)]}`);
  }
  const drawn = Array.from({ length: edge }, (_, y) =>
    Array.from({ length: edge }, (_, x) =>
      key(colours[y * edge + x] ?? null) === key(ink) ? '#' : '.',
    ).join(''),
  );
  const rows = scale === 2 ? halved(drawn) : drawn;
  const lines = groups(rows);
  const [first, second] = lines;
  const text = first === undefined ? null : readLine(trimmed(first));
  return { plate, ink, text, isDashed: second !== undefined };
}

/** Rows that belong together, between empty ones. A figure has no empty row. */
function groups(rows: Shape): readonly Shape[] {
  const found: string[][] = [];
  let isInside = false;
  for (const row of rows) {
    const hasInk = row.includes('#');
    if (hasInk && !isInside) found.push([]);
    if (hasInk) found.at(-1)?.push(row);
    isInside = hasInk;
  }
  return found;
}

/** From blue, green, red, alpha, as the app draws it. */
export function fromBgra(edge: number, bgra: Uint8Array): Picture {
  return pictureOf(edge, bgra, [2, 1, 0, 3]);
}

/** From alpha, red, green, blue, as it goes over D-Bus. */
export function fromArgb(edge: number, argb: Uint8Array): Picture {
  return pictureOf(edge, argb, [1, 2, 3, 0]);
}

function pictureOf(
  edge: number,
  bytes: Uint8Array,
  [red, green, blue, alpha]: readonly [number, number, number, number],
): Picture {
  const colours = Array.from({ length: edge * edge }, (_, index): Rgb | null => {
    const at = (offset: number): number => bytes[index * 4 + offset] ?? 0;
    return at(alpha) === 0 ? null : [at(red), at(green), at(blue)];
  });
  return { edge, colours };
}
