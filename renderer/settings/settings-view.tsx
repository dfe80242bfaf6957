import { useCallback, useState } from 'react';
import type { AppState } from '../../app/bridge/state.ts';
import type { SettingsPatch } from '../../app/settings.ts';
import { useAppState, useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { AlertsInput } from './alerts-input.tsx';
import { CaFileInput } from './ca-file-input.tsx';
import { ChoiceInput } from './choice-input.tsx';
import { DimInput } from './dim-input.tsx';
import { DisplayInput } from './display-input.tsx';
import {
  type Change,
  changeOf,
  FIELD_GROUPS,
  type Field,
  type FieldName,
  type FieldValue,
  isShown,
  patchOf,
} from './fields.ts';
import { HeatSideInput } from './heat-side-input.tsx';
import { LogFolderInput } from './log-folder-input.tsx';
import { MeterInput } from './meter-input.tsx';
import { MetricsInput } from './metrics-input.tsx';
import { NumberInput } from './number-input.tsx';
import { PinInput } from './pin-input.tsx';
import { PrometheusInput } from './prometheus-input.tsx';
import { SecretInput } from './secret-input.tsx';
import { StateLimitsInput } from './state-limits-input.tsx';
import { SwitchInput } from './switch-input.tsx';
import { TariffInput } from './tariff-input.tsx';
import { TransferInput } from './transfer-input.tsx';
import { UpdateInput } from './update-input.tsx';
import { UserInput } from './user-input.tsx';
import './settings.css';

/** Changes apply at once; each can be taken back as long as this view is open. */
function useChanges() {
  const { store } = useServices();
  const [changes, setChanges] = useState<readonly Change[]>([]);
  const apply = useCallback(
    (name: Change['name'], patch: SettingsPatch): void => {
      const change = changeOf(name, patch, (store.get() as AppState).settings);
      setChanges((earlier) => [...earlier, change]);
      store.change(patch);
    },
    [store],
  );
  const undo = (): void => {
    const last = changes.at(-1);
    if (last === undefined) return;
    setChanges(changes.slice(0, -1));
    store.change(last.before);
  };
  return { last: changes.at(-1) ?? null, apply, undo };
}

interface InputProps {
  readonly field: Field;
  readonly flagged: boolean;
  readonly onChange: (name: FieldName, value: FieldValue) => void;
  readonly onImport: (patch: SettingsPatch) => void;
}

function OwnInput(props: InputProps & { readonly name: Field['name'] }) {
  const { name, flagged, onChange, onImport } = props;
  switch (name) {
    case 'source':
      return <MeterInput flagged={flagged} onChange={onChange} />;
    case 'kioskDisplay':
      return <DisplayInput onChange={onChange} />;
    case 'kioskDim':
      return <DimInput onChange={onChange} />;
    case 'pin':
      return <PinInput />;
    case 'stateLimits':
      return <StateLimitsInput onChange={onChange} />;
    case 'alerts':
      return <AlertsInput onChange={onChange} />;
    case 'heatSide':
      return <HeatSideInput onChange={onChange} />;
    case 'tariff':
      return <TariffInput onChange={onChange} />;
    case 'metrics':
      return <MetricsInput flagged={flagged} onChange={onChange} />;
    case 'prometheus':
      return <PrometheusInput onChange={onChange} />;
    case 'prometheusUser':
      return <UserInput onChange={onChange} />;
    case 'prometheusCaFile':
      return <CaFileInput onChange={onChange} />;
    case 'secret':
      return <SecretInput />;
    case 'updateCheck':
      return <UpdateInput onChange={onChange} />;
    case 'logFolder':
      return <LogFolderInput />;
    case 'transfer':
      return <TransferInput onImport={onImport} />;
  }
}

function FieldInput(props: InputProps) {
  const { field, flagged, onChange } = props;
  switch (field.kind) {
    case 'choice':
      return <ChoiceInput field={field} flagged={flagged} onChange={onChange} />;
    case 'number':
      return <NumberInput field={field} flagged={flagged} onChange={onChange} />;
    case 'switch':
      return <SwitchInput field={field} onChange={onChange} />;
    case 'own':
      return <OwnInput {...props} name={field.name} />;
  }
}

export function SettingsView() {
  const { t } = useTexts();
  const { last, apply, undo } = useChanges();
  const settings = useAppState((state) => state.settings);
  const overridden = useAppState((state) => state.overridden);
  const set = useCallback(
    (name: FieldName, value: FieldValue) => apply(name, patchOf(name, value)),
    [apply],
  );
  const take = useCallback((patch: SettingsPatch) => apply('transfer', patch), [apply]);
  return (
    <div className="settings">
      {FIELD_GROUPS.map((group) => (
        <section key={group.name} className="card settings__group">
          <h2 className="settings__title">{t(`settings:groups.${group.name}`)}</h2>
          {group.fields
            .filter((field) => isShown(field, settings))
            .map((field) => (
              <FieldInput
                key={field.name}
                field={field}
                flagged={overridden.some((name) => name === field.name)}
                onChange={set}
                onImport={take}
              />
            ))}
        </section>
      ))}
      <div className="settings__undo" role="status">
        {last !== null && (
          <div>
            <span>{t('settings:changed', { name: t(`settings:names.${last.name}`) })}</span>
            <button type="button" className="button" onClick={undo}>
              {t('settings:undo')}
            </button>
          </div>
        )}
      </div>
    </div>
  );
}
