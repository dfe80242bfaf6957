/** In CSS pixels of the whole desktop. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const DEFAULT_SIZE = { width: 1280, height: 800 };

/** The part of a window by which it can be grabbed. */
const TITLE_HEIGHT = 32;
const ENOUGH_TO_GRAB = { width: 120, height: 16 };

function overlap(a: Rectangle, b: Rectangle): { width: number; height: number } {
  return {
    width: Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
    height: Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y),
  };
}

function canBeGrabbed(window: Rectangle, area: Rectangle): boolean {
  const title = { ...window, height: Math.min(window.height, TITLE_HEIGHT) };
  const { width, height } = overlap(title, area);
  return width >= ENOUGH_TO_GRAB.width && height >= ENOUGH_TO_GRAB.height;
}

function centred(size: { width: number; height: number }, area: Rectangle): Rectangle {
  const width = Math.min(size.width, area.width);
  const height = Math.min(size.height, area.height);
  const x = area.x + Math.floor((area.width - width) / 2);
  const y = area.y + Math.floor((area.height - height) / 2);
  return { x, y, width, height };
}

function shrunk({ x, y, width, height }: Rectangle, area: Rectangle): Rectangle {
  return { x, y, width: Math.min(width, area.width), height: Math.min(height, area.height) };
}

/**
 * Where a window goes that was last at `saved`: there, if it can be seen and grabbed; else in the
 * middle of the first display. `areas` are the displays without their panels, the primary first.
 */
export function placeWindow(saved: Rectangle | null, areas: readonly Rectangle[]): Rectangle {
  const [primary] = areas;
  if (primary === undefined) return saved ?? { x: 0, y: 0, ...DEFAULT_SIZE };
  const candidates = saved === null ? [] : areas.map((area) => shrunk(saved, area));
  const found = candidates.findIndex((one, index) => canBeGrabbed(one, areas[index] ?? primary));
  return candidates[found] ?? centred(saved ?? DEFAULT_SIZE, primary);
}
