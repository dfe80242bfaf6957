import { isOpen } from '../../app/alerts/alert.ts';
import { viewHash } from '../shell/view-hash.ts';
import { useAppState, useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { AlertEntry } from './alert-entry.tsx';
import { useSeen } from './use-seen.ts';
import './alerts.css';

/** What the rules found, now and before. */
export function AlertsView() {
  const { t } = useTexts();
  const { bridge } = useServices();
  const alerts = useAppState((state) => state.alerts);
  const fresh = useSeen(alerts);
  return (
    <div className="alerts">
      <div className="alerts__head">
        <a className="button" href={viewHash('settings')}>
          {t('alerts:toRules')}
        </a>
        <button
          type="button"
          className="button"
          disabled={alerts.every(isOpen)}
          onClick={() => void bridge.clearAlerts()}
        >
          {t('alerts:clear')}
        </button>
      </div>
      {alerts.length === 0 ? (
        <div className="card alerts__empty">
          <p>{t('alerts:empty')}</p>
          <p className="alerts__hint">{t('alerts:emptyHint')}</p>
        </div>
      ) : (
        <ul className="card alerts__list" aria-label={t('alerts:list')}>
          {alerts.map((alert) => (
            <AlertEntry key={alert.id} alert={alert} isNew={fresh.has(alert.id)} />
          ))}
        </ul>
      )}
    </div>
  );
}
