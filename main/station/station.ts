import type { CounterState, Limits } from '../../app/counters.ts';
import type { MeterAddress, MeterSource } from '../../app/meter-url.ts';
import type { PollEvent } from '../../app/poll.ts';
import { WAGO_879 } from '../../app/registers/wago-879.ts';
import type { Millis } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import type { GatewayMemory } from '../meter/gateway-memory.ts';
import { createModbusMeter } from '../meter/modbus-meter.ts';
import { Poller } from '../poller/poller.ts';
import { createVolatileGateways } from '../settings/settings-store.ts';
import type { AddressSpace } from '../simulator/address-space.ts';
import { wago879Space } from '../simulator/registers.ts';
import { type Simulator, startSimulator } from '../simulator/server.ts';

export interface StationOptions {
  readonly source: MeterSource;
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
async function startDemo(clock: Clock): Promise<{ simulator: Simulator; address: MeterAddress }> {
  const started = await startSimulator({ clock, framing: 'tcp', unit: DEMO_UNIT });
  if (!started.ok) throw new Error(`The demo meter cannot start: ${JSON.stringify(started.error)}`);
  const simulator = started.value;
  const { port } = simulator;
  return { simulator, address: { framing: 'tcp', host: '127.0.0.1', port, unit: DEMO_UNIT } };
}

/** Starts polling at once. */
export async function openStation(options: StationOptions): Promise<Station> {
  const { source, clock } = options;
  const demo = source.kind === 'demo' ? await startDemo(clock) : null;
  const address = demo?.address ?? (source.kind === 'meter' ? source.address : null);
  if (address === null) throw new Error('A source is either the demo or a meter');
  const meter = createModbusMeter({
    address,
    model: WAGO_879,
    clock,
    // The demo's port is another one at every start and not worth keeping.
    memory: demo === null ? options.memory : createVolatileGateways(),
  });
  const { pollEvery, counters, connectionLimit, publish } = options;
  const poller = new Poller({ meter, clock, pollEvery, counters, connectionLimit, publish });
  poller.start();
  return {
    poller,
    demo: demo === null ? null : wago879Space(demo.simulator.pump, DEMO_UNIT),
    async close() {
      await poller.close();
      await demo?.simulator.close();
    },
  };
}
