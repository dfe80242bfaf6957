import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DEFAULT_SETTINGS,
  parseSettings,
  type SettingName,
  type Settings,
} from '../../app/settings.ts';
import type { GatewayHabits } from '../meter/gateway-memory.ts';

/** What is written to the file. */
export interface StoredFile {
  readonly version: 1;
  readonly settings: Settings;
  /** By `host:port`. */
  readonly gateways: Readonly<Record<string, GatewayHabits>>;
}

/** What a folder holds, made good. */
export interface FoundSettings {
  readonly settings: Settings;
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
  | { readonly kind: 'read'; readonly record: Readonly<Record<string, unknown>> };

function readRecord(path: string): Read {
  if (!existsSync(path)) return { kind: 'absent' };
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const isRecord = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    if (!isRecord) return { kind: 'unreadable' };
    return { kind: 'read', record: parsed as Readonly<Record<string, unknown>> };
  } catch {
    return { kind: 'unreadable' };
  }
}

function isHabits(value: unknown): value is GatewayHabits {
  const { framing, maxWords } = (value ?? {}) as Partial<GatewayHabits>;
  const known = framing === 'tcp' || framing === 'rtu-over-tcp';
  return known && Number.isInteger(maxWords) && Number(maxWords) >= 2;
}

function gatewaysIn(stored: unknown): ReadonlyMap<string, GatewayHabits> {
  const entries = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
  return new Map(entries.filter((entry): entry is [string, GatewayHabits] => isHabits(entry[1])));
}

function lastGood(dir: string): Settings {
  const good = readRecord(join(dir, LAST_GOOD_FILE));
  return good.kind === 'read' ? parseSettings(good.record.settings).settings : DEFAULT_SETTINGS;
}

/** Reads the settings in `dir` field by field. Whatever is there, there are settings afterwards. */
export function findSettings(dir: string): FoundSettings {
  const found = readRecord(join(dir, SETTINGS_FILE));
  switch (found.kind) {
    case 'absent':
      return { settings: DEFAULT_SETTINGS, gateways: new Map(), flaw: null };
    case 'unreadable':
      return { settings: lastGood(dir), gateways: new Map(), flaw: { kind: 'unreadable' } };
    case 'read': {
      const { settings, mended } = parseSettings(found.record.settings, lastGood(dir));
      const gateways = gatewaysIn(found.record.gateways);
      const flaw = mended.length === 0 ? null : { kind: 'mended' as const, names: mended };
      return { settings, gateways, flaw };
    }
  }
}
