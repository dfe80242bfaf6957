import { MAX_PORT } from '../../app/meter-url.ts';
import {
  type Settings,
  type SettingsPatch,
  settingsPatchSchema,
  settingsShape,
} from '../../app/settings.ts';
import type { Texts } from '../../app/text/texts.ts';

type ChoiceName = 'theme' | 'language' | 'phaseColours';
type NumberName = 'pollWatchedS' | 'pollIdleS' | 'connectionLimitW';
export type FieldName = ChoiceName | NumberName | 'metrics' | 'prometheus';

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

/** Settings of more than one part, each with an input of its own. */
type OwnField =
  | { readonly kind: 'metrics'; readonly name: 'metrics' }
  | { readonly kind: 'prometheus'; readonly name: 'prometheus' };

interface FieldGroup {
  readonly name: keyof Texts['settings']['groups'];
  readonly fields: readonly (ChoiceField | NumberField | OwnField)[];
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
      { kind: 'number', name: 'pollWatchedS', unit: 'seconds' },
      { kind: 'number', name: 'pollIdleS', unit: 'seconds' },
      { kind: 'number', name: 'connectionLimitW', unit: 'watts' },
    ],
  },
  {
    name: 'metrics',
    fields: [
      { kind: 'metrics', name: 'metrics' },
      { kind: 'prometheus', name: 'prometheus' },
    ],
  },
];

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

export const PORT_BOUNDS = { min: 1, max: MAX_PORT } as const;

/** The port that `text` holds; null when it is none. */
export function parsePort(text: string): number | null {
  const port = /^\s*\d+\s*$/.test(text) ? Number(text) : 0;
  return port >= PORT_BOUNDS.min && port <= PORT_BOUNDS.max ? port : null;
}

/** Sets one field; throws on a value of another field, which is a bug. */
export const patchOf = (name: FieldName, value: FieldValue): SettingsPatch =>
  settingsPatchSchema.parse({ [name]: value });

/** One step that can be undone. */
export interface Change {
  readonly name: FieldName;
  readonly before: Settings[FieldName];
}
