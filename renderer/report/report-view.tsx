import { DateTime } from 'luxon';
import { useEffect, useState } from 'react';
import type { Report } from '../../app/report/report.ts';
import { historyFaultText } from '../../app/text/history-text.ts';
import { usePeriodInHash } from '../shell/use-view.ts';
import { useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { ComparedNote } from './compared-note.tsx';
import { DayTable } from './day-table.tsx';
import { FigureTiles } from './figure-tiles.tsx';
import { periodText } from './period-text.ts';
import { ReportCharts } from './report-charts.tsx';
import './report.css';

type Asked =
  | { readonly kind: 'asking' }
  | { readonly kind: 'shown'; readonly report: Report }
  | { readonly kind: 'failed'; readonly reason: string };

function useReport(period: string | null): Asked {
  const { t } = useTexts();
  const { bridge } = useServices();
  const [asked, setAsked] = useState<Asked>({ kind: 'asking' });
  useEffect(() => {
    if (period === null) return;
    void bridge.report(period).then((answer) => {
      if (answer === null) setAsked({ kind: 'failed', reason: t('report:noRecord') });
      else if (!answer.ok) setAsked({ kind: 'failed', reason: historyFaultText(t, answer.error) });
      else if (answer.value.days.length === 0)
        setAsked({ kind: 'failed', reason: t('report:none') });
      else setAsked({ kind: 'shown', report: answer.value });
    });
  }, [bridge, period, t]);
  return asked;
}

/** Says on the document that it can be printed. A page that nobody sees has no frames to wait for. */
function useToldOf({ kind }: Asked): void {
  useEffect(() => {
    if (kind === 'asking') return;
    void document.fonts.ready.then(() => {
      document.documentElement.dataset.report = kind === 'shown' ? 'ready' : 'failed';
    });
  }, [kind]);
}

/** A period on paper. */
export function ReportView() {
  const { t, language } = useTexts();
  const asked = useReport(usePeriodInHash());
  useToldOf(asked);
  if (asked.kind === 'asking') return null;
  if (asked.kind === 'failed') return <p role="alert">{asked.reason}</p>;
  const { report } = asked;
  const made = DateTime.fromMillis(report.at, { locale: language });
  return (
    <main className="report">
      <header className="report__head">
        <h1>
          {t('report:title')}{' '}
          <span className="report__period">{periodText(report.query, language)}</span>
        </h1>
        <p>
          {t('report:subtitle', { date: made.toLocaleString(DateTime.DATE_FULL) })}
          {report.isDemo && <strong className="report__demo">{t('report:demo')}</strong>}
        </p>
      </header>
      <FigureTiles report={report} />
      <ComparedNote insights={report.insights} />
      <ReportCharts report={report} />
      <DayTable report={report} />
    </main>
  );
}
