import type { Reading } from '../../app/measurement.ts';
import type { MeterAddress } from '../../app/meter-url.ts';
import type { PollEvent } from '../../app/poll.ts';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import { Core } from '../../main/compose.ts';
import { lineLog } from '../../main/log.ts';
import { type ServedMetrics, serveMetrics } from '../../main/metrics/serve-metrics.ts';
import { ENERGY_EVERY } from '../../main/poller/poller.ts';
import {
  createVolatileGateways,
  createVolatileSettings,
} from '../../main/settings/settings-store.ts';
import { type Simulator, startSimulator } from '../../main/simulator/server.ts';

/** A simulated meter, the core that polls it every second, and the endpoint: all real. */
export interface ServedCore {
  readonly simulator: Simulator;
  readonly core: Core;
  readonly served: ServedMetrics;
  /** Where `/metrics` is. */
  readonly port: number;
  readonly log: readonly string[];
  /** Every reading so far, oldest first. */
  readonly readings: readonly Reading[];
  /** Resolves with the next event that `wanted` accepts. */
  next(wanted: (event: PollEvent) => boolean): Promise<PollEvent>;
  close(): Promise<void>;
}

function nextPoll(core: Core, wanted: (event: PollEvent) => boolean): Promise<PollEvent> {
  return new Promise((resolve) => {
    const unsubscribe = core.polls.subscribe((event) => {
      if (!wanted(event)) return;
      unsubscribe();
      resolve(event);
    });
  });
}

function coreFor(address: MeterAddress, log: string[]): Core {
  return new Core({
    settings: createVolatileSettings({
      ...DEFAULT_SETTINGS,
      source: { kind: 'meter', address },
      pollIdleS: 1,
      metrics: { enabled: true, host: '127.0.0.1', port: 0 },
    }),
    flags: {},
    memory: createVolatileGateways(),
    clock: SYSTEM_CLOCK,
    log: lineLog(SYSTEM_CLOCK, (line) => log.push(line)),
    zone: 'Europe/Berlin',
    historyDir: null,
  });
}

function portOf(served: ServedMetrics): number {
  const { status } = served.report();
  if (status.state !== 'listening') throw new Error(`not listening: ${JSON.stringify(status)}`);
  return status.at.port;
}

/** Serves the metrics of `core`; resolves when the port is open. */
async function serve(core: Core, log: string[]): Promise<ServedMetrics> {
  let announce = (): void => undefined;
  const listening = new Promise<void>((resolve) => {
    announce = resolve;
  });
  const served = serveMetrics({
    core,
    energyEvery: ENERGY_EVERY,
    clock: SYSTEM_CLOCK,
    log: lineLog(SYSTEM_CLOCK, (line) => log.push(line)),
    build: { version: '0.0.0', runtime: 'node' },
    language: 'en',
    onStatus: (status) => {
      if (status.state === 'listening') announce();
    },
  });
  await listening;
  return served;
}

/** Resolves after the first reading. */
export async function startServedCore(): Promise<ServedCore> {
  const started = await startSimulator({ framing: 'tcp', seed: 1, clock: SYSTEM_CLOCK });
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  const simulator = started.value;
  const log: string[] = [];
  const core = coreFor(
    { framing: 'tcp', host: '127.0.0.1', port: simulator.port, unit: 2, model: 'wago-879' },
    log,
  );
  const readings: Reading[] = [];
  core.polls.subscribe((event) => event.kind === 'reading' && readings.push(event.reading));
  const served = await serve(core, log);
  const first = nextPoll(core, (event) => event.kind === 'reading');
  await core.open();
  await first;
  return {
    simulator,
    core,
    served,
    port: portOf(served),
    log,
    readings,
    next: (wanted) => nextPoll(core, wanted),
    async close() {
      await served.close();
      await core.close();
      await simulator.close();
    },
  };
}
