import type { Figures } from '../../app/insights/figures.ts';
import { energyPerDay } from '../../app/insights/per-day.ts';
import type { Comparison } from '../../app/insights/query.ts';
import { relativeChange } from '../../app/report/change.ts';
import type { Report } from '../../app/report/report.ts';
import {
  joined,
  shareText,
  spokenCop,
  spokenCost,
  spokenEnergy,
  spokenPower,
} from '../../app/text/numbers.ts';
import type { Language } from '../../app/text/texts.ts';
import type { Translate } from '../../app/text/translate.ts';
import { wattHours } from '../../app/units.ts';
import { useTexts } from '../state/texts.tsx';
import { changeText, spanText } from './spoken.ts';

interface Tile {
  readonly title: string;
  readonly value: string;
  readonly note: string;
  /** What is compared; null: nothing is. */
  readonly of: ((figures: Figures) => number | null) | null;
}

const energyOf = ({ energy }: Figures): number | null => energy.energy;

function tilesOf({ insights, currency }: Report, t: Translate, language: Language): Tile[] {
  const { figures, season } = insights;
  const { cost, heat, energy, states, medianRun, peakPower } = figures;
  const tiles: Tile[] = [];
  const add = (
    name: keyof ReturnType<typeof titlesOf>,
    value: string,
    note: string,
    of: Tile['of'] = null,
  ): void => void tiles.push({ title: titlesOf(t)[name], value, note, of });
  const kwh = (value: number | null): string =>
    value === null ? '–' : joined(spokenEnergy(language, wattHours(value)));
  const perDay = energyPerDay(figures);
  const perDayNote = perDay === null ? '' : t('report:figures.perDay', { energy: kwh(perDay) });
  add('energy', kwh(energy.energy), perDayNote, energyOf);
  if (cost !== null) {
    const base = spokenCost(language, cost.base, currency);
    const note = cost.base === 0 ? '' : t('report:figures.costNote', { base });
    add('cost', spokenCost(language, cost.total, currency), note, (one) => one.cost?.total ?? null);
  }
  if (heat !== null && heat.cop !== null) {
    const soFar = season?.cop ?? null;
    const note =
      soFar === null
        ? t('report:figures.copNote', { heat: kwh(heat.heat) })
        : t('report:figures.season', { cop: spokenCop(language, soFar) });
    add('cop', spokenCop(language, heat.cop), note, (one) => one.heat?.cop ?? null);
  }
  const short = figures.shortCycles;
  add(
    'starts',
    String(figures.starts),
    t('report:figures.startsNote', { short }),
    (one) => one.starts,
  );
  const median = medianRun === null ? '–' : spanText(language, medianRun);
  const runNote = t('report:figures.runTimeNote', { median });
  add('runTime', spanText(language, figures.runTime), runNote, (one) => one.runTime);
  const share = states.standby.energy / Math.max(1, energy.energy ?? 0);
  const percent = shareText(language, share);
  const standby = (one: Figures): number => one.states.standby.energy;
  add('standby', kwh(standby(figures)), t('report:figures.standbyNote', { percent }), standby);
  if (peakPower !== null) add('peak', joined(spokenPower(language, peakPower.power)), '');
  add('complete', shareText(language, figures.complete), t('report:figures.completeNote'));
  return tiles;
}

const titlesOf = (t: Translate) => ({
  energy: t('report:figures.energy'),
  cost: t('report:figures.cost'),
  cop: t('report:figures.cop'),
  starts: t('report:figures.starts'),
  runTime: t('report:figures.runTime'),
  standby: t('report:figures.standby'),
  peak: t('report:figures.peak'),
  complete: t('report:figures.complete'),
});

function Change(props: {
  readonly of: NonNullable<Tile['of']>;
  readonly comparison: Comparison | null;
  readonly than: string;
}) {
  const { language } = useTexts();
  const { of, comparison, than } = props;
  if (comparison === null) return null;
  const change = relativeChange(of(comparison.now), of(comparison.earlier));
  if (change === null) return null;
  return (
    <span>
      <b>{changeText(language, change)}</b> {than}
    </span>
  );
}

/** The key figures with what they were before. */
export function FigureTiles({ report }: { readonly report: Report }) {
  const { t, language } = useTexts();
  const { before, yearBefore } = report.insights;
  return (
    <dl className="tiles">
      {tilesOf(report, t, language).map(({ title, value, note, of }) => (
        <div key={title} className="tile">
          <dt>{title}</dt>
          <dd className="tile__value">{value}</dd>
          {note !== '' && <dd className="tile__note">{note}</dd>}
          {of !== null && (
            <dd className="tile__changes">
              <Change of={of} comparison={before} than={t('report:before')} />
              <Change of={of} comparison={yearBefore} than={t('report:yearBefore')} />
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
