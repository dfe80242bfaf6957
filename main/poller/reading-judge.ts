import { type CounterState, heldBackFrom, type Limits, NO_COUNTERS } from '../../app/counters.ts';
import { isFrozen, nextStillness, type Stillness } from '../../app/frozen.ts';
import type { RawReading } from '../../app/measurement.ts';
import type { MeterHint } from '../../app/meter-hint.ts';
import { judge, rejectAll, type Verdict } from '../../app/plausibility.ts';
import { isStillImport, nextStillImport, type StillImport } from '../../app/still-import.ts';
import {
  nextWiring,
  TOTAL_ONLY,
  UNKNOWN_WIRING,
  type Wiring,
  wiredValues,
} from '../../app/wiring.ts';

/** What is known of the phases at a meter beyond the end of the app. */
export interface WiringMemory {
  /** Whether the phases never went with the total when the meter was last read. */
  isTotalOnly(): boolean;
  remember(isTotalOnly: boolean): void;
}

/** Judges one poll after the other, and remembers what the next one is judged by. */
export class ReadingJudge {
  readonly #memory: WiringMemory;
  #counters: CounterState;
  #stillness: Stillness | null = null;
  #wiring: Wiring;
  #stillImport: StillImport | null = null;

  /** @param counters as an earlier run left them, so that a jump over a restart is noticed. */
  constructor(counters: CounterState, memory: WiringMemory) {
    this.#counters = counters;
    this.#memory = memory;
    this.#wiring = memory.isTotalOnly() ? TOTAL_ONLY : UNKNOWN_WIRING;
  }

  get counters(): CounterState {
    return this.#counters;
  }

  /** Holds back the counters of a first answer until the next one confirms them. */
  holdBack(raw: RawReading, limits: Limits): void {
    this.#counters = heldBackFrom(judge(raw, this.#counters, limits).reading);
  }

  forgetCounters(): void {
    this.#counters = NO_COUNTERS;
  }

  judge(raw: RawReading, limits: Limits): Verdict {
    const verdict = this.#verdictOn(raw, limits);
    this.#counters = verdict.counters;
    this.#stillImport = nextStillImport(this.#stillImport, verdict.reading, limits);
    return verdict;
  }

  hints(): readonly MeterHint[] {
    const hints: MeterHint[] = [];
    if (this.#wiring.kind === 'total-only') hints.push({ kind: 'total-only' });
    if (isStillImport(this.#stillImport)) hints.push({ kind: 'import-still' });
    return hints;
  }

  #verdictOn(raw: RawReading, limits: Limits): Verdict {
    this.#stillness = nextStillness(this.#stillness, raw);
    if (isFrozen(this.#stillness, raw.at)) return rejectAll(raw, 'frozen', this.#counters);
    this.#learnWiring(raw, limits);
    const values = wiredValues(this.#wiring, raw.values);
    return judge({ ...raw, values }, this.#counters, limits);
  }

  #learnWiring({ values }: RawReading, limits: Limits): void {
    const before = this.#wiring.kind;
    this.#wiring = nextWiring(this.#wiring, values, limits);
    const { kind } = this.#wiring;
    if (kind !== before && kind !== 'unknown') this.#memory.remember(kind === 'total-only');
  }
}
