import { type CounterState, isUnknown, type Limits } from '../../app/counters.ts';
import type { PollFault } from '../../app/fault.ts';
import { backoffSeconds } from '../../app/link.ts';
import type { RawReading } from '../../app/measurement.ts';
import { type Rejection, unbelieved, type Verdict } from '../../app/plausibility.ts';
import type { PollEvent } from '../../app/poll.ts';
import { nextGridPoint, nextGridPointAfter } from '../../app/poll-grid.ts';
import type { Result } from '../../app/result.ts';
import { between, type EpochMs, type Millis, millis, seconds } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import type { Meter } from './meter.ts';
import { ReadingJudge, type WiringMemory } from './reading-judge.ts';

export interface PollerOptions {
  readonly meter: Meter;
  readonly clock: Clock;
  readonly pollEvery: Millis;
  /** The most that the line can carry, in W; asked at each poll since it is a setting. */
  readonly connectionLimit: () => Limits['connection'];
  /** Counters as an earlier run left them, so that a jump over a restart is noticed. */
  readonly counters: CounterState;
  /** What is known of the phases at this meter beyond the end of the app. */
  readonly wiring: WiringMemory;
  /** Must not throw and must not wait: see `createFeed`. */
  readonly publish: (event: PollEvent) => void;
}

/** Energy counters move slowly; more often would only take bus time from others. */
export const ENERGY_EVERY = seconds(30);

/** Asks the meter on the clock's grid, one poll at a time, and publishes what came of it. */
export class Poller {
  readonly #options: PollerOptions;
  readonly #stop = new AbortController();
  readonly #judge: ReadingJudge;
  #pollEvery: Millis;
  #paused = false;
  #failures = 0;
  #energyPolledAt: EpochMs | null = null;
  /** Ends the wait that is under way, so that a change takes effect at once. */
  #wake = new AbortController();
  #polling = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(options: PollerOptions) {
    this.#options = options;
    this.#judge = new ReadingJudge(options.counters, options.wiring);
    this.#pollEvery = options.pollEvery;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Faster or slower from now on; getting faster polls at once. */
  setPace(pollEvery: Millis): void {
    if (pollEvery === this.#pollEvery) return;
    const faster = pollEvery < this.#pollEvery;
    this.#pollEvery = pollEvery;
    this.#options.publish({ kind: 'pace', at: this.#options.clock.now(), pollEvery });
    if (faster) this.#wake.abort();
  }

  /** Ends the poll under way and closes the connection until {@link resume}. */
  pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    this.#polling.abort();
    this.#options.meter.disconnect();
    this.#options.publish({ kind: 'paused', at: this.#options.clock.now() });
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#failures = 0;
    this.#options.publish({ kind: 'resumed', at: this.#options.clock.now() });
    this.#wake.abort();
  }

  /** Resolves when no poll is under way and the connection is closed. */
  async close(): Promise<void> {
    this.#stop.abort();
    this.#polling.abort();
    this.#wake.abort();
    await this.#running;
    this.#options.meter.disconnect();
  }

  async #run(): Promise<void> {
    let next = this.#options.clock.now();
    while (!this.#stop.signal.aborted) {
      next = this.#paused ? await this.#untilWoken() : await this.#pollOnce(next);
      next = await this.#waitUntil(next);
    }
  }

  /** Answers when the pause ended. */
  async #untilWoken(): Promise<EpochMs> {
    const { clock } = this.#options;
    while (this.#paused && !this.#stop.signal.aborted) {
      this.#wake = new AbortController();
      await clock.sleep(seconds(3600), this.#wake.signal);
    }
    return clock.now();
  }

  /** Answers the point at which the wait ended: `at`, or earlier when somebody woke the poller. */
  async #waitUntil(at: EpochMs): Promise<EpochMs> {
    const { clock } = this.#options;
    const wake = new AbortController();
    this.#wake = wake;
    if (this.#stop.signal.aborted) return at;
    // A wall clock that steps back during the wait must not keep the poller waiting.
    const wait = Math.min(between(clock.now(), at), this.#longestWait());
    await clock.sleep(millis(Math.max(0, wait)), wake.signal);
    return wake.signal.aborted ? clock.now() : at;
  }

  #longestWait(): number {
    return this.#pollEvery + seconds(backoffSeconds(this.#failures));
  }

  /** @param planned where on the grid this poll stands. Answers where the next one does. */
  async #pollOnce(planned: EpochMs): Promise<EpochMs> {
    const { clock } = this.#options;
    const slow = this.#isEnergyDue(planned);
    const { signal } = this.#newPolling();
    const began = clock.elapsed();
    const answer = await this.#read(slow, signal);
    const now = clock.now();
    // Paused or closed, and perhaps resumed meanwhile.
    if (signal.aborted) return now;
    if (!answer.ok) return this.#failed(answer.error, now);
    const verdict = this.#judge.judge(answer.value, this.#limits());
    const unfit = unbelieved(verdict);
    if (unfit !== null) return this.#failed(faultOf(unfit), now, verdict.rejections);
    if (slow) this.#energyPolledAt = planned;
    this.#failures = 0;
    this.#publishReading(verdict, slow, millis(clock.elapsed() - began));
    return nextGridPoint(now, this.#pollEvery);
  }

  /**
   * While nothing is known of the counters, nothing could tell a corrupt one, so they are read twice
   * and must agree.
   */
  async #read(slow: boolean, stop: AbortSignal): Promise<Result<RawReading, PollFault>> {
    const { meter } = this.#options;
    const first = await meter.read({ slow }, stop);
    if (!first.ok || !slow || !isUnknown(this.#judge.counters)) return first;
    this.#judge.holdBack(first.value, this.#limits());
    const second = await meter.read({ slow }, stop);
    if (!second.ok) this.#judge.forgetCounters();
    return second;
  }

  #limits(): Limits {
    const energyMode = this.#options.meter.session()?.identity.energyMode ?? null;
    return { connection: this.#options.connectionLimit(), energyMode };
  }

  #newPolling(): AbortController {
    this.#polling = new AbortController();
    return this.#polling;
  }

  #isEnergyDue(planned: EpochMs): boolean {
    const last = this.#energyPolledAt;
    if (last === null) return true;
    const span = between(last, planned);
    return span >= ENERGY_EVERY || span < 0;
  }

  #failed(fault: PollFault, at: EpochMs, rejections: readonly Rejection[] = []): EpochMs {
    this.#failures += 1;
    const wait = seconds(backoffSeconds(this.#failures));
    const nextTryAt = nextGridPointAfter(at, wait, this.#pollEvery);
    const found = rejections.length === 0 ? {} : { rejections };
    this.#options.publish({ kind: 'fault', at, fault, nextTryAt, ...found });
    return nextTryAt;
  }

  #publishReading(verdict: Verdict, energyAsked: boolean, took: Millis): void {
    const { meter, publish } = this.#options;
    const { reading, rejections, counterEvents } = verdict;
    const about = {
      session: meter.session(),
      took,
      hints: [...meter.hints(), ...this.#judge.hints()],
    };
    publish({ kind: 'reading', reading, energyAsked, rejections, counterEvents, ...about });
  }
}

function faultOf({ field, value, reason }: Rejection): PollFault {
  const frozen = reason === 'frozen' ? { isFrozen: true } : {};
  return { kind: 'implausible', field, value, ...frozen };
}
