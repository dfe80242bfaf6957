import { afterAll, afterEach, expect, vi } from 'vitest';
import type { PollFault } from '../../app/fault.ts';
import type { Measurement, RawReading } from '../../app/measurement.ts';
import { ENERGY_FIELDS, FIELDS } from '../../app/measurement.ts';
import type { Framing, FramingChoice, MeterAddress } from '../../app/meter-url.ts';
import { FLOAT_FORMAT, WAGO_879 } from '../../app/registers/wago-879.ts';
import { err, ok, type Result } from '../../app/result.ts';
import { hours, millis } from '../../app/units.ts';
import { type Clock, SYSTEM_CLOCK } from '../../main/clock.ts';
import type { GatewayHabits, GatewayMemory } from '../../main/meter/gateway-memory.ts';
import { createModbusMeter } from '../../main/meter/modbus-meter.ts';
import type { MeterTiming } from '../../main/meter/timing.ts';
import type { Meter } from '../../main/poller/meter.ts';
import { type AddressSpace, EXCEPTION } from '../../main/simulator/address-space.ts';
import { type Simulator, startSimulator } from '../../main/simulator/server.ts';
import { patientClock } from '../support/patient-clock.ts';
import { type MisbehavingProxy, startProxy } from '../support/proxy.ts';
import { Wires } from '../support/wires.ts';

export const FRAMINGS: readonly Framing[] = ['tcp', 'rtu-over-tcp'];

/** Short, so that a suite of timeouts stays quick. */
export const TIMING: MeterTiming = {
  connectMs: millis(400),
  replyMs: millis(200),
  longReplyMs: millis(600),
  gapMs: millis(2),
  reconnectMs: millis(10),
};

/** Longer than any test is waited for: whatever ends before did not wait for a time-out. */
export const NEVER_OVER = hours(1);

export class FakeMemory implements GatewayMemory {
  habits: GatewayHabits | null;
  readonly history: GatewayHabits[] = [];

  constructor(habits: GatewayHabits | null = null) {
    this.habits = habits;
  }

  recall(): GatewayHabits | null {
    return this.habits;
  }

  remember(_host: string, _port: number, habits: GatewayHabits): void {
    this.habits = habits;
    this.history.push(habits);
  }
}

export type Reading = Result<RawReading, PollFault>;

export const SERIAL = 30_879_302;
const REGISTERS = [...WAGO_879.fast, ...WAGO_879.slow];

export interface RigOptions {
  /** Without it the framing that the gateway speaks. */
  readonly choice?: FramingChoice;
  /** What is already known of the gateway; without it, that it answers large reads. */
  readonly habits?: GatewayHabits | null;
  readonly timing?: Partial<MeterTiming>;
}

/** A meter behind a misbehaving proxy in front of a simulated meter whose values are known. */
export class Rig {
  readonly framing: Framing;
  readonly simulator: Simulator;
  readonly proxy: MisbehavingProxy;
  readonly memory: FakeMemory;
  readonly meter: Meter;
  readonly address: MeterAddress;
  readonly stop = new AbortController();
  /** In which a busy machine makes no reply late. */
  readonly clock: Clock;
  readonly #wires: Wires;
  #round = 0;
  #truth: Measurement | null = null;

  constructor(
    framing: Framing,
    simulator: Simulator,
    proxy: MisbehavingProxy,
    { clock, wires }: { readonly clock: Clock; readonly wires: Wires },
    {
      choice = framing,
      habits = choice === 'auto' ? null : { framing, maxWords: 120 },
      timing = {},
    }: RigOptions,
  ) {
    this.framing = framing;
    this.simulator = simulator;
    this.proxy = proxy;
    this.#wires = wires;
    this.clock = clock;
    this.memory = new FakeMemory(habits);
    this.address = {
      framing: choice,
      host: '127.0.0.1',
      port: proxy.port,
      unit: 2,
      model: 'wago-879',
    };
    this.meter = createModbusMeter({
      address: this.address,
      clock: this.clock,
      memory: this.memory,
      timing: { ...TIMING, ...timing },
    });
  }

  /** Gives the meter new values and reads it; what is read can only be those, or a fault. */
  async read(slow = false): Promise<Reading> {
    this.#changeValues();
    const reading = await this.meter.read({ slow }, this.stop.signal);
    if (reading.ok) this.#expectTruth(reading.value.values, slow);
    return reading;
  }

