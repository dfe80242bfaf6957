import { parseArgs } from 'node:util';
import {
  formatMeterUrl,
  type MeterSource,
  parseMeterUrl,
  SEED_ADDRESS,
} from '../../app/meter-url.ts';
import { MODEL_IDS } from '../../app/registers/models.ts';
import { err, ok, type Result } from '../../app/result.ts';
import type { Translate } from '../../app/text/translate.ts';

/** A sentence for the person who typed the command. */
type Complaint = string;

export type OptionValues<N extends string> = Partial<Record<N, string>>;

/** Reads `--name value` and `--name=value`; anything else is refused in one sentence. */
export function readOptions<N extends string>(
  args: readonly string[],
  names: readonly N[],
  usage: string,
  t: Translate,
): Result<OptionValues<N>, Complaint> {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const values: OptionValues<N> = {};
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional')
      return err(t('flags:unexpected', { value: token.value, usage }));
    const name = names.find((known) => known === token.name);
    if (name === undefined) return err(t('flags:unexpected', { value: token.rawName, usage }));
    const isNextOption = token.inlineValue === false && token.value.startsWith('--');
    if (!token.value || isNextOption) return err(t('flags:empty', { flag: token.rawName }));
    values[name] = token.value;
  }
  return ok(values);
}

/** @param text undefined: not given, which is an error as well. */
export function readMeterUrl(
  text: string | undefined,
  usage: string,
  t: Translate,
): Result<MeterSource, Complaint> {
  if (text === undefined) return err(t('flags:missing', { flag: '--meter', usage }));
  const parsed = parseMeterUrl(text);
  if (parsed.ok) return parsed;
  if (parsed.error.kind === 'bad-model') {
    const { text: value } = parsed.error;
    return err(t('flags:model', { value, choices: MODEL_IDS.join(', ') }));
  }
  const example = formatMeterUrl({ kind: 'meter', address: SEED_ADDRESS });
  return err(t('flags:meter', { value: text, example }));
}

export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}

/** @param text undefined: not given, answers `fallback`; null as fallback makes it required. */
export function readNumber(
  flag: string,
  text: string | undefined,
  fallback: number | null,
  range: NumberRange,
  usage: string,
  t: Translate,
): Result<number, Complaint> {
  if (text === undefined) {
    return fallback === null ? err(t('flags:missing', { flag, usage })) : ok(fallback);
  }
  const value = Number(text);
  const { min, max, whole } = range;
  const fits =
    text.trim() !== '' && value >= min && value <= max && (!whole || Number.isInteger(value));
  return fits ? ok(value) : err(t('flags:number', { flag, value: text, min, max }));
}
