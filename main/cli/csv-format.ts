import { CSV_FORMATS, type CsvChoice, type CsvFormat, csvFormatOf } from '../../app/csv-format.ts';
import { ok, type Result } from '../../app/result.ts';
import { findSettings } from '../settings/stored-settings.ts';
import type { CommandIo } from './command.ts';
import { readChoice } from './history-arguments.ts';

/**
 * The separators of a CSV: as the flag says, else as the app's settings in the data folder do, else
 * as the system's region has them.
 */
export function readCsvFormat(
  text: string | undefined,
  folder: string,
  { t, locale, language }: CommandIo,
): Result<CsvFormat, string> {
  const saved = text === undefined ? findSettings(folder).chosen.csvFormat : undefined;
  const choice = readChoice<CsvChoice>('--csv', text ?? saved, ['system', ...CSV_FORMATS], t);
  return choice.ok ? ok(csvFormatOf(choice.value, locale, language)) : choice;
}
