/** As much of the core as pausing takes. */
interface Pausable {
  pause(): void;
  resume(): void;
}

/** Keeps apart what a person paused from what the sleep of the machine did. */
export class Pausing {
  readonly #core: Pausable;
  #isWished = false;
  #isAsleep = false;

  constructor(core: Pausable) {
    this.#core = core;
  }

  /** A person pauses or resumes. */
  wish(paused: boolean): void {
    this.#isWished = paused;
    this.#apply();
  }

  /** During sleep a half-open socket would only wait for its time-out. */
  sleep(asleep: boolean): void {
    this.#isAsleep = asleep;
    this.#apply();
  }

  #apply(): void {
    if (this.#isWished || this.#isAsleep) this.#core.pause();
    else this.#core.resume();
  }
}
