import { type EnergyTodayState, startOfDay } from '../../app/energy-today.ts';
import type { HeatPumpState } from '../../app/heat-pump/state.ts';
import type { PollEvent } from '../../app/poll.ts';
import { type EpochMs, type Millis, seconds } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import type { History } from '../history/history.ts';
import type { StateStore } from './state.ts';

export interface HeatPumpDayOptions {
  /** null: nothing is recorded. */
  readonly history: () => History | null;
  readonly states: StateStore;
  readonly clock: Clock;
  readonly zone: string;
  /** Hears, while the record is being asked, what it is going to answer of the day's energy. */
  readonly recount: (answer: Promise<EnergyTodayState | null>) => Promise<void>;
}

/** Energies change with every reading; what is shown of a day has no need to. */
const EVERY = seconds(30);

interface Asked {
  readonly elapsed: Millis;
  readonly state: HeatPumpState | null;
  readonly midnight: EpochMs;
}

/** Keeps what windows show of the heat pump's day in step with the record. */
export class HeatPumpDay {
  readonly #options: HeatPumpDayOptions;
  #asked: Asked | null = null;
  #isAsking = false;

  constructor(options: HeatPumpDayOptions) {
    this.#options = options;
  }

  /** After a poll that the record has been told of. */
  follow(poll: PollEvent): void {
    if (poll.kind !== 'pace' && this.#isDue()) void this.refresh();
  }

  #isDue(): boolean {
    const { clock, states, zone } = this.#options;
    if (this.#asked === null) return true;
    const { elapsed, state, midnight } = this.#asked;
    if (clock.elapsed() - elapsed >= EVERY) return true;
    return state !== states.state.heatPump || midnight !== startOfDay(clock.now(), zone);
  }

  /** Asks the record, unless it is being asked. */
  async refresh(): Promise<void> {
    const { history, states, clock, zone } = this.#options;
    const asked = history();
    if (asked === null || this.#isAsking) return;
    this.#isAsking = true;
    const midnight = startOfDay(clock.now(), zone);
    this.#asked = { elapsed: clock.elapsed(), state: states.state.heatPump, midnight };
    // Both of one moment: a cost never stands beside an energy that it is not of.
    const counted = asked
      .today(zone)
      .then((answer) => (answer.ok && history() === asked ? answer.value : null));
    const [day] = await Promise.all([asked.heatPumpToday(zone), this.#options.recount(counted)]);
    this.#isAsking = false;
    // The source may have been changed meanwhile.
    if (day.ok && history() === asked) {
      states.apply({ kind: 'heat-pump-today', heatPumpToday: day.value });
    }
  }
}
