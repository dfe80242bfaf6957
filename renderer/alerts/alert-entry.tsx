import { type Alert, historyPlace, isOpen } from '../../app/alerts/alert.ts';
import { alertDetail } from '../../app/text/alert-text.ts';
import type { EpochMs } from '../../app/units.ts';
import { timeText } from '../shell/age-text.ts';
import { useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';

interface Props {
  readonly alert: Alert;
  readonly isNew: boolean;
}

/** One alert; a click shows its time in the history. */
export function AlertEntry({ alert, isNew }: Props) {
  const { t, language } = useTexts();
  const { clock } = useServices();
  const timeOf = (at: EpochMs): string => timeText(language, at, clock.now());
  const title = t(`alerts:titles.${alert.rule}`);
  const since = timeOf(alert.since);
  const open = isOpen(alert);
  return (
    <li>
      <a
        className={open ? 'alert alert--open' : 'alert'}
        href={`#/${historyPlace(alert.since)}`}
        title={t('alerts:show', { title, since })}
      >
        <svg className="alert__mark" viewBox="0 0 24 24" aria-hidden="true">
          {open ? <path d="M12 3 22 21H2Z" /> : <circle cx="12" cy="12" r="5" />}
        </svg>
        <strong className="alert__title">
          {title}
          {isNew && <span className="alert__new">{t('alerts:isNew')}</span>}
        </strong>
        <span className="alert__detail">{alertDetail({ t, language }, alert)}</span>
        <span className="alert__time">
          <b>{t(open ? 'alerts:open' : 'alerts:over')}</b>{' '}
          {alert.clearedAt === null
            ? t('alerts:from', { since })
            : t('alerts:span', { since, until: timeOf(alert.clearedAt) })}
        </span>
      </a>
    </li>
  );
}
