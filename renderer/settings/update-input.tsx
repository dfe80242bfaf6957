import type { Translate } from '../../app/text/translate.ts';
import type { UpdateState } from '../../app/updates.ts';
import { useAppState, useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import type { FieldName } from './fields.ts';
import { Switch } from './switch.tsx';

interface Props {
  readonly onChange: (name: FieldName, value: boolean) => void;
}

type Step = 'ask' | 'fetch' | 'install';

/** What a person can do next; null: wait. */
function nextStep({ kind }: UpdateState): Step | null {
  switch (kind) {
    case 'unasked':
    case 'newest':
    case 'failed':
      return 'ask';
    case 'available':
      return 'fetch';
    case 'ready':
    case 'needs-password':
      return 'install';
    case 'by-hand':
    case 'asking':
    case 'fetching':
      return null;
  }
}

const stateText = (t: Translate, state: UpdateState): string => {
  const { version, percent, reason } = { version: '', percent: 0, reason: '', ...state };
  return t(`updates:states.${state.kind}`, { version, percent, reason });
};

/** Whether to ask for newer versions, what came of it, and what can be done next. */
export function UpdateInput({ onChange }: Props) {
  const { t } = useTexts();
  const { bridge } = useServices();
  const checked = useAppState((state) => state.settings.updateCheck);
  const update = useAppState((state) => state.update);
  const step = nextStep(update);
  const take: Record<Step, () => Promise<void>> = {
    ask: bridge.askForUpdate,
    fetch: bridge.fetchUpdate,
    install: bridge.installUpdate,
  };
  return (
    <>
      <Switch
        name={t('settings:names.updateCheck')}
        text={t('updates:daily')}
        checked={checked}
        hint={t('updates:hint')}
        onChange={(wanted) => onChange('updateCheck', wanted)}
      />
      <div className="field">
        <span className="field__name">{t('updates:newest')}</span>
        <div className="field__line">
          {step !== null && (
            <button type="button" className="button" onClick={() => void take[step]()}>
              {t(`updates:${step}`)}
            </button>
          )}
        </div>
        <p className="field__hint" role="status">
          {stateText(t, update)}
        </p>
      </div>
    </>
  );
}
