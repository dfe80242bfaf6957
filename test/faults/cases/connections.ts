import net, { type Socket } from 'node:net';
import { vi } from 'vitest';
import type { Crowding } from '../../support/proxy.ts';
import { after, cutAfter, exception, swallow } from '../../support/proxy-rules.ts';
import { type FaultCase, polls, replies } from '../fault-case.ts';
import type { Stage } from '../stage.ts';

const GATEWAY_TARGET_SILENT = 0x0b;
const CLIENTS = 4;

/** The network refuses or loses what goes to the gateway; nothing of the kind can be had on a loopback. */
async function withoutRoute(stage: Stage, meets: (socket: Socket) => void): Promise<void> {
  const connect = net.connect;
  const lost = vi.spyOn(net, 'connect').mockImplementation(((options: net.TcpNetConnectOpts) => {
    if (options.port !== stage.proxy.port) return connect(options);
    const socket = new net.Socket();
    meets(socket);
    return socket;
  }) as typeof net.connect);
  stage.proxy.cut('rst');
  await polls(stage, 4);
  lost.mockRestore();
}

const refusedBy = (code: string) => (socket: Socket) =>
  void setImmediate(() => socket.destroy(Object.assign(new Error(code), { code })));

/** All places of the gateway are taken by others. */
const crowded = (crowding: Crowding) => async (stage: Stage) => {
  stage.proxy.cut('fin');
  const others = await stage.others(CLIENTS);
  stage.proxy.limit = CLIENTS;
  stage.proxy.crowding = crowding;
  await polls(stage, 4);
  for (const other of others) other.destroy();
  await stage.clock.run(100);
};

async function reboot(stage: Stage): Promise<void> {
  stage.proxy.cut('rst');
  stage.proxy.refuse();
  await polls(stage, 3);
  await stage.proxy.listen();
  stage.proxy.limit = 0;
  await polls(stage, 2);
  stage.proxy.behave();
  stage.proxy.rules.reply = exception(GATEWAY_TARGET_SILENT);
  await polls(stage, 2);
  stage.proxy.behave();
}

/** Frames of one poll: values, counters; the identity comes once a connection. */
const SECOND_REPLY = 1;
const THIRD_REPLY = 2;
const WHOLE = 1000;

const cuts = (
  end: 'rst' | 'fin',
): readonly (readonly [string, (stage: Stage) => Promise<void>])[] => [
  ['before the first byte', replies(() => cutAfter(0, end))],
  ['after one byte', replies(() => cutAfter(1, end))],
  ['in the head', replies(() => cutAfter(5, end))],
  ['in the data', replies(() => cutAfter(30, end))],
  ['before the last byte', replies(() => cutAfter(-1, end))],
  ['after the first of two replies', replies(() => after(0, cutAfter(WHOLE, end)), 1)],
  ['in the second of two replies', replies(() => after(SECOND_REPLY, cutAfter(10, end)), 1)],
];

export const CONNECTION_CASES: readonly FaultCase[] = [
  {
    fault: 'refused',
    how: 'the port is closed and the connection reset',
    during: async (stage) => {
      stage.proxy.refuse();
      stage.proxy.cut('rst');
      await polls(stage, 8);
      await stage.proxy.listen();
    },
  },
  ...['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'].map(
    (code): FaultCase => ({
      fault: 'no route',
      how: `the system answers ${code} (put in at the socket)`,
      during: (stage) => withoutRoute(stage, refusedBy(code)),
    }),
  ),
  {
    fault: 'no route',
    how: 'every packet is lost (put in at the socket)',
    during: (stage) => withoutRoute(stage, () => undefined),
  },
  {
    fault: 'accept and silence',
    how: 'connections are taken and nothing is answered',
    during: async (stage) => {
      stage.proxy.cut('fin');
      stage.proxy.limit = 0;
      await polls(stage, 8);
      stage.proxy.behave();
    },
  },
  {
    fault: 'accept and silence',
    how: 'the gateway takes requests on the open connection and answers none',
    during: replies(() => swallow, 8),
  },
  {
    fault: 'half-open',
    how: 'the open connection is dead and nothing says so',
    during: async (stage) => {
      stage.proxy.freeze();
      await polls(stage, 1);
    },
  },
  {
    fault: 'RST in each phase',
    how: 'between two polls',
    during: async (stage) => stage.proxy.cut('rst'),
  },
  {
    fault: 'RST in each phase',
    how: 'at once after the connection is made',
    during: async (stage) => {
      stage.proxy.cut('rst');
      stage.proxy.limit = 0;
      stage.proxy.crowding = 'rst';
      await polls(stage, 4);
      stage.proxy.behave();
    },
  },
  ...cuts('rst').map(
    ([how, during]): FaultCase => ({ fault: 'RST in each phase', how: `a reply: ${how}`, during }),
  ),
  {
    fault: 'RST in each phase',
    how: 'while the meter tells of itself on a new connection',
    during: async (stage) => {
      stage.proxy.cut('rst');
      await replies(() => after(THIRD_REPLY, cutAfter(4, 'rst')), 1)(stage);
    },
  },
  {
    fault: 'FIN in a reply',
    how: 'between two polls',
    during: async (stage) => stage.proxy.cut('fin'),
  },
  ...cuts('fin').map(([how, during]): FaultCase => ({ fault: 'FIN in a reply', how, during })),
  {
    fault: 'gateway reboot',
    how: 'reset, refused, taken without an answer, exception 11, then well',
    during: reboot,
  },
  ...(['silence', 'fin', 'rst'] as const).map(
    (crowding): FaultCase => ({
      fault: 'four-client limit',
      how: `four others are connected; we are met with ${crowding === 'silence' ? 'silence' : crowding.toUpperCase()}`,
      during: crowded(crowding),
    }),
  ),
];
