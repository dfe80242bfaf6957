import { MODEL_CHOICES } from '../connect/model-choices.ts';
import { useAppState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { Choices } from './choices.tsx';
import type { FieldName, FieldValue } from './fields.ts';

interface Props {
  /** A command-line flag holds the value until it is changed here. */
  readonly flagged: boolean;
  readonly onChange: (name: FieldName, value: FieldValue) => void;
}

/** Which meter answers at the address in use; the address itself is asked for where it is tested. */
export function MeterInput({ flagged, onChange }: Props) {
  const { t } = useTexts();
  const source = useAppState((state) => state.settings.source);
  if (source.kind === 'demo') return null;
  const { address } = source;
  return (
    <Choices
      name={t('settings:names.source')}
      choices={MODEL_CHOICES}
      value={address.model}
      hint={t(flagged ? 'settings:overridden' : 'settings:hints.source')}
      onChange={(model) => onChange('source', { ...source, address: { ...address, model } })}
    />
  );
}
