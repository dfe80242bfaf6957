import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { type DesktopBus, startDesktopBus } from '../tray/desktop-bus.ts';

const DAEMON = 'gnome-keyring-daemon';
const BUS_TOOL = 'gdbus';

/** Whether this machine has what a keyring takes: the packages gnome-keyring and libglib2.0-bin. */
export const canHaveKeyring = (): boolean =>
  [DAEMON, BUS_TOOL].every((program) => spawnSync(program, ['--version']).error === undefined);

/** A keyring of its own, unlocked, on a session bus of its own. */
export interface Keyring {
  /** What a process needs to find it. */
  readonly env: Readonly<Record<string, string>>;
  stop(): void;
}

/** Resolves once the daemon owns the name under which secrets are asked for. */
async function untilOwned(bus: DesktopBus): Promise<void> {
  const asked = ['wait', '--address', bus.address, '--timeout', '20', 'org.freedesktop.secrets'];
  const wait = spawn(BUS_TOOL, asked, { stdio: 'ignore' });
  const [code] = await once(wait, 'exit');
  if (code !== 0) throw new Error('The keyring does not answer.');
}

/** @param folder where it keeps its files; goes with the test. */
export async function startKeyring(folder: string): Promise<Keyring> {
  const bus = await startDesktopBus();
  const env = { DBUS_SESSION_BUS_ADDRESS: bus.address, XDG_DATA_HOME: folder };
  const daemon: ChildProcess = spawn(
    DAEMON,
    ['--foreground', '--unlock', '--components=secrets', `--control-directory=${folder}`],
    { env: { ...process.env, ...env }, stdio: ['pipe', 'ignore', 'ignore'] },
  );
  daemon.stdin?.end('the keyring’s own password');
  await untilOwned(bus);
  return {
    env,
    stop: () => {
      daemon.kill();
      bus.stop();
    },
  };
}
