import { useMemo } from 'react';
import { formatMeterUrl } from '../../app/meter-url.ts';
import { shareText } from '../../app/text/numbers.ts';
import { FaultNote } from '../history/history-notes.tsx';
import { timeText } from '../shell/age-text.ts';
import { usePainted } from '../shell/painted.tsx';
import { useAppState, useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { useRecord } from '../state/use-record.ts';
import { ZONE } from '../zone.ts';
import { askSpan, type SpanPicture } from './ask.ts';
import { BarsCard } from './bars-card.tsx';
import { CopCard } from './cop-card.tsx';
import { FigureCards } from './figure-cards.tsx';
import { FigureTable } from './figure-table.tsx';
import { keyFigures } from './figures.ts';
import { HourMapCard } from './hour-map-card.tsx';
import { LengthsCard } from './lengths-card.tsx';
import { RunsTable } from './runs-table.tsx';
import { SpanBar } from './span-bar.tsx';
import { Timeline } from './timeline.tsx';
import { type UsedSpan, useSpan } from './use-span.ts';
import './heat-pump.css';

/** Another source has another record. */
export function HeatPumpView() {
  const source = useAppState((state) => formatMeterUrl(state.live.source));
  return <Pump key={source} />;
}

function Pump() {
  const { t } = useTexts();
  const used = useSpan();
  const { span, now } = used;
  const growing = now < span.to ? now : null;
  const tariff = useAppState((state) => state.settings.tariff);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what grows, or costs otherwise, is asked for again.
  const query = useMemo(() => ({ ...span, zone: ZONE }), [span, growing, tariff]);
  const { answer, fault, loading, retry } = useRecord(askSpan, query);
  usePainted(answer !== null || fault !== null);
  return (
    <div className="heat-pump-view" aria-busy={loading}>
      <SpanBar used={used} />
      {fault !== null && <FaultNote fault={fault} onRetry={retry} />}
      {answer === null ? (
        fault === null && <p className="heat-pump-view__wait">{t('heatPump:loading')}</p>
      ) : (
        <Picture picture={answer} used={used} />
      )}
    </div>
  );
}

/** Nothing was read in this time. */
const isEmpty = ({ insights: { figures }, runs }: SpanPicture): boolean =>
  figures.complete === 0 && figures.energy.energy === null && runs.length === 0;

function Picture({ picture, used }: { readonly picture: SpanPicture; readonly used: UsedSpan }) {
  const { t, language } = useTexts();
  const currency = useAppState((state) => state.settings.tariff.currency);
  const { query, insights, runs } = picture;
  const figures = useMemo(
    () => keyFigures(insights, { language, currency }),
    [insights, language, currency],
  );
  // The answer for the span before stays until that for this one is there, and looks it.
  const isOld = query.from !== used.span.from || query.to !== used.span.to;
  if (isEmpty(picture)) {
    return (
      <div className="card heat-pump-view__empty">
        <p>{t('heatPump:empty')}</p>
        <p className="heat-pump-view__hint">{t('heatPump:emptyHint')}</p>
      </div>
    );
  }
  return (
    <div className={isOld ? 'heat-pump-view__parts is-old' : 'heat-pump-view__parts'}>
      <Judged insights={insights} />
      <FigureCards shown={figures.main} insights={insights} kind={query.kind} />
      <Timeline key={`${query.from} ${query.to}`} span={query} now={used.now} runs={runs} />
      <BarsCard bars={insights.bars} span={query} onOpen={used.choose} />
      <FigureTable shown={figures.more} insights={insights} kind={query.kind} />
      <LengthsCard lengths={insights.lengths} />
      {insights.copOverOutdoor !== null && <CopCard points={insights.copOverOutdoor} />}
      <HourMapCard energies={insights.hourOfWeek} />
      <RunsTable key={`${query.from}`} runs={runs} />
    </div>
  );
}

/** Whether all of the time was judged by the limits of today. */
function Judged({ insights }: Pick<SpanPicture, 'insights'>) {
  const { t, language } = useTexts();
  const { clock } = useServices();
  const { retold, otherLimitsUntil } = insights;
  if (retold !== null) {
    return (
      <p className="heat-pump-view__note" role="status">
        {t('heatPump:retold', { percent: shareText(language, retold) })}
      </p>
    );
  }
  if (otherLimitsUntil === null) return null;
  const time = timeText(language, otherLimitsUntil, clock.now());
  return <p className="heat-pump-view__note">{t('heatPump:otherLimits', { time })}</p>;
}
