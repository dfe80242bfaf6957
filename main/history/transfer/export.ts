import { decimalOf, plainDecimal } from '../../../app/decimal.ts';
import type { ExportQuery } from '../../../app/history/export.ts';
import { METRIC_NAMES } from '../../../app/history/metric-names.ts';
import { FIELDS } from '../../../app/measurement.ts';
import type { Progress } from '../protocol.ts';
import type { Store } from '../store.ts';
import { scaleOf } from '../wire.ts';
import { type Batch, batches } from './batches.ts';
import { exportHead, exportRows } from './csv.ts';

export interface ExportPart {
  readonly text: string;
  readonly progress: Progress;
}

/** The whole file, part by part; each part takes a few ms. */
export function* exportParts(store: Store, query: ExportQuery): Generator<ExportPart> {
  switch (query.format) {
    case 'csv':
      return yield* csvParts(store, query);
    case 'json':
      return yield* jsonParts(store, query);
    case 'openmetrics':
      return yield* metricParts(store, query);
  }
}

const progressOf = (batch: Batch, { from, to }: ExportQuery): Progress => ({
  done: Math.min(batch.until, to) - from,
  total: to - from,
});

function* csvParts(store: Store, query: ExportQuery): Generator<ExportPart> {
  yield { text: exportHead(query), progress: { done: 0, total: query.to - query.from } };
  for (const batch of batches(store, query)) {
    yield { text: exportRows(batch, query), progress: progressOf(batch, query) };
  }
}

/** W, Wh, Hz and a plain ratio, as everywhere in the app. */
function jsonRow(batch: Batch, row: number): string {
  const values = (columns: Batch['values']) =>
    Object.fromEntries(
      FIELDS.map((field, index) => {
        const value = columns[index]?.[row] ?? null;
        return [field, value === null ? null : decimalOf(value, scaleOf(index))];
      }),
    );
  const extremes =
    batch.extremes === null
      ? {}
      : { min: values(batch.extremes.min), max: values(batch.extremes.max) };
  const at = new Date(batch.at[row] ?? 0).toISOString();
  return JSON.stringify({ at, ...values(batch.values), ...extremes });
}

function* jsonParts(store: Store, query: ExportQuery): Generator<ExportPart> {
  const { from, to, resolution } = query;
  const head = {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    resolution,
    units: { power: 'W', frequency: 'Hz', powerFactor: '', energy: 'Wh' },
  };
  const total = to - from;
  yield {
    text: `${JSON.stringify(head).slice(0, -1)},"rows":[\n`,
    progress: { done: 0, total },
  };
  let separator = '';
  for (const batch of batches(store, query)) {
    const rows = batch.at.map((_, row) => jsonRow(batch, row));
    if (rows.length === 0) continue;
    yield { text: separator + rows.join(',\n'), progress: progressOf(batch, query) };
    separator = ',\n';
  }
  yield { text: '\n]}\n', progress: { done: total, total } };
}

/** One metric after the other, since OpenMetrics wants the samples of each together. */
function* metricParts(store: Store, query: ExportQuery): Generator<ExportPart> {
  const total = (query.to - query.from) * FIELDS.length;
  for (const [index, field] of FIELDS.entries()) {
    const name = METRIC_NAMES[field];
    yield {
      text: `# TYPE ${name} gauge\n`,
      progress: { done: (index / FIELDS.length) * total, total },
    };
    for (const batch of batches(store, query, [index])) {
      const lines = batch.at.map((at, row) => {
        const value = batch.values[0]?.[row] ?? null;
        return value === null ? '' : `${name} ${plainDecimal(decimalOf(value, 1))} ${at / 1000}\n`;
      });
      const done = index * (query.to - query.from) + progressOf(batch, query).done;
      yield { text: lines.join(''), progress: { done, total } };
    }
  }
  yield { text: '# EOF\n', progress: { done: total, total } };
}
