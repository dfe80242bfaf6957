import type { Settings, SettingsPatch } from '../../app/settings.ts';
import type { GatewayHabits, GatewayMemory } from '../meter/gateway-memory.ts';

/** What the core needs of wherever settings are kept. */
export interface SettingsStore {
  /** What is saved; flags are not in it. */
  current(): Settings;
  /** Takes over and saves; answers why it could not be saved, or null. It holds for this run anyway. */
  change(patch: SettingsPatch): string | null;
}

/** Settings that end with the process, for the command line. */
export function createVolatileSettings(initial: Settings): SettingsStore {
  let settings = initial;
  return {
    current: () => settings,
    change(patch) {
      settings = { ...settings, ...patch } as Settings;
      return null;
    },
  };
}

/** Remembers gateways until the process ends. */
export function createVolatileGateways(): GatewayMemory {
  const known = new Map<string, GatewayHabits>();
  return {
    recall: (host, port) => known.get(`${host}:${port}`) ?? null,
    remember: (host, port, habits) => {
      known.set(`${host}:${port}`, habits);
    },
  };
}
