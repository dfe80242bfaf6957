import { z } from 'zod';
import { type ExportRequest, exportRequestSchema } from './export.ts';
import type { HistoryFault } from './fault.ts';
import type { ImportFault } from './import.ts';
import {
  type PrometheusAddress,
  type PrometheusFault,
  prometheusAddressSchema,
  type SeriesChoice,
  seriesChoiceSchema,
} from './prometheus.ts';
import { type TimeRange, timeRangeShape } from './query.ts';

/** Work on the whole history that takes its time. Main asks for the file where there is one. */
export type TaskRequest =
  | { readonly kind: 'export'; readonly query: ExportRequest }
  | { readonly kind: 'import' }
  | { readonly kind: 'backup' }
  | { readonly kind: 'restore' }
  | {
      readonly kind: 'backfill';
      readonly address: PrometheusAddress;
      readonly choice: SeriesChoice;
      readonly range: TimeRange;
    };

export type TaskKind = TaskRequest['kind'];

export type TaskFault =
  | { readonly from: 'history'; readonly fault: HistoryFault }
  | { readonly from: 'import'; readonly fault: ImportFault }
  | { readonly from: 'prometheus'; readonly fault: PrometheusFault };

/** The task that runs, or how the newest one ended. */
export type HistoryTask = { readonly kind: TaskKind } & (
  | {
      readonly state: 'running';
      /** 0 to 1; null: not known yet. */
      readonly part: number | null;
    }
  | {
      readonly state: 'done';
      /** What was written or taken over; null: nothing but the history itself. */
      readonly file: string | null;
      /** Readings that were added; null: the task adds none. */
      readonly readings: number | null;
      readonly rejected: number | null;
    }
  | { readonly state: 'failed'; readonly why: TaskFault }
  | { readonly state: 'cancelled' }
);

const range = z.strictObject(timeRangeShape).refine(({ from, to }) => from < to);

export const taskRequestSchema: z.ZodType<TaskRequest> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('export'), query: exportRequestSchema }),
  z.strictObject({ kind: z.literal('import') }),
  z.strictObject({ kind: z.literal('backup') }),
  z.strictObject({ kind: z.literal('restore') }),
  z.strictObject({
    kind: z.literal('backfill'),
    address: prometheusAddressSchema,
    choice: seriesChoiceSchema,
    range,
  }),
]);
