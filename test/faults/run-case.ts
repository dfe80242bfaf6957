import type { Framing } from '../../app/meter-url.ts';
import type { FaultCase } from './fault-case.ts';
import { type Outcome, outcomeOf, Stage } from './stage.ts';
import type { Wrong } from './witness.ts';

/** What came of one case. */
export interface CaseResult {
  readonly fault: string;
  readonly how: string;
  /** How many polls ended how, from the fault's beginning to its end. */
  readonly seen: ReadonlyMap<Outcome, number>;
  /** How many values were compared with the truth. */
  readonly compared: Readonly<Record<Wrong['where'], number>>;
  /** Values that were wrong and could have been told to be. */
  readonly wrong: readonly Wrong[];
  /** Values that were wrong and that nobody could tell. */
  readonly undetected: readonly Wrong[];
  readonly why: string | null;
  /** Polls after the fault until there were values again. */
  readonly recovery: number;
  /** Whether all polls from then on were right, up to one that asked for all ten values. */
  readonly isWhole: boolean;
  /** Most sockets of ours that were open at once. */
  readonly sockets: number;
  /** Sockets left when the app was closed. */
  readonly left: number;
}

const POLLS_BEFORE = 2;

function counted(outcomes: readonly Outcome[]): ReadonlyMap<Outcome, number> {
  const counts = new Map<Outcome, number>();
  for (const outcome of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return counts;
}

/** Plays one case against a whole app of its own. */
export async function runCase(one: FaultCase, framing: Framing, worker: URL): Promise<CaseResult> {
  const stage = await Stage.open({ framing, everyS: one.everyS ?? 30, worker });
  try {
    if (one.fromStart !== true) {
      for (let poll = 0; poll < POLLS_BEFORE; poll++) await stage.poll();
    }
    const before = stage.polls.length;
    await one.during(stage);
    const seen = counted(stage.polls.slice(before).map(outcomeOf));
    const recovery = await stage.pollsUntilValues();
    const isWhole = await stage.hasAllValues();
    await stage.lookAtHistory();
    const { wrong } = stage.witness;
    const allows = one.undetectable?.allows ?? (() => false);
    await stage.close();
    return {
      fault: one.fault,
      how: one.how,
      seen,
      compared: stage.witness.seen,
      wrong: wrong.filter((each) => !allows(each)),
      undetected: wrong.filter(allows),
      why: one.undetectable?.why ?? null,
      recovery,
      isWhole,
      sockets: stage.mostSockets,
      left: stage.socketsLeft,
    };
  } catch (error) {
    await stage.close();
    throw error;
  }
}