  /** Reads and expects values. */
  async reads(slow = false): Promise<void> {
    expect(await this.read(slow)).toMatchObject({ ok: true });
  }

  /** Reads and expects a fault of this kind. */
  async fails(...kinds: readonly PollFault['kind'][]): Promise<void> {
    const reading = await this.read();
    expect(reading.ok ? 'values' : reading.error.kind).toBeOneOf([...kinds]);
  }

  /** Waits until a request has reached the gateway. */
  async asks(): Promise<void> {
    await expect.poll(() => this.proxy.sent.length, { interval: 3 }).toBeGreaterThan(0);
  }

  /** Waits until the end of the connection has arrived, however busy the machine is. */
  async hangsUp(): Promise<void> {
    await expect.poll(() => this.meter.session(), { interval: 3 }).toBeNull();
  }

  /** Blocks that the meter was asked for, as `address/words`. */
  asked(): readonly string[] {
    return this.simulator
      .stats()
      .reads.map(({ address, words }) => `${address.toString(16).toUpperCase()}/${words}`);
  }

  async close(): Promise<void> {
    this.meter.disconnect();
    expect(this.proxy.peak).toBeLessThanOrEqual(1);
    await vi.waitFor(() => expect(this.proxy.open).toBe(0), { interval: 3, timeout: 60_000 });
    await this.proxy.close();
    await this.simulator.close();
    this.#wires.close();
  }

  /** Each register differs from every other one and from itself a round before. */
  #changeValues(): void {
    this.#round += 1;
    const truth: Partial<Record<string, number>> = {};
    for (const [index, { address, field, scale }] of REGISTERS.entries()) {
      const wire = this.#round + (index + 1) / 16;
      this.simulator.set(address, wire);
      truth[field] = wire * scale;
    }
    this.#truth = truth as unknown as Measurement;
  }

  #expectTruth(values: Measurement, slow: boolean): void {
    const isAsked = (field: (typeof FIELDS)[number]): boolean =>
      slow || !(ENERGY_FIELDS as readonly string[]).includes(field);
    for (const field of FIELDS) {
      expect(values[field], field).toBe(isAsked(field) ? this.#truth?.[field] : null);
    }
  }
}

/** The blocks of a WAGO 879 without a heat pump behind them, which would take long to plan. */
const BLOCKS = [0x4000, 0x5000, 0x6000];
const BLOCK_WORDS = 0x80;
const EMPTY_REGISTERS: AddressSpace = {
  functionCode: 3,
  read: (address, words) => {
    const holds = (block: number): boolean =>
      address >= block && address + words <= block + BLOCK_WORDS;
    return BLOCKS.some(holds)
      ? ok(new Array<number>(words).fill(0))
      : err(EXCEPTION.illegalAddress);
  },
};

const GRID_HZ = 50;

/** Answers as the real one does, with all values but the grid's 0 until they are set. */
async function startMeter(framing: Framing): Promise<Simulator> {
  const registers = (): AddressSpace => EMPTY_REGISTERS;
  const started = await startSimulator({ clock: SYSTEM_CLOCK, framing, registers });
  if (!started.ok) throw new Error(started.error.kind);
  const simulator = started.value;
  simulator.set(0x4000, [SERIAL >>> 16, SERIAL & 0xffff]);
  simulator.set(0x400f, [1]);
  simulator.set(0x4026, [FLOAT_FORMAT]);
  simulator.set(0x5008, GRID_HZ);
  return simulator;
}

const rigs: Rig[] = [];

export async function startRig(framing: Framing, options: RigOptions = {}): Promise<Rig> {
  const wires = new Wires();
  const simulator = await startMeter(framing);
  const clock = patientClock(wires);
  const proxy = await startProxy({ serverPort: simulator.port, framing, clock });
  const rig = new Rig(framing, simulator, proxy, { clock, wires }, options);
  rigs.push(rig);
  return rig;
}

async function closeRigs(): Promise<void> {
  for (const rig of rigs.splice(0)) await rig.close();
}

/** After each test no socket is left, and there was never more than one. */
export function closeRigsAfterEach(): void {
  afterEach(closeRigs);
}

/** The same for tests that run at the same time. */
export function closeRigsAfterAll(): void {
  afterAll(closeRigs);
}

export const pause = (ms: number): Promise<void> =>
  SYSTEM_CLOCK.sleep(millis(ms), new AbortController().signal);

/** Bytes that look like nothing. */
export const junk = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => (index * 37 + 11) & 0xff);
