import type { CounterState, Limits } from '../../app/counters.ts';
import type { MeterAddress, MeterSource } from '../../app/meter-url.ts';
import type { PollEvent } from '../../app/poll.ts';
import { DEFAULT_MODEL } from '../../app/registers/models.ts';
import type { Millis } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import type { GatewayMemory } from '../meter/gateway-memory.ts';
import { createModbusMeter } from '../meter/modbus-meter.ts';
import { Poller } from '../poller/poller.ts';
import type { WiringMemory } from '../poller/reading-judge.ts';
import { createVolatileGateways } from '../settings/settings-store.ts';
import type { AddressSpace } from '../simulator/address-space.ts';
import { SIMULATED_MODELS } from '../simulator/models.ts';
import { startSimulator } from '../simulator/server.ts';

/** A source that is ready to be read. */
export interface StartedSource {
  readonly kind: MeterSource['kind'];
  readonly address: MeterAddress;
  /** What the demo meter has in its registers at any time; null: a real meter. */
  readonly demo: AddressSpace | null;
  close(): Promise<void>;
}

export interface StationOptions {
  readonly source: StartedSource;
  readonly clock: Clock;
  readonly pollEvery: Millis;
  /** Where the counters stood when the record ended. */
  readonly counters: CounterState;
  readonly connectionLimit: () => Limits['connection'];
  readonly memory: GatewayMemory;
  readonly publish: (event: PollEvent) => void;
}

/** Everything that stands between one source and its readings. */
export interface Station {
  readonly poller: Poller;
  /** What the demo meter has in its registers at any time; null: a real meter. */
  readonly demo: AddressSpace | null;
  close(): Promise<void>;
}

const DEMO_UNIT = 2;

/** The demo meter is a Modbus server of our own on loopback, read like any other. */
async function startDemo(clock: Clock): Promise<StartedSource> {
  const started = await startSimulator({ clock, framing: 'tcp', unit: DEMO_UNIT });
  if (!started.ok) throw new Error(`The demo meter cannot start: ${JSON.stringify(started.error)}`);
  const { pump, port, close } = started.value;
  return {
    kind: 'demo',
    address: { framing: 'tcp', host: '127.0.0.1', port, unit: DEMO_UNIT, model: DEFAULT_MODEL },
    demo: SIMULATED_MODELS[DEFAULT_MODEL](pump, DEMO_UNIT),
    close,
  };
}

export function startSource(source: MeterSource, clock: Clock): Promise<StartedSource> {
  if (source.kind === 'demo') return startDemo(clock);
  const { kind, address } = source;
  return Promise.resolve({ kind, address, demo: null, close: () => Promise.resolve() });
}

/** Kept with the gateway, once that is known. */
function wiringMemory(memory: GatewayMemory, { host, port, unit }: MeterAddress): WiringMemory {
  const known = (): readonly number[] => memory.recall(host, port)?.totalOnlyUnits ?? [];
  return {
    isTotalOnly: () => known().includes(unit),
    remember(isTotalOnly) {
      const habits = memory.recall(host, port);
      if (habits === null || isTotalOnly === known().includes(unit)) return;
      const others = known().filter((other) => other !== unit);
      const totalOnlyUnits = isTotalOnly ? [...others, unit] : others;
      memory.remember(host, port, { ...habits, totalOnlyUnits });
    },
  };
}

/** Starts polling at once. */
export function openStation(options: StationOptions): Station {
  const { source, clock } = options;
  // The demo's port is another one at every start and not worth keeping.
  const memory = source.kind === 'demo' ? createVolatileGateways() : options.memory;
  const meter = createModbusMeter({ address: source.address, clock, memory });
  const { pollEvery, counters, connectionLimit, publish } = options;
  const wiring = wiringMemory(memory, source.address);
  const poller = new Poller({
    meter,
    clock,
    pollEvery,
    counters,
    connectionLimit,
    wiring,
    publish,
  });
  poller.start();
  return {
    poller,
    demo: source.demo,
    async close() {
      await poller.close();
      await source.close();
    },
  };
}
