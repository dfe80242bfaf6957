import type { AppState } from '../../app/bridge/state.ts';
import type { FramingChoice, MeterSource } from '../../app/meter-url.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../app/settings.ts';
import { Core, type CoreOptions } from '../../main/compose.ts';
import type { Log } from '../../main/log.ts';
import {
  createVolatileGateways,
  createVolatileSettings,
} from '../../main/settings/settings-store.ts';
import { createFastClock } from './fast-clock.ts';

/** Fast, and yet patient enough with the replies of a busy machine. */
const SPEED = 5;

/** A log that keeps its lines. */
export function createLogBook(): Log & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  const note = (level: string) => (area: string, message: string) =>
    void lines.push(`${level} ${area}: ${message}`);
  return { lines, info: note('info'), warn: note('warn'), error: note('error') };
}

/** The app without a window, faster than time and without a record. */
export function createCore(
  settings: Partial<Settings> = {},
  options: Partial<CoreOptions> = {},
): Core {
  return new Core({
    settings: createVolatileSettings({ ...DEFAULT_SETTINGS, ...settings }),
    flags: {},
    memory: createVolatileGateways(),
    clock: createFastClock(SPEED),
    log: createLogBook(),
    zone: 'Europe/Berlin',
    historyDir: null,
    ...options,
  });
}

/** Resolves with the first state, from now on, that `fits`. */
export function until(core: Core, fits: (state: AppState) => boolean): Promise<AppState> {
  return new Promise((resolve) => {
    const look = (): boolean => {
      const { state } = core.states;
      if (fits(state)) resolve(state);
      return fits(state);
    };
    if (look()) return;
    const forget = core.states.subscribe(() => {
      if (look()) forget();
    });
  });
}

export const meterAt = (port: number, framing: FramingChoice = 'auto'): MeterSource => ({
  kind: 'meter',
  address: { framing, host: '127.0.0.1', port, unit: 2, model: 'wago-879' },
});
