import type { Framing } from '../../app/meter-url.ts';
import type { Bus } from '../../app/registers/bus.ts';
import { DEFAULT_MODEL, type ModelId } from '../../app/registers/models.ts';
import { ok, type Result } from '../../app/result.ts';
import { after, type EpochMs, type Millis, millis } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import { fittedBefore } from './fitted.ts';
import { type FrameFormat, MBAP, RTU } from './framing.ts';
import { createHeatPump, type HeatPump } from './heat-pump.ts';
import { Line } from './line.ts';
import { type ListenFault, listen, type Serve } from './listener.ts';
import { type Registers, SIMULATED_MODELS } from './models.ts';
import { OverriddenSpace } from './overridden-space.ts';
import { Station, type StationStats } from './station.ts';

export interface SimulatorOptions {
  readonly clock: Clock;
  readonly framing: Framing;
  /** Without it the loopback. */
  readonly host?: string;
  /** 0 or none: any free port. */
  readonly port?: number;
  /** Without it 2. */
  readonly unit?: number;
  /** The same seed is the same heat pump, grid and weather. */
  readonly seed?: number;
  /** Simulated seconds in one real second. */
  readonly speed?: number;
  /** Simulated time at the start; without it the clock's. */
  readonly startAt?: EpochMs;
  /** A serial line between the port and the meter; none: answers come at once. */
  readonly bus?: Bus;
  /** Without it the usual one. */
  readonly model?: ModelId;
  /** Registers in place of those of the model. */
  readonly registers?: Registers;
}

interface SimulatorStats extends StationStats {
  /** Time for which the serial line was taken; 0 without one. */
  readonly busyMs: Millis;
}

/** A simulated meter that answers on a real socket. */
export interface Simulator {
  readonly port: number;
  /** What the meter measures, and the truth about it. */
  readonly pump: HeatPump;
  /** Simulated time; never steps back. */
  now(): EpochMs;
  stats(): SimulatorStats;
  /** Replaces registers until {@link reset}. @param value a float32, or words as they are. */
  set(address: number, value: number | readonly number[]): void;
  /** Every register as the meter has it. */
  reset(): void;
  /** Takes the meter off the line: connections stay, answers do not come. */
  unplug(): void;
  plug(): void;
  /** Closes the port and every connection. */
  close(): Promise<void>;
}

const DEFAULT_SEED = 879;
const DEFAULT_UNIT = 2;
const LOOPBACK = '127.0.0.1';

const FORMATS: Readonly<Record<Framing, FrameFormat>> = { tcp: MBAP, 'rtu-over-tcp': RTU };

function simulatedTime(clock: Clock, startAt: EpochMs, speed: number): () => EpochMs {
  const begun = clock.elapsed();
  return () => after(startAt, (clock.elapsed() - begun) * speed);
}

/** Starts a simulated meter. */
export async function startSimulator(
  options: SimulatorOptions,
): Promise<Result<Simulator, ListenFault>> {
  const { clock, speed = 1, seed = DEFAULT_SEED, startAt = clock.now() } = options;
  const { unit: ownUnit = DEFAULT_UNIT, model = DEFAULT_MODEL } = options;
  const { registers = SIMULATED_MODELS[model] } = options;
  const stop = new AbortController();
  const now = simulatedTime(clock, startAt, speed);
  const pump = createHeatPump({ seed, fitted: fittedBefore(startAt) });
  const space = new OverriddenSpace(registers(pump, ownUnit));
  const station = new Station(ownUnit, space);
  const line = options.bus === undefined ? null : new Line(options.bus, clock, stop.signal);
  const serve: Serve = async ({ unit, pdu, seal }) => {
    const ask = (): Uint8Array | null => station.answer(unit, pdu, now());
    const reply = line === null ? ask() : await line.carry(pdu, ask);
    return reply === null ? null : seal(reply);
  };
  const where = { host: options.host ?? LOOPBACK, port: options.port ?? 0 };
  const opened = await listen(where, FORMATS[options.framing], serve, clock);
  if (!opened.ok) return opened;
  return ok({
    port: opened.value.port,
    pump,
    now,
    stats: () => ({ ...station.stats(), busyMs: line?.busyMs ?? millis(0) }),
    set: (address, value) => space.set(address, value),
    reset: () => space.reset(),
    unplug: () => station.setPlugged(false),
    plug: () => station.setPlugged(true),
    close: () => {
      stop.abort();
      return opened.value.close();
    },
  });
}
