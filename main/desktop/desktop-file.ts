import { join } from 'node:path';
import { writeWhole } from '../durable.ts';
import { readText } from '../text-file.ts';

/** Where the window was, in CSS pixels of the whole desktop. */
export interface SavedPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

/** A PIN as scrypt leaves it, in hex. */
export interface StoredPin {
  readonly salt: string;
  readonly hash: string;
}

/** What the app remembers of this machine's desktop. Not settings: nobody sets it, none is exported. */
export interface DesktopMemory {
  /** null: never shown. */
  readonly window: SavedPlace | null;
  /** What was said once and is not said again. */
  readonly said: readonly string[];
  /** When the app started itself anew because something kept failing, in ms since epoch. */
  readonly relaunches: readonly number[];
  /** The Electron whose GPU process kept crashing, which then runs without one; null: none. */
  readonly gpuOffFor: string | null;
  /** The PIN of the wall display; null: none. */
  readonly pin: StoredPin | null;
}

const NOTHING: DesktopMemory = {
  window: null,
  said: [],
  relaunches: [],
  gpuOffFor: null,
  pin: null,
};

export interface DesktopFile {
  get(): DesktopMemory;
  /** Keeps it for the next start too, if the disk lets us; nothing depends on that. */
  change(patch: Partial<DesktopMemory>): void;
}

const FILE = 'desktop.json';

type Stored = Readonly<Record<string, unknown>>;

const isText = (value: unknown): value is string => typeof value === 'string';
const asRecord = (value: unknown): Stored => Object(value);
const orNull = <T>(value: unknown, isFit: (value: unknown) => value is T): T | null =>
  isFit(value) ? value : null;
const only = <T>(values: unknown, isFit: (value: unknown) => value is T): readonly T[] =>
  Array.isArray(values) ? values.filter(isFit) : [];

function isPlace(value: unknown): value is SavedPlace {
  const { x, y, width, height, maximized } = asRecord(value);
  const isWhole = [x, y, width, height].every(Number.isInteger);
  return isWhole && Number(width) > 0 && Number(height) > 0 && typeof maximized === 'boolean';
}

function isStoredPin(value: unknown): value is StoredPin {
  const { salt, hash } = asRecord(value);
  return isText(salt) && isText(hash);
}

/**
 * Takes over what is valid; the rest is as if it never had been. By hand, because it is read
 * before the window opens and a schema library would be loaded for it alone.
 */
function load(path: string): DesktopMemory {
  let stored: Stored;
  try {
    stored = asRecord(JSON.parse(readText(path)));
  } catch {
    return NOTHING;
  }
  return {
    window: orNull(stored.window, isPlace),
    said: only(stored.said, isText),
    relaunches: only(stored.relaunches, (value) => typeof value === 'number'),
    gpuOffFor: orNull(stored.gpuOffFor, isText),
    pin: orNull(stored.pin, isStoredPin),
  };
}

/** Opens the memory that lies in `folder`. */
export function openDesktopFile(folder: string): DesktopFile {
  const path = join(folder, FILE);
  let memory = load(path);
  return {
    get: () => memory,
    change(patch) {
      memory = { ...memory, ...patch };
      try {
        writeWhole(path, JSON.stringify(memory), 0o600);
      } catch {
        // A full or read-only disk is told of by whoever keeps what matters there.
      }
    },
  };
}
