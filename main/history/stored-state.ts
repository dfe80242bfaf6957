import { toMilliWattHours } from '../../app/energy/counter.ts';
import { POWER_FIELDS } from '../../app/measurement.ts';
import { epochMs, millis } from '../../app/units.ts';
import {
  classifiedAnew,
  NO_STATES,
  progressFrom,
  type StateProgress,
} from './insights/state-progress.ts';
import { COUNTERS, type CounterMarks, NO_MARKS, NOTHING_SINCE, type SinceRead } from './ledger.ts';
import { MarkColumns } from './marks.ts';
import { causeOf, RawChunk } from './poll-row.ts';
import { sentValue } from './sent-power.ts';
import type { StoreTables } from './store.ts';
import {
  type LastRow,
  NOTHING_SEALED,
  type SealedState,
  type StoreState,
  sealedFrom,
} from './store-state.ts';
import { SEALED_KEY, STATES_KEY } from './transaction.ts';
import { FIRST_ENERGY, fieldIndex, scaleOf } from './wire.ts';

const EVER = 2 ** 40;
const EVER_MS = 2 ** 45;

/** What a file knows of itself. Where that cannot be read it is made anew of the readings. */
export function storedState(tables: StoreTables): StoreState {
  const sealed = storedSealed(tables);
  return { open: tables.open.all(), sealed, states: storedStates(tables, sealed.last !== null) };
}

function storedSealed(tables: StoreTables): SealedState {
  const text = tables.meta.get(SEALED_KEY);
  if (text === null) return NOTHING_SEALED;
  return sealedFrom(text) ?? sealedByRows(tables);
}

/** @param hasRows whether anything is sealed, which a record from before states were kept has too. */
function storedStates({ meta }: StoreTables, hasRows: boolean): StateProgress {
  const text = meta.get(STATES_KEY);
  const known = text === null ? null : progressFrom(text);
  if (known !== null) return known;
  return hasRows ? classifiedAnew(NO_STATES) : NO_STATES;
}

/** What the sealed rows must have left behind, as near as the readings that are kept can tell. */
function sealedByRows(tables: StoreTables): SealedState {
  const newest = newestPolls(tables);
  const days = tables.marks.ids(-EVER, EVER);
  const last = counterMarks(tables, days.toReversed(), 'newest');
  return {
    nextSeq: newest.nextSeq,
    marks: last.map((mark, counter) => later(mark, newest.marks[counter] ?? null)),
    first: counterMarks(tables, days, 'oldest'),
    since: { ...NOTHING_SINCE, standing: newest.standing },
    last: later(lastMark(tables, days), newest.last),
  };
}

const later = <T extends { readonly at: number }>(one: T | null, other: T | null): T | null =>
  one === null || (other !== null && other.at > one.at) ? other : one;

interface NewestPolls {
  readonly nextSeq: number;
  readonly last: LastRow | null;
  readonly standing: SinceRead['standing'];
  readonly marks: CounterMarks;
}

function newestPolls({ raw }: StoreTables): NewestPolls {
  const span = raw.spans(-EVER_MS, EVER_MS).at(-1);
  const none = { last: null, standing: null, marks: NO_MARKS };
  if (span === undefined) return { ...none, nextSeq: 1 };
  const known = raw.read(span.firstSeq, (bytes) => {
    const chunk = new RawChunk(bytes);
    const [at, row] = [chunk.at(), chunk.rows - 1];
    const last: LastRow = {
      at: epochMs(at[row] ?? span.to),
      every: millis(chunk.every()[row] ?? 0),
      cause: causeOf(chunk.causes()[row] ?? 0),
    };
    const marks = NO_MARKS.map((_, c) => markIn(chunk.field(FIRST_ENERGY + c), at, 'newest'));
    const powers = POWER_FIELDS.map((field) => powerAt(chunk, fieldIndex(field), row));
    const standing = { at: last.at, every: last.every, powers };
    return { nextSeq: span.firstSeq + chunk.rows, last, standing, marks };
  });
  // Numbers need to rise, not to follow one another.
  return known ?? { ...none, nextSeq: span.firstSeq + 2 ** 16 };
}

/** W; null: not known. */
function powerAt(chunk: RawChunk, field: number, row: number): number | null {
  const power = sentValue(chunk.field(field)[row] ?? Number.NaN, field, chunk.flags()[row] ?? 0);
  return Number.isNaN(power) ? null : power * scaleOf(field);
}

type End = 'newest' | 'oldest';

function markIn(values: Float32Array, at: Float64Array, end: End) {
  const isKnown = (value: number): boolean => !Number.isNaN(value);
  const row = end === 'newest' ? values.findLastIndex(isKnown) : values.findIndex(isKnown);
  if (row < 0) return null;
  return { at: epochMs(at[row] ?? 0), mWh: toMilliWattHours((values[row] ?? 0) * 1000) };
}

/** @param days from the end that is looked for. */
function counterMarks({ marks }: StoreTables, days: readonly number[], end: End): CounterMarks {
  const found = [...NO_MARKS];
  for (const day of days) {
    if (found.every((mark) => mark !== null)) break;
    marks.read(day, (bytes) => {
      const columns = new MarkColumns(day, bytes);
      for (let counter = 0; counter < COUNTERS; counter++) {
        found[counter] ??= markIn(columns.field(FIRST_ENERGY + counter), columns.at(), end);
      }
    });
  }
  return found;
}

function lastMark({ marks }: StoreTables, days: readonly number[]): LastRow | null {
  const day = days.at(-1);
  if (day === undefined) return null;
  return marks.read(day, (bytes) => {
    const columns = new MarkColumns(day, bytes);
    const row = columns.rows - 1;
    const every = millis(columns.every()[row] ?? 0);
    return { at: epochMs(columns.at()[row] ?? 0), every, cause: null };
  });
}
