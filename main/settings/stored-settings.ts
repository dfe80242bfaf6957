import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  DEFAULT_SETTINGS,
  type SettingName,
  type Settings,
  type SettingsPatch,
  takeSettings,
} from '../../app/settings.ts';
import type { GatewayHabits } from '../meter/gateway-memory.ts';
import { readText } from '../text-file.ts';
import { migrate, type StoredRecord, versionOf } from './migrations.ts';

/** What is written to the file. */
export interface StoredFile {
  /** See `migrations.ts`. */
  readonly version: number;
  /** What somebody chose; all else follows the defaults. */
  readonly settings: SettingsPatch;
  /** By `host:port`. */
  readonly gateways: Readonly<Record<string, GatewayHabits>>;
}

/** What a folder holds, made good. */
export interface FoundSettings {
  /** What somebody chose. */
  readonly chosen: SettingsPatch;
  /** That the file was written in. */
  readonly version: number;
  /** By `host:port`. */
  readonly gateways: ReadonlyMap<string, GatewayHabits>;
  /** Why not all of it is as it was stored; null: it is. */
  readonly flaw:
    | { readonly kind: 'unreadable' }
    | { readonly kind: 'mended'; readonly names: readonly SettingName[] }
    | null;
}

/** The file's name without `.json`. */
export const SETTINGS_NAME = 'settings';
export const SETTINGS_FILE = `${SETTINGS_NAME}.json`;
/** A copy of the file as it was last written. */
export const LAST_GOOD_FILE = `${SETTINGS_NAME}.last-good.json`;

type Read =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'read'; readonly record: StoredRecord };

function readRecord(path: string): Read {
  if (!existsSync(path)) return { kind: 'absent' };
  try {
    const parsed: unknown = JSON.parse(readText(path));
    const isRecord = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    if (!isRecord) return { kind: 'unreadable' };
    return { kind: 'read', record: parsed as StoredRecord };
  } catch {
    return { kind: 'unreadable' };
  }
}

const habitsSchema: z.ZodType<GatewayHabits> = z.object({
  framing: z.enum(['tcp', 'rtu-over-tcp']),
  maxWords: z.int().min(2),
  isSlow: z.boolean().exactOptional(),
  ignoresIds: z.boolean().exactOptional(),
  totalOnlyUnits: z.array(z.int()).exactOptional(),
});

function isHabits(value: unknown): value is GatewayHabits {
  return habitsSchema.safeParse(value).success;
}

function gatewaysIn(stored: unknown): ReadonlyMap<string, GatewayHabits> {
  const entries = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
  return new Map(entries.filter((entry): entry is [string, GatewayHabits] => isHabits(entry[1])));
}

function lastGood(dir: string): SettingsPatch {
  const good = readRecord(join(dir, LAST_GOOD_FILE));
  return good.kind === 'read' ? takeSettings(migrate(good.record).settings).taken : {};
}

/** What was last good of the settings that are `named`. */
function lastGoodOf(dir: string, named: readonly SettingName[]): SettingsPatch {
  if (named.length === 0) return {};
  const good = Object.entries(lastGood(dir));
  return Object.fromEntries(good.filter(([name]) => named.includes(name as SettingName)));
}

/** Every setting, where somebody chose `chosen`. */
export const settingsWith = (chosen: SettingsPatch): Settings => ({
  ...DEFAULT_SETTINGS,
  ...(chosen as Partial<Settings>),
});

const NOTHING_FOUND = { chosen: {}, version: 1, gateways: new Map(), flaw: null } as const;

/** Reads the settings in `dir` field by field. Whatever is there, there are settings afterwards. */
export function findSettings(dir: string): FoundSettings {
  const found = readRecord(join(dir, SETTINGS_FILE));
  switch (found.kind) {
    case 'absent':
      return NOTHING_FOUND;
    case 'unreadable':
      return { ...NOTHING_FOUND, chosen: lastGood(dir), flaw: { kind: 'unreadable' } };
    case 'read': {
      const file = migrate(found.record);
      const { taken, refused } = takeSettings(file.settings);
      return {
        chosen: { ...lastGoodOf(dir, refused), ...taken },
        version: versionOf(found.record),
        gateways: gatewaysIn(file.gateways),
        flaw: refused.length === 0 ? null : { kind: 'mended', names: refused },
      };
    }
  }
}
