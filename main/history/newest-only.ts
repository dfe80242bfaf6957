import { OVERTAKEN, type Overtaken } from '../../app/history/query.ts';

interface Lane {
  busy: boolean;
  /** The newest question that waits; asking again overtakes it. */
  waiting: { start: () => void; giveUp: () => void } | null;
  /** Counts the questions; an answer to any but the newest is of no use. */
  newest: number;
}

/** Of one asker's questions one is under way and at most one waits: the newest. */
export class NewestOnly {
  readonly #lanes = new Map<string, Lane>();

  ask<T>(asker: string, question: () => Promise<T>): Promise<T | Overtaken> {
    const lane = this.#lane(asker);
    const number = ++lane.newest;
    lane.waiting?.giveUp();
    lane.waiting = null;
    return new Promise((resolve, reject) => {
      const start = (): void => {
        lane.busy = true;
        question()
          .then((answer) => resolve(lane.newest === number ? answer : OVERTAKEN))
          .catch(reject)
          .finally(() => this.#next(asker, lane));
      };
      if (lane.busy) lane.waiting = { start, giveUp: () => resolve(OVERTAKEN) };
      else start();
    });
  }

  #lane(asker: string): Lane {
    let lane = this.#lanes.get(asker);
    if (lane === undefined) {
      lane = { busy: false, waiting: null, newest: 0 };
      this.#lanes.set(asker, lane);
    }
    return lane;
  }

  #next(asker: string, lane: Lane): void {
    const { waiting } = lane;
    lane.busy = false;
    lane.waiting = null;
    if (waiting !== null) waiting.start();
    else this.#lanes.delete(asker);
  }
}
