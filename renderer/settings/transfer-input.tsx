import { useState } from 'react';
import type { SettingName, SettingsPatch } from '../../app/settings.ts';
import type { ExportAnswer, ImportAnswer } from '../../app/settings-transfer.ts';
import type { Translate } from '../../app/text/translate.ts';
import { useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';

interface Props {
  readonly onImport: (patch: SettingsPatch) => void;
}

/** Names of more settings than these are not read anyway. */
const MOST_NAMES = 6;

const nameOf = (t: Translate, name: SettingName): string =>
  name === 'source' ? t('settings:transfer.source') : t(`settings:names.${name}`);

function importText(t: Translate, answer: ImportAnswer): string {
  if (answer.kind !== 'read') {
    const { reason } = { reason: '', ...answer };
    return answer.kind === 'cancelled' ? '' : t(`settings:transfer.${answer.kind}`, { reason });
  }
  const left = [...answer.refused.map((name) => nameOf(t, name)), ...answer.unknown];
  const count = Object.keys(answer.taken).length;
  const taken = t('settings:transfer.taken', { count });
  if (left.length === 0) return taken;
  const names = left.slice(0, MOST_NAMES).join(', ');
  return `${taken} ${t('settings:transfer.left', { count: left.length, names })}`;
}

function exportedText(t: Translate, answer: ExportAnswer): string {
  if (answer.kind === 'cancelled') return '';
  return t(`settings:transfer.${answer.kind}`, { file: '', reason: '', ...answer });
}

/** Writes the settings to a file, or takes them from one. */
export function TransferInput({ onImport }: Props) {
  const { t } = useTexts();
  const { bridge } = useServices();
  const [said, setSaid] = useState('');
  const exportThem = async (): Promise<void> =>
    setSaid(exportedText(t, await bridge.exportSettings()));
  const importThem = async (): Promise<void> => {
    const answer = await bridge.importSettings();
    if (answer.kind === 'read') onImport(answer.taken);
    setSaid(importText(t, answer));
  };
  return (
    <div className="field">
      <span className="field__name">{t('settings:names.transfer')}</span>
      <div className="field__line">
        <button type="button" className="button" onClick={() => void exportThem()}>
          {t('settings:transfer.export')}
        </button>
        <button type="button" className="button" onClick={() => void importThem()}>
          {t('settings:transfer.import')}
        </button>
      </div>
      <p className="field__hint" role="status">
        {said || t('settings:transfer.hint')}
      </p>
    </div>
  );
}
