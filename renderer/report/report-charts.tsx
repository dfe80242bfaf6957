import { DateTime } from 'luxon';
import type { ReactNode } from 'react';
import type { InsightBar, InsightsQuery } from '../../app/insights/query.ts';
import type { Report } from '../../app/report/report.ts';
import type { Language } from '../../app/text/texts.ts';
import { minutes } from '../../app/units.ts';
import { useTexts } from '../state/texts.tsx';
import { Bars } from './bars.tsx';
import { CopPoints } from './cop-points.tsx';
import { WeekMap } from './week-map.tsx';

const WIDE = 700;
const HALF = 340;

function Chart(props: {
  readonly title: string;
  readonly wide: boolean;
  readonly children: ReactNode;
}) {
  const { title, wide, children } = props;
  return (
    <section className={wide ? 'chart chart--wide' : 'chart'}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** What stands below a bar. */
function labelOf({ from }: InsightBar, { kind, zone }: InsightsQuery, language: Language): string {
  const time = DateTime.fromMillis(from, { zone, locale: language });
  if (kind === 'day') return time.toFormat('H');
  if (kind === 'year') return time.toFormat('LLL');
  return kind === 'week' ? time.toFormat('ccc') : time.toFormat('d');
}

const ENERGY_TITLE = { day: 'energyOfHour', year: 'energyOfMonth' } as const;

/** The period in pictures. */
export function ReportCharts({ report }: { readonly report: Report }) {
  const { t, language } = useTexts();
  const { insights, query } = report;
  const { bars, lengths, hourOfWeek, copOverOutdoor } = insights;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const say = (value: number): string => number.format(value);
  const kind = query.kind === 'day' || query.kind === 'year' ? ENERGY_TITLE[query.kind] : 'energy';
  const energy = t(`report:charts.${kind}`);
  const starts = t('report:charts.starts');
  const length = t('report:charts.lengths');
  const week = t('report:charts.week');
  const cop = t('report:charts.cop');
  const barsOf = (value: (bar: InsightBar) => number | null) =>
    bars.map((bar) => ({ value: value(bar), label: labelOf(bar, query, language) }));
  return (
    <div className="charts">
      <Chart title={energy} wide>
        <Bars
          bars={barsOf((bar) => (bar.energy === null ? null : bar.energy / 1000))}
          width={WIDE}
          height={200}
          unit="kWh"
          name={energy}
          say={say}
        />
      </Chart>
      <Chart title={starts} wide>
        <Bars
          bars={barsOf((bar) => bar.starts)}
          width={WIDE}
          height={110}
          unit=""
          name={starts}
          say={say}
        />
      </Chart>
      <Chart title={length} wide={false}>
        <Bars
          bars={lengths.map(({ from, count }) => ({
            value: count,
            label: `${Math.round(from / minutes(1))}`,
          }))}
          width={HALF}
          height={150}
          unit=""
          name={`${length} (${t('report:minutes')})`}
          say={say}
        />
      </Chart>
      <Chart title={week} wide={false}>
        <WeekMap hours={hourOfWeek} name={week} language={language} />
      </Chart>
      {copOverOutdoor !== null && copOverOutdoor.length > 1 && (
        <Chart title={cop} wide={false}>
          <CopPoints points={copOverOutdoor} name={cop} language={language} />
        </Chart>
      )}
    </div>
  );
}
