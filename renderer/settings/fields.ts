import { type StateLimitsW, stateLimitsSchema } from '../../app/heat-pump/limits.ts';
import { dimSchema } from '../../app/kiosk/dim.ts';
import { MAX_PORT } from '../../app/meter-url.ts';
import {
  type Settings,
  type SettingsPatch,
  settingsPatchSchema,
  settingsShape,
} from '../../app/settings.ts';
import type { Texts } from '../../app/text/texts.ts';

type ChoiceName =
  | 'theme'
  | 'language'
  | 'phaseColours'
  | 'csvFormat'
  | 'prometheusAccess'
  | 'logLevel';
type NumberName =
  | 'pollWatchedS'
  | 'pollIdleS'
  | 'connectionLimitW'
  | 'shortCycleMin'
  | 'historyDays'
  | 'historyCapMb';
type SwitchName = 'tray' | 'closeToTray' | 'startAtLogin' | 'kioskPixelShift';
/** Settings with an input of their own. */
type OwnName =
  | 'source'
  | 'metrics'
  | 'prometheus'
  | 'prometheusUser'
  | 'prometheusCaFile'
  | 'kioskDisplay'
  | 'kioskDim'
  | 'alerts'
  | 'tariff'
  | 'heatSide'
  | 'stateLimits'
  | 'updateCheck';
export type FieldName = ChoiceName | NumberName | SwitchName | OwnName;
/** What stands among the settings and is none. */
type PartName = 'pin' | 'secret' | 'logFolder' | 'transfer';

/** Before the schema has looked at it, so a choice is any word. */
export type FieldValue = Settings[FieldName] | string;

export interface ChoiceField {
  readonly kind: 'choice';
  readonly name: ChoiceName;
}
export interface NumberField {
  readonly kind: 'number';
  readonly name: NumberName;
  readonly unit: keyof Texts['settings']['units'];
}

export interface SwitchField {
  readonly kind: 'switch';
  readonly name: SwitchName;
}

interface OwnField {
  readonly kind: 'own';
  readonly name: OwnName | PartName;
}

export type Field = ChoiceField | NumberField | SwitchField | OwnField;

interface FieldGroup {
  readonly name: keyof Texts['settings']['groups'];
  readonly fields: readonly Field[];
}

/** What the Settings view shows. A further setting is a line here and its texts. */
export const FIELD_GROUPS: readonly FieldGroup[] = [
  {
    name: 'display',
    fields: [
      { kind: 'choice', name: 'theme' },
      { kind: 'choice', name: 'language' },
      { kind: 'choice', name: 'phaseColours' },
    ],
  },
  {
    name: 'polling',
    fields: [
      { kind: 'own', name: 'source' },
      { kind: 'number', name: 'pollWatchedS', unit: 'seconds' },
      { kind: 'number', name: 'pollIdleS', unit: 'seconds' },
      { kind: 'number', name: 'connectionLimitW', unit: 'watts' },
    ],
  },
  {
    name: 'heatPump',
    fields: [
      { kind: 'own', name: 'stateLimits' },
      { kind: 'number', name: 'shortCycleMin', unit: 'minutes' },
    ],
  },
  {
    name: 'history',
    fields: [
      { kind: 'number', name: 'historyDays', unit: 'days' },
      { kind: 'number', name: 'historyCapMb', unit: 'megabytes' },
      { kind: 'choice', name: 'csvFormat' },
    ],
  },
  { name: 'costs', fields: [{ kind: 'own', name: 'tariff' }] },
  {
    name: 'desktop',
    fields: [
      { kind: 'switch', name: 'tray' },
      { kind: 'switch', name: 'closeToTray' },
      { kind: 'switch', name: 'startAtLogin' },
    ],
  },
  {
    name: 'wall',
    fields: [
      { kind: 'own', name: 'kioskDisplay' },
      { kind: 'own', name: 'kioskDim' },
      { kind: 'switch', name: 'kioskPixelShift' },
      { kind: 'own', name: 'pin' },
    ],
  },
  { name: 'alerts', fields: [{ kind: 'own', name: 'alerts' }] },
  {
    name: 'metrics',
    fields: [
      { kind: 'own', name: 'metrics' },
      { kind: 'own', name: 'prometheus' },
      { kind: 'choice', name: 'prometheusAccess' },
      { kind: 'own', name: 'prometheusUser' },
      { kind: 'own', name: 'secret' },
      { kind: 'own', name: 'prometheusCaFile' },
      { kind: 'own', name: 'heatSide' },
    ],
  },
  {
    name: 'upkeep',
    fields: [
      { kind: 'own', name: 'updateCheck' },
      { kind: 'choice', name: 'logLevel' },
      { kind: 'own', name: 'logFolder' },
      { kind: 'own', name: 'transfer' },
    ],
  },
];

const hasPrometheus = ({ prometheus }: Settings): boolean => prometheus.url !== '';

