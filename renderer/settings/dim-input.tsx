import { useCallback } from 'react';
import type { Dim } from '../../app/kiosk/dim.ts';
import { useAppState, useNewestState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { BRIGHTNESS_BOUNDS, type FieldName, parseBrightness, parseTime } from './fields.ts';
import { Switch } from './switch.tsx';
import { TypedField } from './typed-field.tsx';
import { useTyped } from './use-typed.ts';

interface Props {
  readonly onChange: (name: FieldName, value: Dim) => void;
}

interface PartProps {
  readonly dim: Dim;
  readonly change: (patch: Partial<Dim>) => void;
}

function Time({ dim, change, part }: PartProps & { readonly part: 'from' | 'until' }) {
  const { t } = useTexts();
  const onChange = useCallback((time: string) => change({ [part]: time }), [change, part]);
  const typed = useTyped({ value: dim[part], parse: parseTime, onChange });
  return (
    <TypedField
      name={t(`settings:dim.${part}`)}
      typed={typed}
      isNumber
      hint={t(typed.isWrong ? 'settings:dim.noTime' : 'settings:dim.wallClock')}
    />
  );
}

function Brightness({ dim, change }: PartProps) {
  const { t } = useTexts();
  const onChange = useCallback((brightness: number) => change({ brightness }), [change]);
  const typed = useTyped({ value: dim.brightness, parse: parseBrightness, onChange });
  return (
    <TypedField
      name={t('settings:dim.brightness')}
      typed={typed}
      unit={t('settings:units.percent')}
      isNumber
      hint={typed.isWrong ? t('settings:range', BRIGHTNESS_BOUNDS) : t('settings:dim.ofDay')}
    />
  );
}

/** When the wall view is darker, and how much. */
export function DimInput({ onChange }: Props) {
  const { t } = useTexts();
  const dim = useAppState((state) => state.settings.kioskDim);
  const newest = useNewestState();
  const change = useCallback(
    (patch: Partial<Dim>) => onChange('kioskDim', { ...newest().settings.kioskDim, ...patch }),
    [newest, onChange],
  );
  return (
    <>
      <Switch
        name={t('settings:names.kioskDim')}
        text={t('settings:on')}
        checked={dim.enabled}
        hint={t('settings:hints.kioskDim')}
        onChange={(enabled) => change({ enabled })}
      />
      {dim.enabled && (
        <>
          <Time dim={dim} change={change} part="from" />
          <Time dim={dim} change={change} part="until" />
          <Brightness dim={dim} change={change} />
        </>
      )}
    </>
  );
}
