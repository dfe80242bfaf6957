import type { HistoryFault } from '../../app/history/fault.ts';
import { historyFaultText } from '../../app/text/history-text.ts';
import { useTexts } from '../state/texts.tsx';
import './history-notes.css';

/** The record cannot be read; what was shown before stays below. */
export function FaultNote(props: { readonly fault: HistoryFault; readonly onRetry: () => void }) {
  const { t } = useTexts();
  return (
    <div className="history__fault" role="alert">
      <p>
        <strong>{t('historyView:failed')}</strong> {historyFaultText(t, props.fault)}
      </p>
      <button type="button" className="button" onClick={props.onRetry}>
        {t('historyView:retry')}
      </button>
    </div>
  );
}

/** Nothing was recorded in this time. @param props.isNow the time goes on until now */
export function EmptyNote(props: { readonly isNow: boolean; readonly onNow: () => void }) {
  const { t } = useTexts();
  return (
    <div className="history__empty">
      <p>{t('historyView:empty')}</p>
      {props.isNow ? (
        <p className="history__hint">{t('historyView:emptyHint')}</p>
      ) : (
        <button type="button" className="button" onClick={props.onNow}>
          {t('historyView:toNow')}
        </button>
      )}
    </div>
  );
}
