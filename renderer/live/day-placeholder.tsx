import type { HistoryFault } from '../../app/history/fault.ts';
import { historyFaultText } from '../../app/text/history-text.ts';
import { useTexts } from '../state/texts.tsx';

/** Before the record has answered, or when it cannot. */
export function DayPlaceholder(props: { readonly fault: HistoryFault | null }) {
  const { t } = useTexts();
  const { fault } = props;
  return (
    <p className={fault === null ? 'days__wait' : 'days__fault'}>
      {fault === null ? t('historyView:loading') : historyFaultText(t, fault)}
    </p>
  );
}
