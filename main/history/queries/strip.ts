import { type HeatPumpState, nextHeatPumpState } from '../../../app/heat-pump/state.ts';
import type { StripQuery, StripSegment } from '../../../app/history/query.ts';
import { type EpochMs, epochMs, hours, watts } from '../../../app/units.ts';
import type { Store } from '../store.ts';
import { fieldIndex, scaleOf } from '../wire.ts';
import { gather } from './gather.ts';
import { querySeries } from './series.ts';

const POWER = fieldIndex('power');
/** Up to this range each reading counts; beyond, the mean of each column tells the state. */
const BY_READING = hours(36);

interface Sample {
  readonly from: number;
  readonly to: number;
  readonly power: number | null;
}

/** What the heat pump did, stretch by stretch, without holes between them. */
export function queryStrip(store: Store, query: StripQuery): StripSegment[] {
  const { from, to } = query;
  const samples = to - from <= BY_READING ? readings(store, query) : columns(store, query);
  const segments = new Segments(from, to, (to - from) / query.points);
  for (const sample of samples) segments.add(sample);
  return segments.finish();
}

function readings(store: Store, { from, to }: StripQuery): Sample[] {
  const { at, until, fields } = gather(store, from, to, [POWER], 'polls');
  return at.map((time, row) => {
    const value = fields[0]?.[row] ?? Number.NaN;
    const power = Number.isNaN(value) ? null : value * scaleOf(POWER);
    return { from: time, to: until[row] ?? time, power };
  });
}

function columns(store: Store, query: StripQuery): Sample[] {
  const series = querySeries(store, { ...query, fields: ['power'] });
  return series.at.map((at, row) => ({
    from: at,
    to: series.at[row + 1] ?? query.to,
    power: series.columns.power?.mean[row] ?? null,
  }));
}

interface OpenSegment {
  from: EpochMs;
  to: EpochMs;
  state: HeatPumpState | null;
}

class Segments {
  readonly #done: OpenSegment[] = [];
  #until: number;
  #state: HeatPumpState | null = null;

  constructor(
    from: number,
    private readonly to: number,
    private readonly shortest: number,
  ) {
    this.#until = from;
  }

  add({ from, to, power }: Sample): void {
    const start = Math.max(from, this.#until);
    if (start > this.#until) this.#push(start, null);
    this.#state = power === null ? null : nextHeatPumpState(this.#state, watts(power));
    this.#push(Math.min(to, this.to), this.#state);
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
