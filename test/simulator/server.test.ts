import fc from 'fast-check';
import ModbusRTU from 'modbus-serial';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readMs, SEED_BUS } from '../../app/registers/bus.ts';
import { hours } from '../../app/units.ts';
import { type Clock, SYSTEM_CLOCK } from '../../main/clock.ts';
import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../main/simulator/server.ts';
import { AUTUMN, totalEnergy, totalPower } from './fixtures.ts';
import { bytes, hex, joined, mbap, readPdu, rtu, split } from './frames.ts';
import { pause, rawClient } from './raw-client.ts';

async function simulator(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const started = await startSimulator({
    clock: SYSTEM_CLOCK,
    framing: 'tcp',
    startAt: AUTUMN,
    ...options,
  });
  if (!started.ok) throw new Error(started.error.kind);
  onTestFinished(() => started.value.close());
  return started.value;
}

type Framing = SimulatorOptions['framing'];
const FRAMINGS: readonly Framing[] = ['tcp', 'rtu-over-tcp'];

/** modbus-serial, which shares no code with the simulator. */
async function modbusSerial(framing: Framing, port: number, unit = 2): Promise<ModbusRTU> {
  const client = new ModbusRTU();
  onTestFinished(() => client.destroy(() => undefined));
  if (framing === 'tcp') await client.connectTCP('127.0.0.1', { port });
  else await client.connectTelnet('127.0.0.1', { port });
  client.setID(unit);
  client.setTimeout(1000);
  return client;
}

const FRAMES: Readonly<Record<Framing, (unit: number, pdu: Uint8Array) => Uint8Array>> = {
  tcp: (unit, pdu) => mbap(1, unit, pdu),
  'rtu-over-tcp': rtu,
};

const QUESTION = readPdu(0x4026, 1);
const ANSWER = bytes('03 02 00 01');

