import { useId, useMemo, useRef } from 'react';
import type { CopPoint } from '../../app/insights/query.ts';
import { spokenNumber } from '../../app/text/numbers.ts';
import { useChartLook } from '../charts/chart-look.ts';
import { TimeChart } from '../charts/time-chart.tsx';
import { useWidth } from '../charts/use-width.ts';
import { type TextsInUse, useTexts } from '../state/texts.tsx';
import { copSpec } from './cop-spec.ts';

/** Room for a tick's text, in parts of its size. */
const TICK_EM = 6;

/** What the heat cost in electricity, by how cold it was outdoors. */
export function CopCard({ points }: { readonly points: readonly CopPoint[] }) {
  const texts = useTexts();
  const { t, language } = texts;
  const id = useId();
  const surface = useRef<HTMLDivElement>(null);
  const look = useChartLook();
  const width = useWidth(surface);
  const most = Math.max(2, Math.floor(width / (look.fontSize * TICK_EM)));
  const spec = useMemo(
    () => (points.length === 0 ? null : copSpec(points, most, look, language)),
    [points, most, look, language],
  );
  return (
    <section className="card cop-card" aria-labelledby={id}>
      <header className="chart-row__head">
        <h2 id={id} className="card__title">
          {t('heatPump:copChart')}
        </h2>
        <span className="chart-row__note">{t('heatPump:copHint')}</span>
      </header>
      <div ref={surface} className="cop-card__chart">
        {spec === null ? (
          <p className="heat-pump__none">{t('heatPump:copEmpty')}</p>
        ) : (
          <TimeChart spec={spec} summary={summaryOf(texts, points)} />
        )}
      </div>
    </section>
  );
}

function summaryOf({ t, language }: TextsInUse, points: readonly CopPoint[]): string {
  const cops = points.map(({ cop }) => cop);
  const outdoors = points.map(({ outdoor }) => outdoor);
  const say = (value: number, decimals: number): string =>
    spokenNumber(language, value, decimals).digits;
  const degrees = (value: number): string => `${say(value, 0)}\u00a0°C`;
  return t('heatPump:copSummary', {
    count: points.length,
    coldest: degrees(Math.min(...outdoors)),
    warmest: degrees(Math.max(...outdoors)),
    lowest: say(Math.min(...cops), 1),
    highest: say(Math.max(...cops), 1),
  });
}
