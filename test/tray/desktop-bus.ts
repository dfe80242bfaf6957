import { type ChildProcess, spawn } from 'node:child_process';

/** A session bus of its own, as a desktop has one. */
export interface DesktopBus {
  readonly address: string;
  stop(): void;
}

/** Starts a `dbus-daemon`, which must be installed. */
export function startDesktopBus(): Promise<DesktopBus> {
  return new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(
      'dbus-daemon',
      ['--session', '--nofork', '--print-address=1'],
      {
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    child.once('error', reject);
    child.stdout?.once('data', (chunk: Buffer) =>
      resolve({ address: chunk.toString().trim(), stop: () => void child.kill() }),
    );
  });
}
