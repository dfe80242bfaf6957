import { useCallback, useEffect, useRef, useState } from 'react';
import {
  HEAT_SIGNALS,
  type HeatSide,
  type HeatSignal,
  heatSideSchema,
} from '../../app/heat/heat-side.ts';
import { useAppState, useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import type { FieldName } from './fields.ts';
import { TrialReport, type TrialState } from './heat-trial.tsx';
import { TypedField } from './typed-field.tsx';
import { useTyped } from './use-typed.ts';

interface Props {
  readonly onChange: (name: FieldName, value: HeatSide) => void;
}

interface SignalProps {
  readonly signal: HeatSignal;
  readonly value: string;
  readonly set: (signal: HeatSignal, query: string) => void;
}

function SignalInput({ signal, value, set }: SignalProps) {
  const { t } = useTexts();
  const typed = useTyped({
    value,
    parse: (text) => heatSideSchema.shape[signal].safeParse(text).data ?? null,
    onChange: (query) => set(signal, query),
  });
  return (
    <TypedField
      name={t(`heat:${signal}`)}
      typed={typed}
      isNumber={false}
      hint={t(typed.isWrong ? 'heat:tooLong' : `heat:hints.${signal}`)}
    />
  );
}

/** Where the Pi's Prometheus has the heat side, and a try of it. */
export function HeatSideInput({ onChange }: Props) {
  const { t } = useTexts();
  const { bridge } = useServices();
  const side = useAppState((state) => state.settings.heatSide);
  const [trial, setTrial] = useState<TrialState>({ kind: 'none' });
  // Two fields may be typed before main has answered the first.
  const newest = useRef(side);
  useEffect(() => {
    newest.current = side;
    setTrial({ kind: 'none' });
  }, [side]);
  const set = useCallback(
    (signal: HeatSignal, query: string): void => {
      newest.current = { ...newest.current, [signal]: query };
      onChange('heatSide', newest.current);
    },
    [onChange],
  );
  const tryIt = async (): Promise<void> => {
    setTrial({ kind: 'asking' });
    setTrial({ kind: 'tried', trial: await bridge.tryHeatSide(newest.current) });
  };
  return (
    <fieldset className="rule" aria-label={t('settings:names.heatSide')}>
      <p className="field__hint">{t('heat:hint')}</p>
      {HEAT_SIGNALS.map((signal) => (
        <SignalInput key={signal} signal={signal} value={side[signal]} set={set} />
      ))}
      <div className="tariff__actions">
        <button
          type="button"
          className="button"
          disabled={HEAT_SIGNALS.every((signal) => side[signal] === '')}
          onClick={() => void tryIt()}
        >
          {t('heat:try')}
        </button>
      </div>
      <div role="status">
        <TrialReport state={trial} />
      </div>
    </fieldset>
  );
}
