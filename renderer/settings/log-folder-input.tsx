import { useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';

/** Opens the folder in the desktop's file manager. */
export function LogFolderInput() {
  const { t } = useTexts();
  const { bridge } = useServices();
  return (
    <div className="field">
      <span className="field__name">{t('settings:names.logFolder')}</span>
      <div className="field__line">
        <button type="button" className="button" onClick={() => void bridge.openLogFolder()}>
          {t('settings:openFolder')}
        </button>
      </div>
    </div>
  );
}
