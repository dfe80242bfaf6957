import { z } from 'zod';
import type { CsvFormat } from '../csv-format.ts';
import { isZone } from '../energy/periods.ts';
import { type TimeRange, timeRangeShape } from './query.ts';

export const RESOLUTIONS = ['raw', '30s', '5m', '1h', '1d'] as const;
/** raw: every poll where it is still kept, else as 30s. 1d: local days. */
export type Resolution = (typeof RESOLUTIONS)[number];

export const EXPORT_FORMATS = ['csv', 'json', 'openmetrics'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What a page asks for. */
export interface ExportRequest extends TimeRange {
  readonly resolution: Resolution;
  readonly format: ExportFormat;
  /** Decides the names of a CSV's columns. */
  readonly language: 'en' | 'de';
  /** IANA name; local times and days are its. */
  readonly zone: string;
}

export interface ExportQuery extends ExportRequest {
  readonly csvFormat: CsvFormat;
}

export const exportRequestSchema = z
  .strictObject({
    ...timeRangeShape,
    resolution: z.enum(RESOLUTIONS),
    format: z.enum(EXPORT_FORMATS),
    language: z.enum(['en', 'de']),
    zone: z.string().max(100).refine(isZone),
  })
  .refine(({ from, to }) => from < to);
