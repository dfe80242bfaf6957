import { useCallback } from 'react';
import { type AlertRules, RULE_NAMES, type RuleName } from '../../app/alerts/rules.ts';
import { useAppState, useNewestState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import {
  ALERT_PARTS,
  type AlertPart,
  keptValue,
  parsePart,
  partBounds,
  typedNumber,
} from './alert-parts.ts';
import type { FieldName } from './fields.ts';
import { QuietHoursInput } from './quiet-hours-input.tsx';
import { Switch } from './switch.tsx';
import { TypedField } from './typed-field.tsx';
import { useTyped } from './use-typed.ts';

type ChangeRule = <R extends keyof AlertRules>(rule: R, patch: Partial<AlertRules[R]>) => void;

interface RuleProps {
  readonly rule: RuleName;
  readonly rules: AlertRules;
  readonly change: ChangeRule;
}

function PartInput({ rule, rules, part, change }: RuleProps & { readonly part: AlertPart }) {
  const { t, language } = useTexts();
  const shown = useCallback(
    (kept: number) => typedNumber(language, kept / part.scale),
    [language, part],
  );
  const parse = (text: string): string | null => {
    const kept = parsePart(rule, part, text);
    return kept === null ? null : shown(kept);
  };
  const onChange = useCallback(
    (text: string) => {
      const kept = parsePart(rule, part, text);
      if (kept !== null) change(rule, { [part.key]: kept });
    },
    [rule, part, change],
  );
  const typed = useTyped({ value: shown(keptValue(rules, rule, part)), parse, onChange });
  const name = t(`alerts:rules.${part.text}`);
  const { min, max } = partBounds(rule, part);
  const bounds = { min: typedNumber(language, min), max: typedNumber(language, max) };
  return (
    <TypedField
      name={name}
      typed={typed}
      isNumber
      {...(part.unit === null ? {} : { unit: t(`alerts:rules.units.${part.unit}`) })}
      hint={typed.isWrong ? t('alerts:rules.outside', { name, ...bounds }) : ''}
    />
  );
}

function RuleInput(props: RuleProps) {
  const { t } = useTexts();
  const { rule, rules, change } = props;
  const name = t(`alerts:rules.${rule}`);
  const { enabled } = rules[rule];
  return (
    <fieldset className="rule" aria-label={name}>
      <Switch
        name={name}
        text={t('settings:on')}
        checked={enabled}
        hint={null}
        onChange={(on) => change(rule, { enabled: on })}
      />
      {enabled &&
        ALERT_PARTS[rule].map((part) => <PartInput key={part.key} part={part} {...props} />)}
    </fieldset>
  );
}

interface Props {
  readonly onChange: (name: FieldName, value: AlertRules) => void;
}

/** What is told of: each rule with its switch, and its numbers once it is on. */
export function AlertsInput({ onChange }: Props) {
  const { t } = useTexts();
  const rules = useAppState((state) => state.settings.alerts);
  const newest = useNewestState();
  const change = useCallback<ChangeRule>(
    (rule, patch) => {
      const { alerts } = newest().settings;
      onChange('alerts', { ...alerts, [rule]: { ...alerts[rule], ...patch } });
    },
    [newest, onChange],
  );
  return (
    <>
      <p className="field__hint">{t('alerts:rules.hint')}</p>
      {RULE_NAMES.map((rule) => (
        <RuleInput key={rule} rule={rule} rules={rules} change={change} />
      ))}
      <QuietHoursInput quiet={rules.quiet} onChange={(patch) => change('quiet', patch)} />
    </>
  );
}
