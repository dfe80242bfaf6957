/** Black-and-white pixels, row by row from the top; true is ink. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly ink: readonly boolean[];
}

/** The measures of a line of figures, in pixels. */
export interface Pen {
  /** Of a digit; other glyphs follow from it. */
  readonly width: number;
  readonly height: number;
  readonly stroke: number;
}

type Paint = (x: number, y: number) => boolean;

function bitmap(width: number, height: number, paint: Paint): Bitmap {
  const ink = Array.from({ length: width * height }, (_, index) =>
    paint(index % width, Math.floor(index / width)),
  );
  return { width, height, ink };
}

/** Bars as on a meter's display: a top, b and c right, d bottom, e and f left, g middle. */
type Bar = 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g';

/**
 * Outer corners that are cut, so that digits differ in outline: top, bottom and either side of
 * the middle bar (`mu` above it, `md` below it), each left or right.
 */
type Corner = 'tl' | 'tr' | 'bl' | 'br' | 'mul' | 'mdl' | 'mur' | 'mdr';

interface Digit {
  readonly bars: readonly Bar[];
  readonly cut: readonly Corner[];
}

const digit = (bars: string, ...cut: Corner[]): Digit => ({ bars: [...bars] as Bar[], cut });

const DIGITS: Readonly<Record<string, Digit>> = {
  '0': digit('abcdef', 'tl', 'tr', 'bl', 'br'),
  '2': digit('abged', 'tl', 'tr', 'mul', 'mdr'),
  '3': digit('abgcd', 'tl', 'tr', 'bl', 'br'),
  '4': digit('fgbc', 'mdl'),
  '5': digit('afgcd', 'mur', 'bl', 'br'),
  '6': digit('afgedc', 'tl', 'tr', 'bl', 'br', 'mur'),
  '7': digit('abc'),
  '8': digit('abcdefg', 'tl', 'tr', 'bl', 'br'),
  '9': digit('abcdfg', 'tl', 'tr', 'bl', 'br', 'mdl'),
};

/** Sides on which two bowls meet at the middle bar. */
const NOTCHED: Readonly<Record<string, readonly ('left' | 'right')[]>> = {
  '3': ['right'],
  '8': ['left', 'right'],
};

const cutOf = ({ stroke }: Pen): number => Math.max(1, Math.round(stroke * 0.75));
const middleOf = ({ height, stroke }: Pen): number => Math.floor((height - stroke) / 2);

function inBar(bar: Bar, pen: Pen, x: number, y: number): boolean {
  const { width, height, stroke } = pen;
  const middle = middleOf(pen);
  const [left, right] = [x < stroke, x >= width - stroke];
  const [upper, lower] = [y < middle + stroke, y >= middle];
  switch (bar) {
    case 'a':
      return y < stroke;
    case 'd':
      return y >= height - stroke;
    case 'g':
      return upper && lower;
    case 'b':
      return right && upper;
    case 'c':
      return right && lower;
    case 'e':
      return left && lower;
    case 'f':
      return left && upper;
  }
}

/** How far (x, y) is from a corner, in steps along the two edges; negative is outside of it. */
function stepsFrom(corner: Corner, pen: Pen, x: number, y: number): number {
  const fromSide = corner.endsWith('l') ? x : pen.width - 1 - x;
  const middle = middleOf(pen);
  const bottomOfMiddle = middle + pen.stroke - 1;
  const outside = Number.POSITIVE_INFINITY;
  if (corner.startsWith('mu')) return y < middle ? outside : fromSide + y - middle;
  if (corner.startsWith('md')) {
    return y > bottomOfMiddle ? outside : fromSide + bottomOfMiddle - y;
  }
  return fromSide + (corner.startsWith('t') ? y : pen.height - 1 - y);
}

function inNotch(side: 'left' | 'right', pen: Pen, x: number, y: number): boolean {
  const fromSide = side === 'left' ? x : pen.width - 1 - x;
  const middle = middleOf(pen) + (pen.stroke - 1) / 2;
  return fromSide + Math.abs(y - middle) < Math.max(1, pen.stroke / 2);
}

function digitGlyph(character: string, { bars, cut }: Digit, pen: Pen): Bitmap {
  const notches = NOTCHED[character] ?? [];
  return bitmap(
    pen.width,
    pen.height,
    (x, y) =>
      bars.some((bar) => inBar(bar, pen, x, y)) &&
      !cut.some((corner) => stepsFrom(corner, pen, x, y) < cutOf(pen)) &&
      !notches.some((side) => inNotch(side, pen, x, y)),
  );
}

/** A stem with a flag to its left. */
function one({ height, stroke }: Pen): Bitmap {
  const flag = Math.max(1, stroke - 1);
  return bitmap(stroke + flag, height, (x, y) => {
    if (x >= flag) return true;
    const below = y - (flag - x);
    return below >= 0 && below < stroke;
  });
}

/** A stem with two arms that meet at it. */
function kilo({ width, height, stroke }: Pen): Bitmap {
  const reach = Math.max(2, Math.round((width - stroke) * 0.8));
  const joint = Math.round(height * 0.6);
  const lower = Math.max(1, height - 1 - joint);
  return bitmap(stroke + reach, height, (x, y) => {
    if (x < stroke) return true;
    const tip = y < joint ? joint - 1 - y : Math.round(((y - joint) * (reach - 1)) / lower);
    return x - stroke <= tip && x - stroke > tip - stroke;
  });
}

/** The pixels of one character of `0`–`9`, `.`, `-` and `k`. Throws at any other. */
export function glyph(character: string, pen: Pen): Bitmap {
  const { width, height, stroke } = pen;
  const known = DIGITS[character];
  if (known !== undefined) return digitGlyph(character, known, pen);
  switch (character) {
    case '1':
      return one(pen);
    case 'k':
      return kilo(pen);
    case '.':
      return bitmap(stroke, height, (_, y) => y >= height - stroke);
    case '-': {
      const long = Math.max(2, Math.round(width * 0.6));
      return bitmap(long, height, (_, y) => y >= middleOf(pen) && y < middleOf(pen) + stroke);
    }
    default:
      throw new Error(`The tray's font has no "${character}"`);
  }
}

/** Characters side by side with `gap` pixels between them. */
export function line(text: string, pen: Pen, gap: number): Bitmap {
  const glyphs = [...text].map((character) => glyph(character, pen));
  const width = glyphs.reduce((sum, one) => sum + one.width, (glyphs.length - 1) * gap);
  const ink: boolean[] = new Array<boolean>(width * pen.height).fill(false);
  let left = 0;
  for (const one of glyphs) {
    one.ink.forEach((on, index) => {
      const [x, y] = [index % one.width, Math.floor(index / one.width)];
      ink[y * width + left + x] = on;
    });
    left += one.width + gap;
  }
  return { width, height: pen.height, ink };
}
