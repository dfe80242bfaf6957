import type { BarPaint } from './bars.ts';

/** px at a density of 1 */
const TILE = 6;

/** Paints estimates as diagonal lines of the same colour, which a printed page still tells apart. */
export function hatchPaint(): BarPaint {
  const tiles = new Map<string, CanvasPattern | string>();
  return (colour, estimated) => {
    if (!estimated) return colour;
    const known = tiles.get(colour);
    if (known !== undefined) return known;
    const made = hatched(colour);
    tiles.set(colour, made);
    return made;
  };
}

function hatched(colour: string): CanvasPattern | string {
  const tile = document.createElement('canvas');
  tile.width = TILE;
  tile.height = TILE;
  const context = tile.getContext('2d');
  if (context === null) return colour;
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.beginPath();
  // Twice beyond the corners, so that tiles join without a notch.
  for (const shift of [-TILE, 0, TILE]) {
    context.moveTo(shift - 1, TILE + 1);
    context.lineTo(shift + TILE + 1, -1);
  }
  context.stroke();
  return context.createPattern(tile, 'repeat') ?? colour;
}
