import { once } from 'node:events';
import { get } from 'node:http';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { nextGridPoint } from '../../app/poll-grid.ts';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import { createTexts } from '../../app/text/translate.ts';
import { faceOf } from '../../app/tray/face.ts';
import { tooltipOf, trayWords } from '../../app/tray/words.ts';
import { between, type EpochMs, type Millis, millis } from '../../app/units.ts';
import { Alerts } from '../../main/alerts/alerts.ts';
import { Core } from '../../main/compose.ts';
import { openFileLog } from '../../main/desktop/file-log.ts';
import { logHints, logTransitions } from '../../main/log-transitions.ts';
import { type ServedMetrics, serveMetrics } from '../../main/metrics/serve-metrics.ts';
import { ENERGY_EVERY } from '../../main/poller/poller.ts';
import {
  createVolatileGateways,
  createVolatileSettings,
} from '../../main/settings/settings-store.ts';
import { type Simulator, startSimulator } from '../../main/simulator/server.ts';
import { ManualClock } from '../support/manual-clock.ts';

/** Waits up to this long are the manners of a client on the bus; longer ones are its patience. */
const SHORT: Millis = millis(100);
/** Real time after which an unplugged meter's silence is believed. */
const SILENCE_MS = 5;
/** So many polls may wait for the record's thread. */
const BACKLOG = 64;

/**
 * The main process without its windows, against a simulated meter on a real socket, in a time that
 * jumps to the next thing that is due.
 */
export class CompressedApp {
  readonly clock: ManualClock;
  readonly core: Core;
  readonly meter: Simulator;
  polls = 0;
  faults = 0;
  told = 0;
  readonly #metrics: ServedMetrics;
  readonly #alerts: Alerts;
  #polled = false;
  #isPlugged = true;
  /** By the monotonic clock. */
  #nextPoll: Millis;

  private constructor(
    folder: string,
    clock: ManualClock,
    meter: Simulator,
    pollEvery: Millis,
    port: number,
    worker: URL | undefined,
  ) {
    this.clock = clock;
    this.meter = meter;
    this.#nextPoll = clock.elapsed();
    const log = openFileLog({ folder: join(folder, 'logs'), clock, echo: () => undefined });
    const address = {
      framing: 'tcp',
      host: '127.0.0.1',
      port: meter.port,
      unit: 2,
      model: 'wago-879',
    } as const;
    const settings = {
      ...DEFAULT_SETTINGS,
      source: { kind: 'meter', address } as const,
      pollIdleS: pollEvery / 1000,
      metrics: { enabled: true, host: '127.0.0.1', port },
    };
    const zone = 'Europe/Berlin';
    const core = new Core({
      settings: createVolatileSettings(settings),
      flags: {},
      memory: createVolatileGateways(),
      clock,
      log,
      zone,
      historyDir: folder,
      ...(worker === undefined ? {} : { historyWorker: worker }),
    });
    this.core = core;
    const build = { version: 'soak', runtime: 'node' };
    const shared = { core, clock, log, build };
    this.#metrics = serveMetrics({ ...shared, energyEvery: ENERGY_EVERY, language: 'de' });
    const tell = (): void => {
      this.told += 1;
    };
    this.#alerts = new Alerts({ core, clock, log, zone, folder, tell });
    this.#alerts.start();
    core.polls.subscribe(logTransitions(log, () => core.states.state.live));
    core.polls.subscribe(logHints(log));
    this.#speak();
    this.#followPolls();
  }

  static async start(
    folder: string,
    now: EpochMs,
    pollEvery: Millis,
    port: number,
    worker?: URL,
  ): Promise<CompressedApp> {
    const clock = new ManualClock(now);
    const started = await startSimulator({ clock, framing: 'tcp' });
    if (!started.ok) throw new Error(`The simulated meter cannot start: ${started.error.kind}`);
    const app = new CompressedApp(folder, clock, started.value, pollEvery, port, worker);
    await app.core.open();
    await app.#finishPoll();
    return app;
  }

  /** The words and the face of the tray, at each change, as the tray would. */
  #speak(): void {
    const { t } = createTexts('de');
    this.core.states.subscribe(() => {
      const { state } = this.core.states;
      tooltipOf(trayWords(state, this.clock.now(), t, 'de'));
      faceOf(state, this.clock.now());
    });
  }

  #followPolls(): void {
    this.core.polls.subscribe((event) => {
      if (event.kind !== 'reading' && event.kind !== 'fault') return;
      const now = this.clock.now();
      const { pollEvery } = this.core.states.state.live;
      const next = event.kind === 'fault' ? event.nextTryAt : nextGridPoint(now, pollEvery);
      this.#nextPoll = millis(this.clock.elapsed() + between(now, next));
      this.#polled = true;
      this.polls += 1;
      if (event.kind === 'fault') this.faults += 1;
    });
  }

  /** Jumps to the next poll and lets it come to its end. */
  async poll(): Promise<void> {
    this.#polled = false;
    await this.clock.advance(Math.max(0, this.#nextPoll - this.clock.elapsed()));
    await this.#finishPoll();
    if (this.polls % BACKLOG === 0) await this.core.history?.counters();
  }

  async #finishPoll(): Promise<void> {
    let since = performance.now();
    while (!this.#polled) {
      const due = this.clock.dueIn;
      const isSilent = !this.#isPlugged && performance.now() - since > SILENCE_MS;
      if (due !== null && (due <= SHORT || isSilent)) {
        await this.clock.advance(due);
        since = performance.now();
      } else await turn();
    }
  }

  /** Takes the meter off the line for `polls` polls. */
  async outage(polls: number): Promise<void> {
    this.meter.unplug();
    this.#isPlugged = false;
    for (let poll = 0; poll < polls; poll++) await this.poll();
    this.meter.plug();
    this.#isPlugged = true;
  }

  /** As over a suspend of the machine that was announced. */
  async pause(span: Millis): Promise<void> {
    this.core.pause();
    await this.clock.advance(span);
    this.#polled = false;
    this.core.resume();
    await this.#finishPoll();
  }

  /** Somebody looks for `polls` polls. */
  async watch(polls: number): Promise<void> {
    this.#polled = false;
    this.core.setWatched(true);
    await this.#finishPoll();
    for (let poll = 0; poll < polls; poll++) await this.poll();
    this.core.setWatched(false);
  }

  /** What Prometheus gets, on a connection of its own. */
  async scrape(): Promise<string> {
    const { port, host } = this.core.settings.metrics;
    const request = get({ host, port, path: '/metrics', agent: false });
    const [response] = await once(request, 'response');
    let text = '';
    for await (const chunk of response) text += chunk;
    return text;
  }

  async close(): Promise<void> {
    this.#alerts.close();
    await this.#metrics.close();
    await this.core.close();
    await this.meter.close();
  }
}
