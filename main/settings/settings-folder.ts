import { copyFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Notice } from '../../app/bridge/state.ts';
import { type SettingsPatch, settingsPatchSchema } from '../../app/settings.ts';
import type { EpochMs } from '../../app/units.ts';
import type { GatewayHabits, GatewayMemory } from '../meter/gateway-memory.ts';
import { SETTINGS_VERSION } from './migrations.ts';
import { createVolatileSettings, type SettingsStore } from './settings-store.ts';
import {
  type FoundSettings,
  findSettings,
  LAST_GOOD_FILE,
  SETTINGS_FILE,
  SETTINGS_NAME,
  type StoredFile,
  settingsWith,
} from './stored-settings.ts';

export interface OpenedSettings {
  readonly settings: SettingsStore;
  readonly gateways: GatewayMemory;
  /** What a person should know about how the file was found. */
  readonly notices: readonly Notice[];
}

/** Writes the whole file or leaves it as it was; throws when it cannot. */
export type WriteFile = (file: StoredFile) => void;

const FOUND = 'settings-file';
const datedName = (now: EpochMs): string =>
  `${SETTINGS_NAME}.broken-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}.json`;

/** Why `work` could not be done, or null. */
function reasonAgainst(work: () => void): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Renamed into place: a copy that a full disk cut off would be worth less than the one before. */
function copyWhole(from: string, to: string): void {
  copyFileSync(from, `${to}.new`);
  renameSync(`${to}.new`, to);
}

/** Keeps what was broken under a dated name. */
function setAside(dir: string, flaw: FoundSettings['flaw'], now: EpochMs): readonly Notice[] {
  if (flaw === null) return [];
  const file = datedName(now);
  const [from, to] = [join(dir, SETTINGS_FILE), join(dir, file)];
  if (flaw.kind === 'mended') {
    reasonAgainst(() => copyFileSync(from, to));
    return [{ id: FOUND, text: 'settingsMended', values: { names: flaw.names.join(', ') } }];
  }
  // Where it cannot be moved it cannot be written either, which is said then.
  const moved = reasonAgainst(() => renameSync(from, to)) === null;
  return moved ? [{ id: FOUND, text: 'settingsSetAside', values: { file } }] : [];
}

/** Whoever goes back to an older version and then on again finds what the newer one had. */
function keepNewer(dir: string, version: number): void {
  if (version <= SETTINGS_VERSION) return;
  const kept = join(dir, `${SETTINGS_NAME}.version-${version}.json`);
  reasonAgainst(() => copyFileSync(join(dir, SETTINGS_FILE), kept));
}

function gatewayMemory(
  found: FoundSettings['gateways'],
  onChange: (gateways: StoredFile['gateways']) => void,
): GatewayMemory {
  const known = new Map<string, GatewayHabits>(found);
  const keyOf = (host: string, port: number): string => `${host}:${port}`;
  return {
    recall: (host, port) => known.get(keyOf(host, port)) ?? null,
    remember(host, port, habits) {
      known.set(keyOf(host, port), habits);
      onChange(Object.fromEntries(known));
    },
  };
}

/** The settings in `dir`, for the one process that may write them. */
export function openFolder(dir: string, now: EpochMs, write: WriteFile): OpenedSettings {
  const found = findSettings(dir);
  const notices = [...setAside(dir, found.flaw, now)];
  keepNewer(dir, found.version);
  let chosen: SettingsPatch = found.chosen;
  let gateways: StoredFile['gateways'] = Object.fromEntries(found.gateways);
  const save = (): string | null =>
    reasonAgainst(() => {
      write({ version: SETTINGS_VERSION, settings: chosen, gateways });
      copyWhole(join(dir, SETTINGS_FILE), join(dir, LAST_GOOD_FILE));
    });
  // The next start shall find what this one goes on with.
  const reason = found.flaw === null ? null : save();
  if (reason !== null)
    notices.push({ id: 'settings', text: 'settingsNotSaved', values: { reason } });
  return {
    notices,
    settings: {
      current: () => settingsWith(chosen),
      change(patch) {
        chosen = { ...chosen, ...settingsPatchSchema.parse(patch) };
        return save();
      },
    },
    gateways: gatewayMemory(found.gateways, (known) => {
      gateways = known;
      // Only a shortcut for the next start: that it could not be kept is nothing to bother with.
      save();
    }),
  };
}

/** The settings in `dir` for a process beside the one that owns them: nothing is written. */
export function borrowFolder(dir: string): OpenedSettings {
  const { chosen, gateways } = findSettings(dir);
  return {
    notices: [],
    settings: createVolatileSettings(settingsWith(chosen)),
    gateways: gatewayMemory(gateways, () => undefined),
  };
}
