import { copyFileSync, existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { ipcMain } from 'electron';
import ElectronStore from 'electron-store';
import type { Notice } from '../../app/bridge/state.ts';
import {
  DEFAULT_SETTINGS,
  parseSettings,
  type Settings,
  type SettingsPatch,
  settingsSchema,
} from '../../app/settings.ts';
import type { EpochMs } from '../../app/units.ts';
import type { GatewayHabits, GatewayMemory } from '../meter/gateway-memory.ts';
import type { SettingsStore } from './settings-store.ts';

interface StoredFile {
  readonly version: 1;
  readonly settings: unknown;
  readonly gateways: Readonly<Record<string, GatewayHabits>>;
}

export interface OpenedSettings {
  readonly settings: SettingsStore;
  readonly gateways: GatewayMemory;
  /** What a person should know about how the file was found. */
  readonly notices: readonly Notice[];
}

const NAME = 'settings';
const FILE = `${NAME}.json`;
const LAST_GOOD = `${NAME}.last-good.json`;

type Found =
  | { readonly kind: 'absent' }
  | { readonly kind: 'broken' }
  | { readonly kind: 'read'; readonly record: Readonly<Record<string, unknown>> };

function readRecord(path: string): Found {
  if (!existsSync(path)) return { kind: 'absent' };
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
      return { kind: 'broken' };
    }
    return { kind: 'read', record: parsed as Record<string, unknown> };
  } catch {
    return { kind: 'broken' };
  }
}

const datedName = (now: EpochMs): string =>
  `${NAME}.broken-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}.json`;

interface Loaded {
  readonly settings: Settings;
  readonly notices: readonly Notice[];
}

/** Reads the file field by field; what is broken is kept under a dated name and said. */
function load(dir: string, now: EpochMs): Loaded {
  const path = join(dir, FILE);
  const good = readRecord(join(dir, LAST_GOOD));
  const fallback =
    good.kind === 'read' ? parseSettings(good.record.settings).settings : DEFAULT_SETTINGS;
  const found = readRecord(path);
  if (found.kind === 'absent') return { settings: DEFAULT_SETTINGS, notices: [] };
  const file = datedName(now);
  if (found.kind === 'broken') {
    renameSync(path, join(dir, file));
    const notice = { id: 'settings-file', text: 'settingsSetAside', values: { file } };
    return { settings: fallback, notices: [notice] };
  }
  const { settings, mended } = parseSettings(found.record.settings, fallback);
  if (mended.length === 0) return { settings, notices: [] };
  copyFileSync(path, join(dir, file));
  const values = { names: mended.join(', '), file };
  return { settings, notices: [{ id: 'settings-file', text: 'settingsMended', values }] };
}

const gatewayKey = (host: string, port: number): string => `${host}:${port}`;

function isHabits(value: unknown): value is GatewayHabits {
  const { framing, maxWords } = (value ?? {}) as Partial<GatewayHabits>;
  const known = framing === 'tcp' || framing === 'rtu-over-tcp';
  return known && Number.isInteger(maxWords) && Number(maxWords) >= 2;
}

/** Opens the settings in `dir`. Whatever the state of the file, there are settings afterwards. */
export function openSettings(dir: string, now: EpochMs): OpenedSettings {
  const loaded = load(dir, now);
  const file = new ElectronStore<StoredFile>({ cwd: dir, name: NAME });
  // electron-store answers any frame that asks for its folder; nobody here does.
  ipcMain.removeAllListeners('electron-store-get-data');
  let settings = loaded.settings;
  const gateways: Record<string, GatewayHabits> = { ...file.store.gateways };

  /** Answers why it could not be saved, or null. */
  const save = (): string | null => {
    try {
      file.store = { version: 1, settings, gateways };
      copyFileSync(file.path, join(dir, LAST_GOOD));
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  return {
    notices: loaded.notices,
    settings: {
      current: () => settings,
      change(patch: SettingsPatch) {
        settings = settingsSchema.parse({ ...settings, ...patch });
        return save();
      },
    },
    gateways: {
      recall(host, port) {
        const habits: unknown = gateways[gatewayKey(host, port)];
        return isHabits(habits) ? habits : null;
      },
      remember(host, port, habits) {
        gateways[gatewayKey(host, port)] = habits;
        // Only a shortcut for the next start: that it could not be kept is nothing to bother with.
        save();
      },
    },
  };
}
