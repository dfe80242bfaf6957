import { randomInt } from 'node:crypto';
import net, { type Socket } from 'node:net';
import ModbusRTU from 'modbus-serial';
import type { Framing } from '../../app/meter-url.ts';
import type { ReadRequest } from './frame.ts';

/**
 * modbus-serial begins anew after 255. Far enough from both ends that the first few are none of the
 * small numbers which some gateways send in the place of every id.
 */
const FIRST_IDS = [16, 200] as const;

/**
 * modbus-serial numbers the requests of every connection from 1, and so does every other
 * program that uses it: a gateway that mixes up its clients would hand us their replies.
 */
function startTransactionsAnywhere(client: ModbusRTU): void {
  const { _port: port } = client as unknown as { _port: { _transactionIdWrite: number } };
  port._transactionIdWrite = randomInt(...FIRST_IDS);
}

/**
 * What modbus-serial takes for the gateway's socket: it writes there, and reads the frames that are
 * emitted there as `data`. So it sees nothing but whole frames that were found to answer it.
 */
export function frameSocket(write: (request: Buffer) => void): Socket {
  const socket = new net.Socket();
  Object.defineProperty(socket, 'readyState', { value: 'open' });
  Object.defineProperty(socket, 'write', {
    value: (bytes: Buffer): boolean => {
      write(bytes);
      return true;
    },
  });
  return socket;
}

/**
 * A fresh client on a socket of ours. RTU over TCP is what modbus-serial calls Telnet;
 * its `TcpRTUBuffered` sends MBAP headers.
 */
export async function linkClient(socket: Socket, framing: Framing): Promise<ModbusRTU> {
  const client = new ModbusRTU();
  client.on('error', () => undefined);
  if (framing === 'rtu-over-tcp') {
    await client.linkTelnet(socket, {});
  } else {
    await client.linkTCP(socket, { port: 0 });
    startTransactionsAnywhere(client);
  }
  return client;
}

/**
 * Sends one read and resolves with the words of its reply. Rejects on an exception and on a
 * wrong reply; without a reply it stays pending, since time is kept elsewhere.
 */
export async function sendRead(
  client: ModbusRTU,
  request: ReadRequest,
): Promise<readonly number[]> {
  client.setID(request.unit);
  const reply =
    request.functionCode === 3
      ? await client.readHoldingRegisters(request.address, request.words)
      : await client.readInputRegisters(request.address, request.words);
  return reply.data;
}
