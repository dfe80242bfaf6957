import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../app/result.ts';
import { nearestFlag } from './nearest-flag.ts';

/** A key in the `flags` texts with what it needs. */
export interface FlagFault {
  readonly text:
    | 'unknown'
    | 'misspelt'
    | 'meter'
    | 'model'
    | 'choice'
    | 'size'
    | 'empty'
    | 'needsSnapshot'
    | 'needsReport'
    | 'period'
    | 'metrics'
    | 'debugRefused'
    | 'wallRefused';
  /** Empty where the text has no place for it. */
  readonly values: Readonly<Record<'flag' | 'value' | 'choices' | 'example', string>>;
}

const OPTIONS = {
  meter: { type: 'string' },
  metrics: { type: 'string' },
  kiosk: { type: 'boolean' },
  hidden: { type: 'boolean' },
  lang: { type: 'string' },
  theme: { type: 'string' },
  'user-data-dir': { type: 'string' },
  snapshot: { type: 'string' },
  view: { type: 'string' },
  size: { type: 'string' },
  'report-pdf': { type: 'string' },
  period: { type: 'string' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
} as const;

export type Values = Partial<Record<keyof typeof OPTIONS, string | boolean>>;
export type Parsed<T> = Result<T, FlagFault>;

export const fault = (
  text: FlagFault['text'],
  values: Partial<FlagFault['values']>,
): FlagFault => ({
  text,
  values: { flag: '', value: '', choices: '', example: '', ...values },
});

/** Arguments that are ours, and the names of those that are somebody else's. */
interface Sorted {
  readonly own: readonly string[];
  readonly passed: readonly string[];
}

type FlagName = keyof typeof OPTIONS;
const NAMES = Object.keys(OPTIONS) as FlagName[];
/** A file or an address, as desktops put it behind a program that they open something with. */
const PLACE = /[:/\\]/;
/** A dash and a letter, as people type it; what systems add is longer. */
const LETTER = /^-\p{L}$/u;

/** Whose value the next argument is, where the one before had none behind `=`. */
type Due = 'own' | 'foreign' | null;
type Kind = 'own-flag' | 'own-value' | 'switch' | 'place' | 'word';

function ownName(arg: string): FlagName | null {
  const name = arg.startsWith('--') ? (arg.slice(2).split('=')[0] ?? '') : '';
  return Object.hasOwn(OPTIONS, name) ? (name as FlagName) : null;
}

function kindOf(arg: string, due: Due): Kind {
  if (ownName(arg) !== null) return 'own-flag';
  const isSwitch = arg.startsWith('-') && arg !== '--';
  if (isSwitch) return 'switch';
  if (due === 'own') return 'own-value';
  const isPlace = arg === '--' || arg.trim() === '' || PLACE.test(arg);
  return isPlace || due === 'foreign' ? 'place' : 'word';
}

/** Why an argument that is not ours is none of anybody else's either; null: it may be. */
function wrongForeign(arg: string, kind: 'switch' | 'word'): FlagFault | null {
  const name = arg.replace(/^--?/, '').split('=')[0] ?? '';
  const isLetter = LETTER.test(arg);
  const meant = isLetter ? null : nearestFlag(name, NAMES);
  if (meant !== null) return fault('misspelt', { flag: arg, example: `--${meant}` });
  return isLetter || kind === 'word' ? fault('unknown', { flag: arg }) : null;
}

function nextDue(arg: string, kind: Kind): Due {
  if (arg.includes('=')) return null;
  const name = ownName(arg);
  if (name !== null) return OPTIONS[name].type === 'string' ? 'own' : null;
  return kind === 'switch' ? 'foreign' : null;
}

/** Takes the app's own flags out of what installers, desktops and Chromium add. */
function sort(args: readonly string[]): Parsed<Sorted> {
  const own: string[] = [];
  const passed: string[] = [];
  let due: Due = null;
  for (const arg of args) {
    const kind = kindOf(arg, due);
    due = nextDue(arg, kind);
    if (kind === 'switch' || kind === 'word') {
      const wrong = wrongForeign(arg, kind);
      if (wrong !== null) return err(wrong);
      passed.push(arg.split('=')[0] ?? arg);
    } else if (kind !== 'place') {
      own.push(arg);
    }
  }
  return ok({ own, passed });
}

/** Why a flag of ours cannot be taken as it was typed; null: it can. */
function wrongValue(name: FlagName, rawName: string, value: string | undefined): FlagFault | null {
  if (OPTIONS[name].type === 'string') return value ? null : fault('empty', { flag: rawName });
  return value === undefined ? null : fault('unknown', { flag: `${rawName}=${value}` });
}

function rawValues(args: readonly string[]): Parsed<Values> {
  const values: Values = {};
  const { tokens } = parseArgs({ args: [...args], options: OPTIONS, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const name = token.name as FlagName;
    const isNextFlag = token.inlineValue === false && token.value.startsWith('-');
    const wrong = wrongValue(name, token.rawName, isNextFlag ? '' : token.value);
    if (wrong !== null) return err(wrong);
    values[name] = token.value ?? true;
  }
  return ok(values);
}

/** The values of the app's own flags as they were typed, and what is not its own. */
export function readArguments(
  args: readonly string[],
): Parsed<{ readonly values: Values; readonly passed: readonly string[] }> {
  const sorted = sort(args);
  if (!sorted.ok) return sorted;
  const values = rawValues(sorted.value.own);
  return values.ok ? ok({ values: values.value, passed: sorted.value.passed }) : values;
}
