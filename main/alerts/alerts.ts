import { dueAt } from '../../app/alerts/due.ts';
import { nextAlerts } from '../../app/alerts/next-alerts.ts';
import {
  type AlertState,
  type Kept,
  markedRead,
  startAlerts,
  withoutEnded,
} from '../../app/alerts/state.ts';
import type { Told } from '../../app/alerts/tell.ts';
import type { AppEvent } from '../../app/bridge/state.ts';
import type { MeterSource } from '../../app/meter-url.ts';
import { between, type EpochMs } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import type { Core } from '../compose.ts';
import { describeError, type Log } from '../log.ts';
import { findAlerts, saveAlerts, setAlertsAside } from './alert-file.ts';
import type { AlertCommands } from './commands.ts';

export interface AlertsOptions {
  readonly core: Pick<Core, 'states'>;
  readonly clock: Clock;
  readonly log: Log;
  /** IANA name of the zone in which hours are quiet. */
  readonly zone: string;
  /** Where the lists are kept. */
  readonly folder: string;
  /** Shows a notification. */
  readonly tell: (told: Told) => void;
}

/** Follows the app's state, keeps the list of alerts, and tells of them. */
export class Alerts {
  readonly commands: AlertCommands = {
    markAlertsRead: () => this.#keep(markedRead(this.#state.kept)),
    clearAlerts: () => this.#keep(withoutEnded(this.#state.kept)),
  };
  readonly #options: AlertsOptions;
  #source: MeterSource;
  #state: AlertState;
  #due: EpochMs | null = null;
  #timer = new AbortController();
  #forget: () => void = () => undefined;
  #fault = '';

  constructor(options: AlertsOptions) {
    this.#options = options;
    this.#source = options.core.states.state.live.source;
    this.#state = startAlerts(this.#find());
  }

  /** Windows must hear of a change before they hear what follows from it: to be called after them. */
  start(): void {
    this.#publish();
    this.#forget = this.#options.core.states.subscribe(({ value }) => this.#hear(value));
    this.#step();
  }

  close(): void {
    this.#forget();
    this.#timer.abort();
  }

  #hear({ kind }: AppEvent): void {
    if (kind === 'restarted') {
      this.#source = this.#options.core.states.state.live.source;
      this.#state = startAlerts(this.#find());
      this.#publish();
    }
    if (kind === 'restarted' || kind === 'live' || kind === 'settings') this.#step();
  }

  #step(): void {
    const { core, clock, log, zone, tell } = this.#options;
    const { state } = core.states;
    const now = clock.now();
    const rules = state.settings.alerts;
    const step = nextAlerts(this.#state, state, rules, now, zone);
    const { kept } = this.#state;
    this.#state = step.state;
    if (step.state.kept !== kept) this.#save();
    if (step.state.kept.alerts !== kept.alerts) this.#publish();
    for (const { rule } of step.raised) log.info('alerts', `${rule} is raised`);
    for (const { rule } of step.cleared) log.info('alerts', `${rule} is over`);
    for (const told of step.told) tell(told);
    this.#arm(dueAt(this.#state, rules, now, zone), now);
  }

  /** What a person changed in the list. */
  #keep(kept: Kept): void {
    if (kept === this.#state.kept) return;
    this.#state = { ...this.#state, kept };
    this.#save();
    this.#publish();
  }

  /** Steps again at `due` if nothing happens before; null: not by itself. */
  #arm(due: EpochMs | null, now: EpochMs): void {
    if (due === this.#due) return;
    this.#timer.abort();
    this.#due = due;
    if (due === null) return;
    this.#timer = new AbortController();
    const { signal } = this.#timer;
    void this.#options.clock.sleep(between(now, due), signal).then(() => {
      if (signal.aborted) return;
      this.#due = null;
      this.#step();
    });
  }

  #publish(): void {
    const { alerts } = this.#state.kept;
    this.#options.core.states.apply({ kind: 'alerts', alerts });
  }

  #find(): Kept {
    const { folder, clock, log } = this.#options;
    const { kept, isBroken } = findAlerts(folder, this.#source, clock.now());
    if (isBroken) {
      log.warn('alerts', 'the list could not be read and begins anew');
      this.#onDisk(() => setAlertsAside(folder, this.#source));
    }
    return kept;
  }

  #save(): void {
    this.#onDisk(() => saveAlerts(this.#options.folder, this.#source, this.#state.kept));
  }

  /** A list that cannot be kept still shows; the log says so once for each reason. */
  #onDisk(work: () => void): void {
    try {
      work();
      this.#fault = '';
    } catch (error) {
      const fault = describeError(error);
      if (fault !== this.#fault) this.#options.log.warn('alerts', `the list is not kept: ${fault}`);
      this.#fault = fault;
    }
  }
}
