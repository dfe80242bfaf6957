import type { NetConnectOpts } from 'node:net';
import { percentDecoded } from '../../../app/percent.ts';

type Environment = Readonly<Record<string, string | undefined>>;

function socketOf(address: string): NetConnectOpts | null {
  const [transport, parameters = ''] = address.split(/:(.*)/s);
  if (transport !== 'unix') return null;
  const values = new Map(
    parameters.split(',').map((pair) => pair.split('=', 2) as [string, string | undefined]),
  );
  const path = values.get('path');
  if (path !== undefined) return { path: percentDecoded(path) };
  const abstract = values.get('abstract');
  // Linux' sockets without a file begin with a zero byte.
  return abstract === undefined ? null : { path: `\0${percentDecoded(abstract)}` };
}

/** Where the session bus listens; null: there is none that we can reach. */
export function sessionBus(env: Environment): NetConnectOpts | null {
  const { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: runtime } = env;
  if (address) {
    const sockets = address.split(';').map(socketOf);
    return sockets.find((socket) => socket !== null) ?? null;
  }
  return runtime ? { path: `${runtime}/bus` } : null;
}
