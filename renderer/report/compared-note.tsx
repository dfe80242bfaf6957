import type { Insights } from '../../app/insights/query.ts';
import { useTexts } from '../state/texts.tsx';

/** Over which hours is compared. */
export function ComparedNote({ insights }: { readonly insights: Insights }) {
  const { t } = useTexts();
  const { before, yearBefore } = insights;
  if (before === null && yearBefore === null) return null;
  const parts = [
    ...(before === null ? [] : [t('report:compared.before', { hours: before.hours })]),
    ...(yearBefore === null ? [] : [t('report:compared.yearBefore', { hours: yearBefore.hours })]),
  ];
  return (
    <p className="report__note">
      {parts.join(', ')}. {t('report:compared.rule')}
    </p>
  );
}
