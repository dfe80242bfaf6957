import {
  HEAT_PUMP_STATES,
  type HeatPumpState,
  nextHeatPumpState,
  type StateLimits,
} from '../../../app/heat-pump/state.ts';
import type { StripQuery, StripSegment } from '../../../app/history/query.ts';
import { noTotals, stretchOf } from '../../../app/insights/sums.ts';
import { type EpochMs, epochMs, hours, minutes, watts } from '../../../app/units.ts';
import { openPart, RecordSums } from '../insights/open-sums.ts';
import type { Store } from '../store.ts';
import { fieldIndex, scaleOf } from '../wire.ts';
import { gather } from './gather.ts';
import { querySeries } from './series.ts';

const POWER = fieldIndex('power');
/** Up to this range each reading counts; beyond, each part of it shows what lasted longest. */
const BY_READING = hours(36);
/** From this width of a part on, whole quarters of an hour are fine enough. */
const BY_QUARTERS = hours(1);
/** Short enough to tell a run from the rest after it, and what is kept for ever. */
const FINE = minutes(5);
/** A year in rows of half an hour is still read in some milliseconds. */
const MOST_ROWS = 20_000;

interface Sample {
  readonly from: number;
  readonly to: number;
  readonly state: HeatPumpState | null;
}

/** What the heat pump did, stretch by stretch, without holes between them. */
export function queryStrip(store: Store, query: StripQuery, now: EpochMs): StripSegment[] {
  const { from, to, points } = query;
  const width = (to - from) / points;
  const isShort = to - from <= BY_READING;
  const segments = new Segments(from, to, isShort ? width : 0);
  for (const sample of samplesFor(store, query, width, now)) segments.add(sample);
  return segments.finish();
}

function samplesFor(store: Store, query: StripQuery, width: number, now: EpochMs): Sample[] {
  const { limits, retelling } = store.states.state;
  if (query.to - query.from <= BY_READING) return withStates(readings(store, query), limits);
  if (width >= BY_QUARTERS && retelling === null) return fromQuarters(store, query, width, now);
  return prevailing(withStates(rows(store, query), limits), query.from, width);
}

/** The state that lasted longest in each part, by what is kept of every quarter of an hour. */
function fromQuarters(store: Store, query: StripQuery, width: number, now: EpochMs): Sample[] {
  const sums = new RecordSums(store, openPart(store, now).quarters, now);
  return Array.from({ length: query.points }, (_, part) => {
    const [from, to] = [query.from + part * width, query.from + (part + 1) * width];
    const totals = noTotals();
    sums.addTo(totals, stretchOf({ from, to }));
    const seen = totals.time.reduce((sum, ms) => sum + ms, 0);
    const longest = Math.max(...totals.time);
    const state = HEAT_PUMP_STATES[totals.time.indexOf(longest)] ?? null;
    return { from, to, state: longest > to - from - seen ? state : null };
  });
}

interface PowerSample {
  readonly from: number;
  readonly to: number;
  readonly power: number | null;
}

function readings(store: Store, { from, to }: StripQuery): PowerSample[] {
  const { at, until, fields } = gather(store, from, to, [POWER], 'polls');
  return at.map((time, row) => {
    const value = fields[0]?.[row] ?? Number.NaN;
    const power = Number.isNaN(value) ? null : value * scaleOf(POWER);
    return { from: time, to: until[row] ?? time, power };
  });
}

function rows(store: Store, { from, to }: StripQuery): PowerSample[] {
  const points = Math.min(MOST_ROWS, Math.ceil((to - from) / FINE));
  const series = querySeries(store, { from, to, points, fields: ['power'] });
  return series.at.map((at, row) => ({
    from: at,
    to: series.at[row + 1] ?? series.to,
    power: series.columns.power?.mean[row] ?? null,
  }));
}

function withStates(samples: readonly PowerSample[], limits: StateLimits): Sample[] {
  let before: HeatPumpState | null = null;
  return samples.map(({ from, to, power }) => {
    before = power === null ? null : nextHeatPumpState(before, watts(power), limits);
    return { from, to, state: before };
  });
}

/** The state that lasted longest in each part of the range. */
function prevailing(samples: readonly Sample[], start: number, width: number): Sample[] {
  const parts = new Map<number, Map<HeatPumpState | null, number>>();
  for (const { from, to, state } of samples) {
    const number = Math.max(0, Math.floor(((from + to) / 2 - start) / width));
    const times = parts.get(number) ?? new Map<HeatPumpState | null, number>();
    times.set(state, (times.get(state) ?? 0) + to - from);
    parts.set(number, times);
  }
  return [...parts].map(([number, times]) => {
    const [longest] = [...times].sort(([, a], [, b]) => b - a);
    const from = start + number * width;
    return { from, to: from + width, state: longest?.[0] ?? null };
  });
}

interface OpenSegment {
  from: EpochMs;
  to: EpochMs;
  state: HeatPumpState | null;
}

class Segments {
  readonly #done: OpenSegment[] = [];
  #until: number;

  constructor(
    from: number,
    private readonly to: number,
    private readonly shortest: number,
  ) {
    this.#until = from;
  }

  add({ from, to, state }: Sample): void {
    const start = Math.max(from, this.#until);
    if (start > this.#until) this.#push(start, null);
    this.#push(Math.min(to, this.to), state);
  }

  #push(to: number, state: HeatPumpState | null): void {
    if (to <= this.#until) return;
    const last = this.#done.at(-1);
    if (last !== undefined && last.state === state) last.to = epochMs(to);
    else this.#done.push({ from: epochMs(this.#until), to: epochMs(to), state });
    this.#until = to;
  }

  finish(): StripSegment[] {
    this.#push(this.to, null);
    return mergeShort(this.#done, this.shortest);
  }
}

/** What is narrower than can be seen joins the stretch before it. */
function mergeShort(segments: readonly OpenSegment[], shortest: number): StripSegment[] {
  const merged: OpenSegment[] = [];
  for (const segment of segments) {
    const last = merged.at(-1);
    const short = segment.to - segment.from < shortest;
    if (last !== undefined && (short || last.state === segment.state)) last.to = segment.to;
    else merged.push({ ...segment });
  }
  return merged;
}
