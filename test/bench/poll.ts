import ModbusRTU from 'modbus-serial';
import { SEED_BUS, wireMs } from '../../app/registers/bus.ts';
import { type FloatRegister, WORDS_PER_FLOAT } from '../../app/registers/model.ts';
import { WAGO_879 } from '../../app/registers/wago-879.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import { createModbusMeter } from '../../main/meter/modbus-meter.ts';
import { createVolatileGateways } from '../../main/settings/settings-store.ts';
import { type Simulator, startSimulator } from '../../main/simulator/server.ts';

const UNIT = 2;
const POLLS = 20;
/** Request 8, reply 5 without its values, two silences of 3.5 characters. */
const FRAMING_CHARACTERS = 8 + 5 + 2 * 3.5;

interface Cost {
  readonly requests: number;
  readonly busMs: number;
  readonly wallMs: number;
}

/** What `work` cost on the simulated bus, and by the clock on the wall. */
async function costOf(simulator: Simulator, work: () => Promise<void>): Promise<Cost> {
  const before = simulator.stats();
  const began = SYSTEM_CLOCK.elapsed();
  await work();
  const after = simulator.stats();
  return {
    requests: after.requests - before.requests,
    busMs: after.busyMs - before.busyMs,
    wallMs: SYSTEM_CLOCK.elapsed() - began,
  };
}

async function pollOften(simulator: Simulator, port: number): Promise<Cost> {
  const address = {
    framing: 'rtu-over-tcp',
    host: '127.0.0.1',
    port,
    unit: UNIT,
    model: 'wago-879',
  } as const;
  const memory = createVolatileGateways();
  const meter = createModbusMeter({ address, clock: SYSTEM_CLOCK, memory });
  const stop = new AbortController().signal;
  const poll = async (): Promise<void> => {
    const answer = await meter.read({ slow: true }, stop);
    if (!answer.ok) throw new Error(`The poll failed: ${answer.error.kind}`);
  };
  // The first one also reads what the meter says of itself, once a connection.
  await poll();
  const cost = await costOf(simulator, async () => {
    for (let i = 0; i < POLLS; i++) await poll();
  });
  meter.disconnect();
  return {
    requests: cost.requests / POLLS,
    busMs: cost.busMs / POLLS,
    wallMs: cost.wallMs / POLLS,
  };
}

/** What the exporter of the seed does: each value by itself. */
async function tenSingleReads(simulator: Simulator, port: number): Promise<Cost> {
  const client = new ModbusRTU();
  await client.connectTelnet('127.0.0.1', { port });
  client.setID(UNIT);
  client.setTimeout(2000);
  const cost = await costOf(simulator, async () => {
    for (const { address } of [...WAGO_879.fast, ...WAGO_879.slow]) {
      await client.readHoldingRegisters(address, WORDS_PER_FLOAT);
    }
  });
  client.destroy(() => undefined);
  return cost;
}

/** The bytes that the values of one block need in one ideal request, without thinking. */
function idealMs(registers: readonly FloatRegister[]): number {
  return wireMs(SEED_BUS, FRAMING_CHARACTERS + registers.length * WORDS_PER_FLOAT * 2);
}

const started = await startSimulator({
  clock: SYSTEM_CLOCK,
  framing: 'rtu-over-tcp',
  unit: UNIT,
  bus: SEED_BUS,
});
if (!started.ok) throw new Error(`The simulated meter cannot start: ${started.error.kind}`);
const simulator = started.value;
const polls = await pollOften(simulator, simulator.port);
const singles = await tenSingleReads(simulator, simulator.port);
await simulator.close();

const rounded = (value: number): number => Math.round(value * 10) / 10;
console.log(
  JSON.stringify({
    requestsPerPoll: polls.requests,
    busMs: rounded(polls.busMs),
    limitMs: rounded(idealMs(WAGO_879.fast) + idealMs(WAGO_879.slow)),
    tenSingleReadsMs: rounded(singles.busMs),
    ratio: rounded((polls.busMs / singles.busMs) * 100) / 100,
    wallMsPerPoll: rounded(polls.wallMs),
    wallMsTenSingleReads: rounded(singles.wallMs),
  }),
);
