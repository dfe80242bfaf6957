import { faultCounts, rejectionCounts } from '../../app/diagnostics/counts.ts';
import { shareText } from '../../app/text/numbers.ts';
import { useAppState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { Panel } from './panel.tsx';

function Faults() {
  const { t, language } = useTexts();
  const counts = useAppState((state) => state.live.counts);
  const faults = faultCounts(counts);
  if (faults.length === 0) return <p className="panel__text">{t('diagnostics:errors.noFaults')}</p>;
  const number = new Intl.NumberFormat(language);
  return (
    <table className="grid">
      <caption>{t('diagnostics:errors.faults')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('diagnostics:errors.kind')}</th>
          <th scope="col" className="grid__number">
            {t('diagnostics:errors.count')}
          </th>
          <th scope="col" className="grid__number">
            {t('diagnostics:errors.share')}
          </th>
        </tr>
      </thead>
      <tbody>
        {faults.map(({ kind, count }) => (
          <tr key={kind}>
            <th scope="row">{t(`diagnostics:faults.${kind}`)}</th>
            <td className="grid__number">{number.format(count)}</td>
            <td className="grid__number">
              {shareText(language, count / Math.max(1, counts.polls))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Rejections() {
  const { t, language } = useTexts();
  const rejections = rejectionCounts(useAppState((state) => state.live.counts));
  if (rejections.length === 0) {
    return <p className="panel__text">{t('diagnostics:errors.noRejections')}</p>;
  }
  const number = new Intl.NumberFormat(language);
  return (
    <table className="grid">
      <caption>{t('diagnostics:errors.rejections')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('diagnostics:errors.value')}</th>
          <th scope="col">{t('diagnostics:errors.reason')}</th>
          <th scope="col" className="grid__number">
            {t('diagnostics:errors.count')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rejections.map(({ field, reason, count }) => (
          <tr key={`${field}/${reason}`}>
            <th scope="row">{t(`diagnostics:fields.${field}`)}</th>
            <td>{t(`diagnostics:reasons.${reason}`)}</td>
            <td className="grid__number">{number.format(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What went wrong how often since the app was started. */
export function ErrorsPanel() {
  const { t } = useTexts();
  const count = useAppState((state) => state.live.counts.polls);
  return (
    <Panel name="errors" title={t('diagnostics:errors.title')}>
      <p className="panel__hint">{t('diagnostics:errors.polls', { count })}</p>
      <Faults />
      <Rejections />
    </Panel>
  );
}
