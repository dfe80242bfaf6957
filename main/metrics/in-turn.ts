import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Millis } from '../../app/units.ts';
import type { Clock } from '../clock.ts';

export interface TurnLimits {
  /** From the beginning of an answer until all of it has left. */
  readonly answerMs: Millis;
  /** Requests of one connection that wait for the answer to the one before. */
  readonly waiting: number;
}

interface Turns {
  isBusy: boolean;
  readonly waiting: (() => void)[];
}

/**
 * Answers the requests of a connection one after the other: the next one is looked at when the answer
 * before it has left. Node begins them all at once, so that one packet of a client that never reads
 * leaves hundreds of answers in memory. Who sends too many ahead, or reads too slowly, is cut off.
 */
export function inTurn(
  { answerMs, waiting: most }: TurnLimits,
  clock: Clock,
  next: RequestListener,
): RequestListener {
  const turns = new WeakMap<Socket, Turns>();
  const turnsOf = (socket: Socket): Turns => {
    const known = turns.get(socket) ?? { isBusy: false, waiting: [] };
    turns.set(socket, known);
    return known;
  };
  const begin = (turn: Turns, request: IncomingMessage, response: ServerResponse): void => {
    const { socket } = request;
    turn.isBusy = true;
    const left = new AbortController();
    void clock.sleep(answerMs, left.signal).then(() => {
      if (!left.signal.aborted) socket.destroy();
    });
    // Comes after the last byte has left, or when the connection is gone.
    response.once('close', () => {
      left.abort();
      turn.isBusy = false;
      if (!socket.destroyed) turn.waiting.shift()?.();
    });
    next(request, response);
  };
  return (request, response) => {
    const { socket } = request;
    // Node hands over what else was in the packet, even of a connection that was cut off.
    if (socket.destroyed) return;
    const turn = turnsOf(socket);
    if (!turn.isBusy) begin(turn, request, response);
    else if (turn.waiting.length < most) turn.waiting.push(() => begin(turn, request, response));
    else socket.destroy();
  };
}