/** When a field means anything; always, where nothing is said. */
const MEANS: Partial<Record<Field['name'], (settings: Settings) => boolean>> = {
  source: ({ source }) => source.kind === 'meter',
  closeToTray: ({ tray }) => tray,
  prometheusAccess: hasPrometheus,
  prometheusUser: (settings) => hasPrometheus(settings) && settings.prometheusAccess === 'basic',
  prometheusCaFile: ({ prometheus }) => prometheus.url.startsWith('https:'),
  heatSide: hasPrometheus,
  secret: (settings) => hasPrometheus(settings) && settings.prometheusAccess !== 'open',
};

export const isShown = ({ name }: Field, settings: Settings): boolean =>
  MEANS[name]?.(settings) ?? true;

/** The bounds that the schema sets. */
export function boundsOf(name: NumberName): { readonly min: number; readonly max: number } {
  const { minValue, maxValue } = settingsShape[name];
  return { min: minValue ?? -Infinity, max: maxValue ?? Infinity };
}

/** The number that `text` holds; null when the setting does not take it. */
export function parseNumber(name: NumberName, text: string): number | null {
  if (!/^\s*\d+\s*$/.test(text)) return null;
  const parsed = settingsShape[name].safeParse(Number(text));
  return parsed.success ? parsed.data : null;
}

/** In the order in which they rise. */
export const STATE_LIMIT_NAMES = [
  'circulatingFromW',
  'runningUntilW',
  'runningFromW',
  'highLoadAboveW',
] as const satisfies readonly (keyof StateLimitsW)[];

/** What a limit may be, the others being what they are. */
export function limitBounds(
  name: keyof StateLimitsW,
  limits: StateLimitsW,
): { readonly min: number; readonly max: number } {
  const place = STATE_LIMIT_NAMES.indexOf(name);
  const [below, above] = [STATE_LIMIT_NAMES[place - 1], STATE_LIMIT_NAMES[place + 1]];
  const { minValue, maxValue } = stateLimitsSchema.shape[name];
  // A run may end where it begins; every other limit is above the one before.
  const room = (lower: keyof StateLimitsW): number => (lower === 'runningUntilW' ? 0 : 1);
  return {
    min: below === undefined ? (minValue ?? 1) : limits[below] + room(below),
    max: above === undefined ? (maxValue ?? Infinity) : limits[above] - room(name),
  };
}

/** The limit that `text` holds; null when it does not fit between the others. */
export function parseLimit(
  name: keyof StateLimitsW,
  limits: StateLimitsW,
  text: string,
): number | null {
  if (!/^\s*\d+\s*$/.test(text)) return null;
  const parsed = stateLimitsSchema.safeParse({ ...limits, [name]: Number(text) });
  return parsed.success ? parsed.data[name] : null;
}

export const PORT_BOUNDS = { min: 1, max: MAX_PORT } as const;

/** The port that `text` holds; null when it is none. */
export function parsePort(text: string): number | null {
  const port = /^\s*\d+\s*$/.test(text) ? Number(text) : 0;
  return port >= PORT_BOUNDS.min && port <= PORT_BOUNDS.max ? port : null;
}

const brightness = dimSchema.shape.brightness;
export const BRIGHTNESS_BOUNDS = {
  min: brightness.minValue ?? 0,
  max: brightness.maxValue ?? 100,
} as const;

/** The percentage that `text` holds; null when it is none that a display should have. */
export function parseBrightness(text: string): number | null {
  const parsed = /^\s*\d+\s*$/.test(text) ? brightness.safeParse(Number(text)) : null;
  return parsed?.success ? parsed.data : null;
}

/** The time of day that `text` holds, as `07:30`; null when it is none. */
export function parseTime(text: string): string | null {
  const time = text.trim().padStart('00:00'.length, '0');
  return dimSchema.shape.from.safeParse(time).success ? time : null;
}

/** The user that `text` holds; null when it is too long for one. */
export const parseUser = (text: string): string | null =>
  settingsShape.prometheusUser.safeParse(text).data ?? null;

/** The path that `text` holds; null when it is too long for one. */
export const parseCaFile = (text: string): string | null =>
  settingsShape.prometheusCaFile.safeParse(text).data ?? null;

/** Sets one field; throws on a value of another field, which is a bug. */
export const patchOf = (name: FieldName, value: FieldValue): SettingsPatch =>
  settingsPatchSchema.parse({ [name]: value });

/** One step that can be undone. */
export interface Change {
  readonly name: FieldName | 'transfer';
  /** What takes it back. */
  readonly before: SettingsPatch;
}

/** The change that `patch` is to `settings`. */
export function changeOf(name: Change['name'], patch: SettingsPatch, settings: Settings): Change {
  const names = Object.keys(patch) as (keyof Settings)[];
  const before = Object.fromEntries(names.map((one) => [one, settings[one]]));
  return { name, before: settingsPatchSchema.parse(before) };
}
