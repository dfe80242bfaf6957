import { mkdtemp, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Framing } from '../../app/meter-url.ts';
import type { PollEvent } from '../../app/poll.ts';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import { after, epochMs } from '../../app/units.ts';
import { Core } from '../../main/compose.ts';
import { type ServedMetrics, serveMetrics } from '../../main/metrics/serve-metrics.ts';
import { ENERGY_EVERY } from '../../main/poller/poller.ts';
import {
  createVolatileGateways,
  createVolatileSettings,
} from '../../main/settings/settings-store.ts';
import { type Simulator, startSimulator } from '../../main/simulator/server.ts';
import { open, request } from '../metrics/raw-http.ts';
import { createLogBook, meterAt } from '../support/core.ts';
import { type MisbehavingProxy, startProxy } from '../support/proxy.ts';
import { QuietClock } from '../support/quiet-clock.ts';
import { Wires } from '../support/wires.ts';
import { KnownMeter } from './known-meter.ts';
import { Witness } from './witness.ts';

/** A Saturday morning, so that no local midnight comes between. */
export const BEGIN = epochMs(Date.UTC(2026, 10, 21, 8));
/** Most polls after which a fault must have ended. */
const MOST_POLLS = 40;

export interface StageOptions {
  readonly framing: Framing;
  readonly everyS: number;
  /** The built thread of the history. */
  readonly worker: URL;
}

/** What came of a poll: all values, some of them, or the kind of the fault. */
export type Outcome = 'values' | 'gaps' | (PollEvent & { kind: 'fault' })['fault']['kind'];

type Poll = PollEvent & { readonly kind: 'reading' | 'fault' };

export const outcomeOf = (poll: Poll): Outcome => {
  if (poll.kind === 'fault') return poll.fault.kind;
  return poll.rejections.length === 0 ? 'values' : 'gaps';
};

/** The whole core with its record on disk and its endpoint, behind the misbehaving proxy. */
export class Stage {
  readonly clock: QuietClock;
  readonly proxy: MisbehavingProxy;
  readonly core: Core;
  readonly witness: Witness;
  readonly framing: Framing;
  /** Every poll so far, oldest first. */
  readonly polls: Poll[] = [];
  readonly #simulator: Simulator;
  readonly #wires: Wires;
  readonly #folder: string;
  readonly #metrics: ServedMetrics;
  #others = 0;
  #started: Promise<void> | null = null;
  /** Sockets to the gateway that were still open when the app had been closed. */
  socketsLeft = 0;

  private constructor(
    parts: Pick<Stage, 'clock' | 'proxy' | 'core' | 'witness' | 'framing'>,
    simulator: Simulator,
    wires: Wires,
    folder: string,
  ) {
    this.clock = parts.clock;
    this.proxy = parts.proxy;
    this.core = parts.core;
    this.witness = parts.witness;
    this.framing = parts.framing;
    this.#simulator = simulator;
    this.#wires = wires;
    this.#folder = folder;
    this.core.polls.subscribe((event) => {
      if (event.kind === 'reading' || event.kind === 'fault') this.polls.push(event);
    });
    this.#metrics = serveMetrics({
      core: this.core,
      energyEvery: ENERGY_EVERY,
      clock: this.clock,
      log: createLogBook(),
      build: { version: '0.0.0', runtime: 'node' },
      language: 'en',
    });
  }

  static async open({ framing, everyS, worker }: StageOptions): Promise<Stage> {
    const wires = new Wires();
    const clock = new QuietClock(BEGIN, wires);
    const meter = new KnownMeter(BEGIN);
    const started = await startSimulator({ clock, framing, registers: () => meter });
    if (!started.ok) throw new Error(started.error.kind);
    const proxy = await startProxy({ serverPort: started.value.port, framing, clock });
    const folder = await mkdtemp(join(tmpdir(), 'wago-faults-'));
    const source = meterAt(proxy.port, framing);
    const metrics = { enabled: true, host: '127.0.0.1', port: 0 };
    const core = new Core({
      settings: createVolatileSettings({
        ...DEFAULT_SETTINGS,
        source,
        metrics,
        pollIdleS: everyS,
      }),
      flags: {},
      memory: createVolatileGateways(),
      clock,
      log: createLogBook(),
      zone: 'Europe/Berlin',
      historyDir: folder,
      historyWorker: worker,
    });
    const witness = new Witness(meter, core);
    const stage = new Stage({ clock, proxy, core, witness, framing }, started.value, wires, folder);
    return stage;
  }

  /** Opens the core. */
  start(): Promise<void> {
    this.#started ??= this.core.open();
    return this.#started;
  }

  /** Lets time pass until the next poll has ended, and asks the endpoint what it says then. */
  async poll(): Promise<Poll> {
    await this.start();
    const count = this.polls.length;
    await this.clock.runUntil(() => this.polls.length > count);
    await this.#scrape();
    const poll = this.polls[count];
    if (poll === undefined) throw new Error('there was no poll');
    return poll;
  }

  /** Polls until all that was asked came; answers how many polls that took. */
  async pollsUntilValues(): Promise<number> {
    for (let polls = 1; polls <= MOST_POLLS; polls++) {
      if (outcomeOf(await this.poll()) === 'values') return polls;
    }
    return Number.POSITIVE_INFINITY;
  }

  /** Polls until the counters were asked for as well; answers whether all ten values came. */
  async hasAllValues(): Promise<boolean> {
    for (let polls = 1; polls <= MOST_POLLS; polls++) {
      const poll = await this.poll();
      if (outcomeOf(poll) !== 'values') return false;
      if (poll.kind === 'reading' && poll.energyAsked) return true;
    }
    return false;
  }

  /** Looks at everything that was recorded. */
  lookAtHistory(): Promise<void> {
    return this.witness.lookAtHistory(BEGIN, after(this.clock.now(), 1));
  }

  /** Other clients of the same gateway, connected. */
  async others(count: number): Promise<readonly Socket[]> {
    this.#others += count;
    const sockets = await Promise.all(Array.from({ length: count }, () => open(this.proxy.port)));
    await this.clock.run(1);
    return sockets;
  }

  /** Most sockets to the gateway that the app had at once. */
  get mostSockets(): number {
    return this.proxy.peak - this.#others;
  }

  async close(): Promise<void> {
    await this.#metrics.close();
    await this.core.close();
    await this.clock.run(1);
    this.socketsLeft = this.proxy.open;
    await this.proxy.close();
    await this.#simulator.close();
    this.#wires.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #scrape(): Promise<void> {
    const { status } = this.#metrics.report();
    if (status.state !== 'listening') return;
    const { port } = status.at;
    const body = await request(port, 'GET /metrics HTTP/1.1', 'Host: localhost');
    this.witness.lookAtMetrics(body.replaceAll('\r', ''));
  }
}
