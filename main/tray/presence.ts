import { type Millis, seconds } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import { watchStatusNotifier } from './status-notifier.ts';
import { hasXembedTray } from './xembed.ts';

/** Who would show an icon of ours. */
export type TrayHost = 'system' | 'status-notifier' | 'xembed' | 'none';

export interface PresenceOptions {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly clock: Clock;
  /** Called with the first answer and with each other one. */
  readonly onChange: (host: TrayHost) => void;
  readonly stop: AbortSignal;
}

/** X tells of a new tray only those who have a window there. */
const LOOK_AGAIN: Millis = seconds(15);

/**
 * Finds out whether this desktop has a tray. Windows and macOS always have; on Linux it is a
 * question of the desktop, and one whose answer changes while panels start and crash.
 */
export async function watchTrayHost(options: PresenceOptions): Promise<void> {
  const { platform, env, clock, onChange, stop } = options;
  if (platform !== 'linux') return onChange('system');
  let known: TrayHost | null = null;
  let isShownOnBus = false;
  const look = async (): Promise<void> => {
    const host = isShownOnBus ? 'status-notifier' : (await hasXembedTray(env)) ? 'xembed' : 'none';
    // The bus may have answered while X was asked.
    const next = isShownOnBus ? 'status-notifier' : host;
    if (stop.aborted || next === known) return;
    known = next;
    onChange(next);
  };
  const watch = await watchStatusNotifier(env, (shown) => {
    isShownOnBus = shown;
    void look();
  });
  stop.addEventListener('abort', () => watch.stop(), { once: true });
  if (stop.aborted) watch.stop();
  while (!stop.aborted) {
    await clock.sleep(LOOK_AGAIN, stop);
    if (!isShownOnBus) await look();
  }
}
