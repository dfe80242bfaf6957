import { QUARTER, quarterOf } from '../../../app/energy/counter.ts';
import {
  mergeDoing,
  nothingDone,
  type QuarterDoing,
  STATES,
} from '../../../app/insights/quarter.ts';
import {
  counterStep,
  mWhOfWork,
  NOTHING_OWED,
  type Owed,
  owedAfter,
  shareEnergy,
  workOfMWh,
} from '../../../app/insights/share-energy.ts';
import { StateLedger } from '../../../app/insights/state-ledger.ts';
import {
  COUNTERS_KEPT,
  noTotals,
  type QuarterSums,
  type Stretch,
  type Totals,
  zeros,
} from '../../../app/insights/sums.ts';
import { staleAfter } from '../../../app/live.ts';
import type { EpochMs } from '../../../app/units.ts';
import { energyChunkOf, QUARTERS } from '../energy-chunk.ts';
import type { Quarter } from '../ledger.ts';
import type { Store } from '../store.ts';
import type { ChunkSums, SealedSums } from './sealed-sums.ts';

/** What the open rows change of one quarter: this much more than the sealed rows alone. */
interface Change {
  readonly quarter: number;
  readonly more: Totals;
}

/** Quarters of the record up to now, open rows too. */
export class RecordSums implements QuarterSums {
  readonly #sealed: SealedSums;
  readonly #changes: readonly Change[];

  constructor(store: Store, open: ReadonlyMap<number, QuarterDoing>, now: EpochMs) {
    this.#sealed = store.states.sums;
    const { quarters: energies, marks } = store.tailLedger();
    this.#sealed.setCounterStep(counterStep(marks[0]?.mWh ?? 0));
    const step = this.#sealed.counterStep;
    const numbers = [...new Set([...open.keys(), ...energies.keys(), quarterOf(now)])];
    let owed: { readonly at: number; readonly owed: Owed } | null = null;
    this.#changes = numbers
      .sort((a, b) => a - b)
      .map((quarter) => {
        const chunk = this.#sealed.chunk(energyChunkOf(quarter));
        const slot = quarter - energyChunkOf(quarter) * QUARTERS;
        // Each chunk begins with nothing owed, as when it is sealed.
        const goesOn = owed !== null && owed.at === quarter && slot > 0;
        const before: Owed =
          goesOn && owed !== null ? owed.owed : (chunk?.owedAt(slot) ?? NOTHING_OWED);
        const { more, after } = changeOf(quarter, chunk, before, open, energies, now, step);
        owed = { at: quarter + 1, owed: after };
        return { quarter, more };
      });
  }