describe.each(FRAMINGS)('a simulated meter over %s', (framing) => {
  const frame = FRAMES[framing];
  const answer = frame(2, ANSWER);

  test('is read by modbus-serial, which knows nothing of it', async () => {
    const meter = await simulator({ framing });
    const client = await modbusSerial(framing, meter.port);
    const { buffer } = await client.readHoldingRegisters(0x5000, 56);
    const truth = meter.pump.instant(AUTUMN);
    expect(buffer).toHaveLength(112);
    expect(buffer.readFloatBE(0x24) * 1000).toBeCloseTo(totalPower(truth), 0);
    expect(buffer.readFloatBE(0x10)).toBeCloseTo(50, 0);
    const energy = await client.readHoldingRegisters(0x6000, 12);
    expect(energy.buffer.readFloatBE(0) * 1000).toBeCloseTo(totalEnergy(truth), -1);
  });

  test('refuses with exceptions that modbus-serial understands', async () => {
    const { port } = await simulator({ framing });
    const client = await modbusSerial(framing, port);
    await expect(client.readHoldingRegisters(0x7000, 2)).rejects.toMatchObject({ modbusCode: 2 });
    await expect(client.readHoldingRegisters(0x5000, 126)).rejects.toMatchObject({ modbusCode: 3 });
    await expect(client.readInputRegisters(0x5000, 2)).rejects.toMatchObject({ modbusCode: 1 });
    await expect(client.writeRegister(0x4026, 0)).rejects.toMatchObject({ modbusCode: 1 });
    await expect(client.writeRegisters(0x4026, [0, 0])).rejects.toMatchObject({ modbusCode: 1 });
    expect((await client.readHoldingRegisters(0x4026, 1)).data).toEqual([1]);
  });

  test('is silent to another unit and to a broadcast, and answers its own', async () => {
    const { port } = await simulator({ framing, unit: 7 });
    const client = await rawClient(port);
    for (const unit of [0, 2, 8, 255]) client.send(frame(unit, QUESTION));
    expect(await client.overhear(50)).toBe(0);
    client.send(frame(7, QUESTION));
    const own = frame(7, ANSWER);
    expect(hex(await client.hear(own.length))).toBe(hex(own));
  });

  test('answers a request that comes byte by byte', async () => {
    const { port } = await simulator({ framing });
    const client = await rawClient(port);
    for (const byte of frame(2, QUESTION)) {
      client.send(Uint8Array.of(byte));
      await pause(2);
    }
    expect(hex(await client.hear(answer.length))).toBe(hex(answer));
  });

  test('answers requests that come together, in order and each once', async () => {
    const { port } = await simulator({ framing });
    const client = await rawClient(port);
    const ask = (address: number): Uint8Array => frame(2, readPdu(address, 1));
    client.send(joined([ask(0x4004), ask(0x4026), ask(0x400f), ask(0x4003)]));
    const answers = joined([6, 1, 1, 2].map((word) => frame(2, Uint8Array.of(3, 2, 0, word))));
    expect(hex(await client.hear(answers.length))).toBe(hex(answers));
    expect(await client.overhear(30)).toBe(0);
  });

  test('answers whatever way requests are cut and merged', async () => {
    const { port } = await simulator({ framing });
    const client = await rawClient(port);
    const cuts = fc.array(fc.nat({ max: 60 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), cuts, async (count, places) => {
        const requests = Array.from({ length: count }, () => frame(2, QUESTION));
        for (const part of split(joined(requests), places)) client.send(part);
        const answers = joined(requests.map(() => answer));
        expect(hex(await client.hear(answers.length))).toBe(hex(answers));
      }),
      { numRuns: 50 },
    );
  });

  test('understands again after junk and a silence', async () => {
    const { port } = await simulator({ framing });
    const client = await rawClient(port);
    client.send(bytes('ff ff ff ff ff ff ff ff ff ff ff ff'));
    expect(await client.overhear(150)).toBe(0);
    client.send(frame(2, QUESTION));
    expect(hex(await client.hear(answer.length))).toBe(hex(answer));
  });

  test('serves several clients at once, each with its own answers', async () => {
    const { port } = await simulator({ framing });
    const clients = await Promise.all(Array.from({ length: 5 }, () => modbusSerial(framing, port)));
    const addresses = [0x4004, 0x4026, 0x400f, 0x4003, 0x6048];
    const answers = await Promise.all(
      clients.map((client, index) => client.readHoldingRegisters(addresses[index] ?? 0, 1)),
    );
    expect(answers.map(({ data }) => data)).toEqual([[6], [1], [1], [2], [1]]);
  });

  test('lives on when a client resets the connection amid a request', async () => {
    const { port } = await simulator({ framing });
    const rude = await rawClient(port);
    rude.send(frame(2, QUESTION).slice(0, 5));
    await pause(10);
    rude.reset();
    await rude.untilClosed();
    const client = await modbusSerial(framing, port);
    expect((await client.readHoldingRegisters(0x4026, 1)).data).toEqual([1]);
  });

  test('falls silent when it is unplugged, with connections open, and answers when plugged in', async () => {
    const meter = await simulator({ framing });
    const client = await rawClient(meter.port);
    meter.unplug();
    client.send(frame(2, QUESTION));
    expect(await client.overhear(50)).toBe(0);
    expect(client.closed).toBe(false);
    meter.plug();
    client.send(frame(2, QUESTION));
    expect(hex(await client.hear(answer.length))).toBe(hex(answer));
    expect(await client.overhear(20)).toBe(0);
  });

  test('closes its port and every connection, also amid a request, as often as asked', async () => {
    let sleeping = 0;
    const sleep: Clock['sleep'] = async (span, stop) => {
      sleeping++;
      await SYSTEM_CLOCK.sleep(span, stop);
      sleeping--;
    };
    const clock = { ...SYSTEM_CLOCK, sleep };
    const meter = await simulator({ framing, clock, bus: { ...SEED_BUS, thinkingMs: 60_000 } });
    const clients = await Promise.all([rawClient(meter.port), rawClient(meter.port)]);
    for (const client of clients) client.send(frame(2, QUESTION));
    await pause(20);
    expect(sleeping).toBe(1);
    await Promise.all([meter.close(), meter.close()]);
    expect(sleeping).toBe(0);
    await Promise.all(clients.map((client) => client.untilClosed()));
    await expect(rawClient(meter.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('a simulated meter', () => {
  test('refuses an unknown function code over RTU once the line is silent', async () => {
    const { port } = await simulator({ framing: 'rtu-over-tcp' });
    const client = await rawClient(port);
    client.send(rtu(2, bytes('64 01 02 03')));
    expect(hex(await client.hear(5))).toBe(hex(rtu(2, bytes('e4 01'))));
  });

  test('does not understand the other framing', async () => {
    const [tcp, serial] = await Promise.all(FRAMINGS.map((framing) => simulator({ framing })));
    const [a, b] = [await rawClient(tcp?.port ?? 0), await rawClient(serial?.port ?? 0)];
    a.send(rtu(2, QUESTION));
    b.send(mbap(1, 2, QUESTION));
    expect(await a.overhear(150)).toBe(0);
    expect(await b.overhear(150)).toBe(0);
  });

  test('says which port it took, or why it could not', async () => {
    const { port } = await simulator();
    expect(port).toBeGreaterThan(0);
    const options = { clock: SYSTEM_CLOCK, framing: 'tcp', port } as const;
    expect(await startSimulator(options)).toEqual({
      ok: false,
      error: { kind: 'port-in-use', host: '127.0.0.1', port },
    });
    // 192.0.2.0/24 is kept for documentation, so nobody has an address in it.
    expect(await startSimulator({ ...options, host: '192.0.2.1' })).toEqual({
      ok: false,
      error: { kind: 'no-such-address', host: '192.0.2.1' },
    });
  });

  test('holds replaced registers until it is reset', async () => {
    const meter = await simulator();
    const client = await modbusSerial('tcp', meter.port);
    meter.set(0x5012, Number.NaN);
    meter.set(0x4026, [0]);
    const power = await client.readHoldingRegisters(0x5012, 4);
    expect(power.buffer.readFloatBE(0)).toBeNaN();
    expect(power.buffer.readFloatBE(4)).toBeGreaterThan(0);
    expect((await client.readHoldingRegisters(0x4026, 1)).data).toEqual([0]);
    meter.reset();
    expect((await client.readHoldingRegisters(0x4026, 1)).data).toEqual([1]);
  });

  test('remembers what it was asked: requests, replies, function codes, reads', async () => {
    const meter = await simulator();
    const client = await modbusSerial('tcp', meter.port);
    await client.readHoldingRegisters(0x5008, 36);
    await client.readInputRegisters(0x5000, 2).catch(() => undefined);
    const other = await rawClient(meter.port);
    other.send(mbap(1, 9, readPdu(0, 1, 6)));
    await other.overhear(20);
    expect(meter.stats()).toEqual({
      requests: 3,
      replies: 2,
      exceptions: 1,
      functionCodes: [3, 4],
      reads: [{ address: 0x5008, words: 36 }],
      busyMs: 0,
    });
  });

  test('stops reading from a client that takes no answers', async () => {
    const meter = await simulator();
    const client = await rawClient(meter.port);
    client.stopHearing();
    const many = 100_000;
    const question = mbap(1, 2, readPdu(0x4000, 120));
    client.send(Buffer.alloc(many * question.length, question));
    let before = -1;
    while (meter.stats().requests > before) {
      before = meter.stats().requests;
      await pause(100);
    }
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(many);
  });

  test('lets time run as fast as it is told', async () => {
    const meter = await simulator({ speed: 3600 });
    const client = await modbusSerial('tcp', meter.port);
    const kwh = async (): Promise<number> =>
      (await client.readHoldingRegisters(0x6000, 2)).buffer.readFloatBE(0);
    const [before, began] = [await kwh(), meter.now()];
    await pause(1000);
    const passed = meter.now() - began;
    expect(passed).toBeGreaterThan(hours(0.95));
    expect(passed).toBeLessThan(hours(1.6));
    expect(await kwh()).toBeGreaterThan(before);
  });

  test('makes several clients share its serial line, one exchange after the other', async () => {
    const meter = await simulator({ framing: 'rtu-over-tcp', bus: SEED_BUS });
    const clients = await Promise.all(
      [1, 2, 3].map(() => modbusSerial('rtu-over-tcp', meter.port)),
    );
    const begun = performance.now();
    await Promise.all(clients.map((client) => client.readHoldingRegisters(0x5008, 36)));
    const taken = performance.now() - begun;
    const expected = 3 * readMs(SEED_BUS, 36);
    expect(meter.stats().busyMs).toBeCloseTo(expected, 6);
    // Timers may fire a ms early each.
    expect(taken).toBeGreaterThan(expected - 5);
  });
});
