import { useCallback } from 'react';
import type { StateLimitsW } from '../../app/heat-pump/limits.ts';
import { useAppState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { type FieldName, limitBounds, parseLimit, STATE_LIMIT_NAMES } from './fields.ts';
import { TypedField } from './typed-field.tsx';
import { useTyped } from './use-typed.ts';

interface Props {
  readonly onChange: (name: FieldName, value: StateLimitsW) => void;
}

interface LimitProps extends Props {
  readonly name: keyof StateLimitsW;
  readonly limits: StateLimitsW;
}

function Limit({ name, limits, onChange }: LimitProps) {
  const { t } = useTexts();
  const change = useCallback(
    (value: number) => onChange('stateLimits', { ...limits, [name]: value }),
    [name, limits, onChange],
  );
  const parse = (text: string): number | null => parseLimit(name, limits, text);
  const typed = useTyped({ value: limits[name], parse, onChange: change });
  return (
    <TypedField
      name={t(`settings:limits.${name}`)}
      typed={typed}
      unit={t('settings:units.watts')}
      isNumber
      hint={
        typed.isWrong
          ? t('settings:range', limitBounds(name, limits))
          : t(`settings:limits.hints.${name}`)
      }
    />
  );
}

/** By which power the state of the heat pump is told. */
export function StateLimitsInput({ onChange }: Props) {
  const limits = useAppState((state) => state.settings.stateLimits);
  return STATE_LIMIT_NAMES.map((name) => (
    <Limit key={name} name={name} limits={limits} onChange={onChange} />
  ));
}
