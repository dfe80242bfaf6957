import { type AlertRules, alertRulesSchema, type RuleName } from '../../app/alerts/rules.ts';
import type { Language, Texts } from '../../app/text/texts.ts';

type RuleTexts = Texts['alerts']['rules'];

/** One number of a rule as a person types it. */
export interface AlertPart {
  readonly key: string;
  readonly text: Exclude<keyof RuleTexts, 'units'>;
  /** null: it has none. */
  readonly unit: keyof RuleTexts['units'] | null;
  /** So many of what is kept make one of what is typed; 60 for minutes that are kept as seconds. */
  readonly scale: number;
}

const part = (
  key: string,
  unit: AlertPart['unit'],
  text = key as AlertPart['text'],
  scale = 1,
): AlertPart => ({ key, text, unit, scale });

const timed = (key: string, unit: 'minutes' | 'hours' = 'minutes'): AlertPart =>
  part(key, unit, key as AlertPart['text'], unit === 'hours' ? 3600 : 60);

/** What can be set of each rule. */
export const ALERT_PARTS: { readonly [R in RuleName]: readonly AlertPart[] } = {
  offline: [timed('forS'), timed('backS'), timed('holdOffS')],
  power: [part('limit', 'watts'), part('hysteresis', 'watts'), timed('forS'), timed('holdOffS')],
  frequency: [
    part('limit', 'hertz', 'band'),
    part('hysteresis', 'hertz'),
    timed('forS'),
    timed('holdOffS'),
  ],
  powerFactor: [
    part('limit', null, 'lowest'),
    part('hysteresis', null),
    timed('forS'),
    timed('holdOffS'),
  ],
  energy: [part('limit', 'kwh'), timed('holdOffS', 'hours')],
  cycling: [
    part('limit', 'runs', 'runs'),
    timed('shorterThanS'),
    timed('withinS', 'hours'),
    part('hysteresis', 'runs'),
    timed('holdOffS', 'hours'),
  ],
};

const schemaOf = (rule: RuleName, { key }: AlertPart) => {
  const shape: Readonly<Record<string, unknown>> = alertRulesSchema.shape[rule].shape;
  return shape[key] as (typeof alertRulesSchema)['shape']['power']['shape']['limit'];
};

/** What is kept of a part. */
export const keptValue = (rules: AlertRules, rule: RuleName, { key }: AlertPart): number =>
  (rules[rule] as unknown as Readonly<Record<string, number>>)[key] ?? 0;

/** The bounds that the schema sets, in the unit that is typed. */
export function partBounds(rule: RuleName, which: AlertPart) {
  const { minValue, maxValue } = schemaOf(rule, which);
  return { min: (minValue ?? 0) / which.scale, max: (maxValue ?? 0) / which.scale };
}

/** A number as it is typed in a language. */
export const typedNumber = (language: Language, value: number): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 3, useGrouping: false }).format(value);

/** What to keep of a typed number; null: the rule does not take it. A comma is a point. */
export function parsePart(rule: RuleName, which: AlertPart, text: string): number | null {
  if (!/^\s*\d+([.,]\d+)?\s*$/.test(text)) return null;
  const typed = Number(text.replace(',', '.'));
  const kept = which.scale === 1 ? typed : Math.round(typed * which.scale);
  return schemaOf(rule, which).safeParse(kept).success ? kept : null;
}
