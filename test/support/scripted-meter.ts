import type { PollFault } from '../../app/fault.ts';
import type { MeterSession } from '../../app/live.ts';
import { EMPTY_MEASUREMENT, type RawReading } from '../../app/measurement.ts';
import type { MeterHint } from '../../app/meter-hint.ts';
import { err, ok, type Result } from '../../app/result.ts';
import { type EpochMs, millis } from '../../app/units.ts';
import type { Clock } from '../../main/clock.ts';
import type { Meter } from '../../main/poller/meter.ts';
import { measured, type PlainValues } from './readings.ts';

/** What comes of one read: values, or a fault; after so many ms. */
export interface Answer {
  readonly values?: PlainValues;
  readonly fault?: PollFault;
  readonly tookMs?: number;
}

/** One read as the meter saw it. */
export interface Asked {
  readonly at: EpochMs;
  readonly slow: boolean;
}

const SESSION: MeterSession = {
  framing: 'tcp',
  identity: { serial: 1, energyMode: 'import', floatFormat: true },
};

/** A meter at the poller's own interface: what it answers is said by the test. */
export class ScriptedMeter implements Meter {
  readonly asked: Asked[] = [];
  /** Most reads that ever were under way at once. */
  mostAtOnce = 0;
  disconnects = 0;
  /** Answers of the next reads; afterwards an idle heat pump after 80 ms. */
  readonly script: Answer[] = [];
  readonly #clock: Clock;
  #underWay = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async read(
    { slow }: { readonly slow: boolean },
    stop: AbortSignal,
  ): Promise<Result<RawReading, PollFault>> {
    this.asked.push({ at: this.#clock.now(), slow });
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#underWay);
    const { values = {}, fault, tookMs = 80 } = this.script.shift() ?? {};
    await this.#clock.sleep(millis(tookMs), stop);
    this.#underWay -= 1;
    if (stop.aborted) return err({ kind: 'stopped' });
    if (fault !== undefined) return err(fault);
    const all = measured(values);
    const { energy, energyL1, energyL2, energyL3 } = EMPTY_MEASUREMENT;
    const fast = { ...all, energy, energyL1, energyL2, energyL3 };
    return ok({ at: this.#clock.now(), values: slow ? all : fast });
  }

  session(): MeterSession | null {
    return SESSION;
  }

  hints(): readonly MeterHint[] {
    return [];
  }

  disconnect(): void {
    this.disconnects += 1;
  }
}
