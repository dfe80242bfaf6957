import { unreadCount } from '../../app/alerts/alert.ts';
import { BellIcon } from '../shell/icons.tsx';
import { useAppState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import './alerts-icon.css';

/** More would not fit; the list has them all. */
const MOST_SHOWN = 9;

/** A bell with the number of alerts that nobody has seen. */
export function AlertsIcon() {
  const { t } = useTexts();
  const count = useAppState((state) => unreadCount(state.alerts));
  return (
    <div className="bell">
      <BellIcon />
      {count > 0 && (
        <>
          <b className="bell__count" aria-hidden="true">
            {count > MOST_SHOWN ? `${MOST_SHOWN}+` : count}
          </b>
          <span className="unseen">{t('alerts:unread', { count })}</span>
        </>
      )}
    </div>
  );
}
