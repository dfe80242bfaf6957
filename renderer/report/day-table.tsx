import { DateTime } from 'luxon';
import type { Figures } from '../../app/insights/figures.ts';
import type { Report, ReportDay } from '../../app/report/report.ts';
import { joined, shareText, spokenCop, spokenCost, spokenEnergy } from '../../app/text/numbers.ts';
import type { Language } from '../../app/text/texts.ts';
import type { Translate } from '../../app/text/translate.ts';
import type { WattHours } from '../../app/units.ts';
import { useTexts } from '../state/texts.tsx';
import { spanText } from './spoken.ts';

interface Column {
  readonly title: string;
  readonly say: (figures: Figures) => string;
}

const UNKNOWN = '–';

function columnsOf({ days, currency }: Report, t: Translate, language: Language): Column[] {
  const kwh = (value: WattHours | null): string =>
    value === null ? UNKNOWN : joined(spokenEnergy(language, value));
  const hasCost = days.some(({ figures }) => figures.cost !== null);
  const hasHeat = days.some(({ figures }) => figures.heat !== null);
  const cost: Column = {
    title: t('report:days.cost'),
    say: (one) => (one.cost === null ? UNKNOWN : spokenCost(language, one.cost.total, currency)),
  };
  const heat: Column[] = [
    { title: t('report:days.heat'), say: (one) => kwh(one.heat?.heat ?? null) },
    {
      title: t('report:days.cop'),
      say: ({ heat: known }) =>
        known === null || known.cop === null ? UNKNOWN : spokenCop(language, known.cop),
    },
  ];
  return [
    { title: t('report:days.runTime'), say: (one) => spanText(language, one.runTime) },
    { title: t('report:days.starts'), say: (one) => String(one.starts) },
    { title: t('report:days.standby'), say: (one) => kwh(one.states.standby.energy) },
    ...(hasCost ? [cost] : []),
    ...(hasHeat ? heat : []),
    { title: t('report:days.complete'), say: (one) => shareText(language, one.complete) },
  ];
}

const energyText = (language: Language, energy: WattHours | null, estimated: boolean): string =>
  energy === null ? UNKNOWN : `${estimated ? '≈ ' : ''}${joined(spokenEnergy(language, energy))}`;

const dayText = ({ from }: ReportDay, zone: string, language: Language): string =>
  DateTime.fromMillis(from, { zone, locale: language }).toLocaleString({
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });

/** Every day in a line, and all of them in the last. */
export function DayTable({ report }: { readonly report: Report }) {
  const { t, language } = useTexts();
  const { days, insights, query } = report;
  const columns = columnsOf(report, t, language);
  return (
    <section className="day-table">
      <h2>{t('report:days.title')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('report:days.day')}</th>
            <th scope="col">{t('report:days.energy')}</th>
            {columns.map(({ title }) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.from}>
              <th scope="row">{dayText(day, query.zone, language)}</th>
              <td>{energyText(language, day.figures.energy.energy, day.estimated)}</td>
              {columns.map(({ title, say }) => (
                <td key={title}>{say(day.figures)}</td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('report:days.total')}</th>
            <td>{energyText(language, insights.figures.energy.energy, false)}</td>
            {columns.map(({ title, say }) => (
              <td key={title}>{say(insights.figures)}</td>
            ))}
          </tr>
        </tfoot>
      </table>
      {days.some(({ estimated }) => estimated) && (
        <p className="report__note">{t('report:days.estimate')}</p>
      )}
    </section>
  );
}
