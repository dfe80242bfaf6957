import { ok } from '../../../app/result.ts';
import { SYSTEM_CLOCK } from '../../clock.ts';
import { reportCsv, reportDays, reportJson, reportTable } from '../../history/transfer/report.ts';
import { readOptions } from '../arguments.ts';
import { type Command, type CommandIo, EXIT } from '../command.ts';
import {
  readChoice,
  readRange,
  readRequired,
  readZone,
  withHistory,
} from '../history-arguments.ts';

const USAGE = 'report --data DIR --from D --to D [--format table|csv|json] [--zone ZONE]';
const FORMS = { table: reportTable, csv: reportCsv, json: reportJson } as const;

function parse(args: readonly string[], { t }: CommandIo) {
  const options = readOptions(args, ['data', 'from', 'to', 'format', 'zone'], USAGE, t);
  if (!options.ok) return options;
  const folder = readRequired('--data', options.value.data, USAGE, t);
  if (!folder.ok) return folder;
  const zone = readZone(options.value.zone, t);
  if (!zone.ok) return zone;
  const range = readRange(options.value, zone.value, USAGE, t);
  if (!range.ok) return range;
  const format = readChoice('--format', options.value.format, ['table', 'csv', 'json'], t);
  if (!format.ok) return format;
  return ok({ folder: folder.value, range: range.value, zone: zone.value, format: format.value });
}

/** Prints the energy of each local day. */
async function run(args: readonly string[], io: CommandIo) {
  const wanted = parse(args, io);
  if (!wanted.ok) {
    io.complain(wanted.error);
    return EXIT.usage;
  }
  const { folder, range, zone, format } = wanted.value;
  const { t, language } = io;
  return withHistory(folder, io, async (store) => {
    const days = reportDays(store, range, zone, SYSTEM_CLOCK.now());
    if (days.length === 0) {
      io.complain(t('history:cli.noData'));
      return EXIT.failed;
    }
    await io.out(FORMS[format](days, { zone, language, t }));
    return EXIT.ok;
  });
}

export const REPORT: Command = { name: 'report', usage: USAGE, run };
