import { sessionBus } from './dbus/address.ts';
import { type Bus, openBus, toMessageBus } from './dbus/bus.ts';
import { isVariantTrue, type MethodCall } from './dbus/message.ts';

const WATCHER = 'org.kde.StatusNotifierWatcher';

/** Where anything that could change the answer is signalled. */
const MATCHES = [
  `type='signal',interface='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${WATCHER}'`,
  `type='signal',interface='${WATCHER}'`,
];

const IS_HOST_REGISTERED: MethodCall = {
  destination: WATCHER,
  path: '/StatusNotifierWatcher',
  interface: 'org.freedesktop.DBus.Properties',
  member: 'Get',
  args: [WATCHER, 'IsStatusNotifierHostRegistered'],
};

async function isShown(bus: Bus): Promise<boolean> {
  const answer = await bus.call(IS_HOST_REGISTERED);
  return answer?.kind === 'return' && isVariantTrue(answer.body);
}

export interface StatusNotifierWatch {
  stop(): void;
}

/**
 * Tells whether a panel of this desktop shows StatusNotifierItems, at once and whenever that
 * changes; false when the session has no bus or loses it.
 */
export async function watchStatusNotifier(
  env: NodeJS.ProcessEnv,
  onChange: (shown: boolean) => void,
): Promise<StatusNotifierWatch> {
  const where = sessionBus(env);
  let isStopped = false;
  let told: boolean | null = null;
  const tell = (shown: boolean): void => {
    if (isStopped || shown === told) return;
    told = shown;
    onChange(shown);
  };
  const ask = async (): Promise<void> => {
    if (bus !== null) tell(await isShown(bus));
  };
  let bus: Bus | null = null;
  if (where !== null) {
    bus = await openBus(where, { onSignal: () => void ask(), onEnd: () => tell(false) });
  }
  for (const match of MATCHES) await bus?.call(toMessageBus('AddMatch', match));
  if (bus === null) tell(false);
  else await ask();
  return {
    stop() {
      isStopped = true;
      bus?.close();
    },
  };
}