  addTo(totals: Totals, { first, end }: Stretch): void {
    this.#each(first, end, (chunk, from, to) => chunk.addTo(totals, from, to));
    for (const { more } of this.#changesIn(first, end)) addTotals(totals, more);
  }

  seen({ first, end }: Stretch): number {
    let seen = 0;
    for (let id = energyChunkOf(first); id * QUARTERS < end; id++) {
      const column = this.#sealed.chunk(id)?.seen;
      if (column !== undefined) seen += partOf(column, id, first, end);
    }
    for (const { more } of this.#changesIn(first, end)) for (const ms of more.time) seen += ms;
    return seen;
  }

  energy({ first, end }: Stretch): number | null {
    let [mWh, known] = [0, 0];
    for (let id = energyChunkOf(first); id * QUARTERS < end; id++) {
      const chunk = this.#sealed.chunk(id);
      const [sums, counts] = [chunk?.counters[0], chunk?.known[0]];
      if (sums === undefined || counts === undefined) continue;
      mWh += partOf(sums, id, first, end);
      known += partOf(counts, id, first, end);
    }
    for (const { more } of this.#changesIn(first, end)) {
      mWh += more.counters[0] ?? 0;
      known += more.known[0] ?? 0;
    }
    return known === 0 ? null : mWh;
  }

  #each(
    first: number,
    end: number,
    visit: (chunk: ChunkSums, from: number, to: number) => void,
  ): void {
    for (let id = energyChunkOf(first); id * QUARTERS < end; id++) {
      const chunk = this.#sealed.chunk(id);
      const [from, to] = [
        Math.max(0, first - id * QUARTERS),
        Math.min(QUARTERS, end - id * QUARTERS),
      ];
      if (chunk !== null && from < to) visit(chunk, from, to);
    }
  }

  #changesIn(first: number, end: number): readonly Change[] {
    const [oldest, newest] = [this.#changes[0], this.#changes.at(-1)];
    if (oldest === undefined || newest === undefined) return NONE;
    if (newest.quarter < first || oldest.quarter >= end) return NONE;
    return this.#changes.filter(({ quarter }) => quarter >= first && quarter < end);
  }
}

const NONE: readonly Change[] = [];

/** The part of running sums of chunk `id` that lies between two quarters. */
function partOf(sums: Float64Array, id: number, first: number, end: number): number {
  const from = Math.max(0, first - id * QUARTERS);
  const to = Math.min(QUARTERS, end - id * QUARTERS);
  return from < to ? (sums[to] ?? 0) - (sums[from] ?? 0) : 0;
}

function addTotals(into: Totals, more: Totals): void {
  const add = (to: number[], values: readonly number[]): void => {
    for (let i = 0; i < values.length; i++) to[i] = (to[i] ?? 0) + (values[i] ?? 0);
  };
  add(into.time, more.time);
  add(into.energy, more.energy);
  add(into.counters, more.counters);
  add(into.known, more.known);
  into.starts += more.starts;
  into.defrosts += more.defrosts;
  into.deviation += more.deviation;
  into.phaseMean += more.phaseMean;
  const higher = more.peak !== null && more.peak.power > (into.peak?.power ?? -Infinity);
  if (higher) into.peak = more.peak;
}

function changeOf(
  number: number,
  chunk: ChunkSums | null,
  owed: Owed,
  open: ReadonlyMap<number, QuarterDoing>,
  energies: ReadonlyMap<number, Quarter>,
  now: EpochMs,
  step: number,
): { readonly more: Totals; readonly after: Owed } {
  const slot = number - energyChunkOf(number) * QUARTERS;
  const before = noTotals();
  chunk?.addTo(before, slot, slot + 1);
  const sealed = chunk?.quarter(slot) ?? null;
  const doing = nothingDone();
  sealed?.time.forEach((ms, state) => {
    doing.time[state] = ms;
    doing.work[state] = workOfMWh(sealed.work[state] ?? 0);
  });
  const more = open.get(number) ?? nothingDone();
  mergeDoing(doing, more);
  const counters = addCounters(sealed?.counters ?? [], energies.get(number)?.mWh ?? []);
  const work = doing.work.map(mWhOfWork);
  const mWh = counters[0] ?? null;
  const energy =
    mWh === null
      ? zeros(STATES + 1)
      : shareEnergy(mWh, work, doing.time, unseenOf(number, doing, now), owed);
  const changed: Totals = {
    time: minus(doing.time, before.time),
    energy: minus(energy, before.energy),
    counters: minus(
      counters.map((mWh) => mWh ?? 0),
      before.counters,
    ),
    known: minus(
      counters.map((mWh) => (mWh === null ? 0 : 1)),
      before.known,
    ),
    starts: more.starts,
    defrosts: more.defrosts,
    deviation: mWhOfWork(more.deviation),
    phaseMean: mWhOfWork(more.phaseMean),
    peak: more.peak,
  };
  return { more: changed, after: mWh === null ? owed : owedAfter(owed, work, energy, step) };
}

/** What is to come of a quarter is not unseen. */
function unseenOf(number: number, { time }: QuarterDoing, now: number): number {
  const past = Math.min(Math.max(now - number * QUARTER, 0), QUARTER);
  return Math.max(0, past - time.reduce((sum, ms) => sum + ms, 0));
}

const addCounters = (
  sealed: readonly (number | null)[],
  open: readonly (number | null)[],
): (number | null)[] =>
  Array.from({ length: COUNTERS_KEPT }, (_, counter) => {
    const [one, other] = [sealed[counter] ?? null, open[counter] ?? null];
    return one === null && other === null ? null : (one ?? 0) + (other ?? 0);
  });

const minus = (values: readonly number[], before: readonly number[]): number[] =>
  values.map((value, i) => value - (before[i] ?? 0));

/**
 * The open rows' part of the record at `now`: the newest of them stands until then, for a poll at most.
 * Its `runs` are those that nobody reads any more.
 */
export function openPart(store: Store, now: EpochMs): StateLedger {
  const { tail, state } = store.states;
  const last = new StateLedger(state.limits, tail.memory);
  const newest = tail.memory.last;
  if (newest !== null && now - newest.at > staleAfter(newest.every)) {
    last.add({ ...newest, at: now, power: null, phases: null, clockStepped: false });
  } else last.stand(now);
  for (const [number, doing] of tail.quarters) {
    const copy = nothingDone();
    mergeDoing(copy, doing);
    const more = last.quarters.get(number);
    if (more !== undefined) mergeDoing(copy, more);
    last.quarters.set(number, copy);
  }
  return last;
}
