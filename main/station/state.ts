import {
  type AppEvent,
  type AppState,
  applyEvent,
  type Notice,
  type Numbered,
} from '../../app/bridge/state.ts';
import type { Feed } from '../feed.ts';

/** The one state that every window copies: numbered, so that a copy knows when it missed something. */
export class StateStore {
  #state: AppState;
  #number = 0;
  readonly #feed: Feed<Numbered<AppEvent>>;

  constructor(initial: AppState, feed: Feed<Numbered<AppEvent>>) {
    this.#state = initial;
    this.#feed = feed;
  }

  get state(): AppState {
    return this.#state;
  }

  snapshot(): Numbered<AppState> {
    return { number: this.#number, value: this.#state };
  }

  apply(event: AppEvent): void {
    this.#state = applyEvent(this.#state, event);
    this.#number += 1;
    this.#feed.publish({ number: this.#number, value: event });
  }

  /** Shows a notice; one with the same id is replaced. */
  notify(notice: Notice): void {
    const others = this.#state.notices.filter(({ id }) => id !== notice.id);
    this.apply({ kind: 'notices', notices: [...others, notice] });
  }

  dismiss(id: string): void {
    const notices = this.#state.notices.filter((notice) => notice.id !== id);
    this.apply({ kind: 'notices', notices });
  }

  subscribe(listener: (event: Numbered<AppEvent>) => void): () => void {
    return this.#feed.subscribe(listener);
  }
}
