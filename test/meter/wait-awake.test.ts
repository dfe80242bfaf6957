import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { faultText } from '../../app/text/fault-text.ts';
import { createTexts } from '../../app/text/translate.ts';
import { type Millis, millis, minutes } from '../../app/units.ts';
import { type Clock, SYSTEM_CLOCK } from '../../main/clock.ts';
import { logHints } from '../../main/log-transitions.ts';
import { openConnection } from '../../main/meter/connection.ts';
import { LinkTraits } from '../../main/meter/link-traits.ts';
import { METER_TIMING } from '../../main/meter/timing.ts';
import { waitAwake } from '../../main/meter/wait-awake.ts';
import { NOON, polled } from '../support/readings.ts';

const NEVER = new AbortController().signal;
const REQUEST = { unit: 1, functionCode: 3, address: 0, words: 1 } as const;
/** Unit 1, function 3, the word 0x0102, and its checksum. */
const REPLY = Buffer.from([1, 3, 2, 1, 2, 0x38, 0x15]);

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function gateway(onRequest: (socket: Socket) => void) {
  const server = createServer((socket) => {
    closing.push(() => socket.destroy());
    socket.on('error', () => undefined);
    socket.on('data', () => onRequest(socket));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closing.push(() => server.close());
  const address = server.address();
  return { host: '127.0.0.1', port: typeof address === 'object' ? (address?.port ?? 0) : 0 };
}

/** A clock whose sleeps end late, since the whole program stands still for as long: `stalls` times. */
function stallingClock(stalls: number, span: Millis): Clock & { readonly sleeps: () => number } {
  let [sleeps, elapsed] = [0, 0];
  return {
    now: SYSTEM_CLOCK.now,
    elapsed: () => millis(elapsed),
    sleeps: () => sleeps,
    async sleep(wait, stop) {
      const end = new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve()));
      if (wait !== span) return wait === 0 ? undefined : end;
      sleeps++;
      // As after a stall: the time is over before anybody looks at the sockets.
      elapsed += sleeps <= stalls ? wait * 3 : wait;
      if (sleeps <= stalls) return;
      await end;
    },
  };
}

const TIMING = { ...METER_TIMING, gapMs: millis(0) };

test('a reply that came while the program stood still is taken', async () => {
  const at = await gateway((socket) => socket.write(REPLY));
  const clock = stallingClock(1, TIMING.replyMs);
  const traits = new LinkTraits();
  const opened = await openConnection(at, 'rtu-over-tcp', { clock, timing: TIMING, traits }, NEVER);
  if (!opened.ok) throw new Error(opened.error.kind);
  expect(await opened.value.read(REQUEST, NEVER)).toEqual({ ok: true, value: [0x0102] });
  const stalled = { kind: 'stalled', forMs: 2 * TIMING.replyMs };
  expect(traits.hints(null, clock.elapsed())).toEqual([stalled]);
  expect(clock.sleeps()).toBe(2);
});

test('a program that never gets to look says so, and does not blame the wires', async () => {
  const at = await gateway(() => undefined);
  const clock = stallingClock(Number.POSITIVE_INFINITY, TIMING.replyMs);
  const opened = await openConnection(
    at,
    'rtu-over-tcp',
    { clock, timing: TIMING, traits: new LinkTraits() },
    NEVER,
  );
  if (!opened.ok) throw new Error(opened.error.kind);
  const answer = await opened.value.read(REQUEST, NEVER);
  if (answer.ok) throw new Error('nothing was sent');
  expect(answer.error).toEqual({ kind: 'busy', stalledMs: 2 * TIMING.replyMs });
  expect(faultText(createTexts('en').t, answer.error)).toMatch(
    /busy.* 3 s\..*wires are not to blame/,
  );
});

test('stalls that were waited out are said once for as long as they go on', () => {
  const traits = new LinkTraits();
  const lines: string[] = [];
  const write = (_area: string, line: string) => lines.push(line);
  const log = logHints({ info: write, warn: write, error: write });
  const pollAt = (at: Millis) => log(polled({}, NOON, { hints: traits.hints(null, at) }));
  pollAt(millis(0));
  for (const [minute, late] of [
    [1, 1500],
    [9, 4200],
    [18, 800],
  ] as const) {
    traits.noteStall(millis(late), minutes(minute));
    for (const after of [0, 4, 8]) pollAt(minutes(minute + after));
  }
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/stood still.* 1\.5 s\..*wires are not to blame/);
  expect(traits.hints(null, minutes(18))).toEqual([{ kind: 'stalled', forMs: 4200 }]);
  pollAt(minutes(28));
  expect(traits.hints(null, minutes(28))).toEqual([]);
  traits.noteStall(millis(3000), minutes(60));
  pollAt(minutes(60));
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(' 3 s.');
});

test('a timer that is a little late is none of it', async () => {
  let elapsed = 0;
  const clock: Clock = {
    now: SYSTEM_CLOCK.now,
    elapsed: () => millis(elapsed),
    sleep: async (span) => {
      elapsed += span * 1.2;
    },
  };
  expect(await waitAwake(clock, millis(1500), NEVER, () => undefined)).toBe(0);
});
