import { EXPORT_FORMATS, type ExportQuery, RESOLUTIONS } from '../../../app/history/export.ts';
import { ok, type Result } from '../../../app/result.ts';
import { exportParts } from '../../history/transfer/export.ts';
import { readOptions } from '../arguments.ts';
import { type Command, type CommandIo, EXIT } from '../command.ts';
import { readCsvFormat } from '../csv-format.ts';
import {
  readChoice,
  readRange,
  readRequired,
  readZone,
  withHistory,
} from '../history-arguments.ts';

const USAGE =
  'export --data DIR --from T --to T [--resolution raw|30s|5m|1h|1d] --format csv|json|openmetrics [--csv system|comma|semicolon|semicolon-point] [--zone ZONE]';
const [RAW, MARKS, ...COARSER] = RESOLUTIONS;
const OPTIONS = ['data', 'from', 'to', 'resolution', 'format', 'csv', 'zone'] as const;

interface Wanted {
  readonly folder: string;
  readonly query: ExportQuery;
}

function parse(args: readonly string[], io: CommandIo): Result<Wanted, string> {
  const { t, language } = io;
  const options = readOptions(args, OPTIONS, USAGE, t);
  if (!options.ok) return options;
  const { data, resolution: wanted, format: form } = options.value;
  const folder = readRequired('--data', data, USAGE, t);
  if (!folder.ok) return folder;
  const zone = readZone(options.value.zone, t);
  if (!zone.ok) return zone;
  const range = readRange(options.value, zone.value, USAGE, t);
  if (!range.ok) return range;
  const resolution = readChoice('--resolution', wanted, [MARKS, RAW, ...COARSER], t);
  if (!resolution.ok) return resolution;
  const format = readRequired('--format', form, USAGE, t);
  if (!format.ok) return format;
  const known = readChoice('--format', format.value, [...EXPORT_FORMATS], t);
  if (!known.ok) return known;
  const csvFormat = readCsvFormat(options.value.csv, folder.value, io);
  if (!csvFormat.ok) return csvFormat;
  const query = {
    ...range.value,
    resolution: resolution.value,
    format: known.value,
    language,
    csvFormat: csvFormat.value,
    zone: zone.value,
  };
  return ok({ folder: folder.value, query });
}

/** Writes readings to stdout. */
async function run(args: readonly string[], io: CommandIo) {
  const wanted = parse(args, io);
  if (!wanted.ok) {
    io.complain(wanted.error);
    return EXIT.usage;
  }
  const { folder, query } = wanted.value;
  return withHistory(folder, io, async (store) => {
    for (const { text } of exportParts(store, query)) {
      if (io.stop.aborted) return EXIT.failed;
      await io.out(text);
    }
    return EXIT.ok;
  });
}

export const EXPORT: Command = { name: 'export', usage: USAGE, run };
