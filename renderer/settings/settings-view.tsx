import { useCallback, useState } from 'react';
import type { AppState } from '../../app/bridge/state.ts';
import { useAppState, useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { ChoiceInput } from './choice-input.tsx';
import { type Change, FIELD_GROUPS, type FieldName, type FieldValue, patchOf } from './fields.ts';
import { MetricsInput } from './metrics-input.tsx';
import { NumberInput } from './number-input.tsx';
import { PrometheusInput } from './prometheus-input.tsx';
import './settings.css';

/** Changes apply at once; each can be taken back as long as this view is open. */
function useChanges() {
  const { bridge, store } = useServices();
  const [changes, setChanges] = useState<readonly Change[]>([]);
  const set = useCallback(
    (name: FieldName, value: FieldValue): void => {
      const before = (store.get() as AppState).settings[name];
      setChanges((earlier) => [...earlier, { name, before }]);
      void bridge.changeSettings(patchOf(name, value));
    },
    [bridge, store],
  );
  const undo = (): void => {
    const last = changes.at(-1);
    if (last === undefined) return;
    setChanges(changes.slice(0, -1));
    void bridge.changeSettings(patchOf(last.name, last.before));
  };
  return { last: changes.at(-1) ?? null, set, undo };
}

interface InputProps {
  readonly field: (typeof FIELD_GROUPS)[number]['fields'][number];
  readonly flagged: boolean;
  readonly onChange: (name: FieldName, value: FieldValue) => void;
}

function FieldInput({ field, ...props }: InputProps) {
  switch (field.kind) {
    case 'choice':
      return <ChoiceInput field={field} {...props} />;
    case 'number':
      return <NumberInput field={field} {...props} />;
    case 'metrics':
      return <MetricsInput {...props} />;
    case 'prometheus':
      return <PrometheusInput onChange={props.onChange} />;
  }
}

export function SettingsView() {
  const { t } = useTexts();
  const { last, set, undo } = useChanges();
  const overridden = useAppState((state) => state.overridden);
  return (
    <div className="settings">
      {FIELD_GROUPS.map((group) => (
        <section key={group.name} className="card settings__group">
          <h2 className="settings__title">{t(`settings:groups.${group.name}`)}</h2>
          {group.fields.map((field) => (
            <FieldInput
              key={field.name}
              field={field}
              flagged={overridden.includes(field.name)}
              onChange={set}
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
