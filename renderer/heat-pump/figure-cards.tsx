import { DateTime } from 'luxon';
import { type ReactNode, useId } from 'react';
import type { Figures } from '../../app/insights/figures.ts';
import { energyPerDay } from '../../app/insights/per-day.ts';
import type { Insights } from '../../app/insights/query.ts';
import {
  joined,
  spokenCop,
  spokenEnergy,
  spokenMoney,
  spokenShare,
} from '../../app/text/numbers.ts';
import { cost } from '../../app/units.ts';
import { LevelMark } from '../live/level-mark.tsx';
import { Quantity } from '../shell/quantity.tsx';
import { viewHash } from '../shell/view-hash.ts';
import { useAppState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { ChangeLine } from './change-line.tsx';
import { cyclingLevel } from './cycling.ts';
import type { KeyFigure } from './figures.ts';
import type { Span } from './spans.ts';
import './figures.css';
import { ZONE } from '../zone.ts';

interface Props {
  readonly shown: readonly KeyFigure[];
  readonly insights: Insights;
  readonly kind: Span['kind'];
}

/** The figures to look at first, large. */
export function FigureCards({ shown, insights, kind }: Props) {
  return (
    <div className="figure-cards">
      {shown.map((figure) => (
        <FigureCard key={figure.name} figure={figure} kind={kind}>
          <FigureNote figure={figure} insights={insights} />
        </FigureCard>
      ))}
    </div>
  );
}

function FigureCard(props: {
  readonly figure: KeyFigure;
  readonly kind: Span['kind'];
  readonly children: ReactNode;
}) {
  const { t } = useTexts();
  const id = useId();
  const { figure, kind, children } = props;
  const hasPrices = useAppState(({ settings }) => settings.tariff.prices.length > 0);
  const why = figure.why === 'noTariff' && !hasPrices ? 'noPrices' : figure.why;
  return (
    <section className="card figure-card" aria-labelledby={id}>
      <h2 id={id} className="card__title">
        {t(`heatPump:${figure.name}`)}
      </h2>
      <p className="figure-card__value">
        <Quantity value={figure.value} />
      </p>
      <p className="figure-card__note">
        {figure.value === null ? t(`heatPump:why.${why}`) : children}
        {figure.value === null && figure.why === 'noTariff' && (
          <>
            {' '}
            <a href={viewHash('settings')}>{t('heatPump:setTariff')}</a>
          </>
        )}
      </p>
      <p className="figure-card__changes">
        <ChangeLine figure={figure} against="before" kind={kind} />
        {/* Of years both are the same. */}
        {kind !== 'year' && <ChangeLine figure={figure} against="yearBefore" kind={kind} />}
      </p>
    </section>
  );
}

/** What puts a figure in relation. */
function FigureNote({
  figure,
  insights,
}: {
  readonly figure: KeyFigure;
  readonly insights: Insights;
}) {
  const { t, language } = useTexts();
  const currency = useAppState((state) => state.settings.tariff.currency);
  const { figures, season } = insights;
  switch (figure.name) {
    case 'starts': {
      const level = cyclingLevel(figures);
      return (
        <span className="figure-card__level">
          <LevelMark level={level} />
          {t(`heatPump:cycling.${level}`, { count: figures.shortCycles })}
        </span>
      );
    }
    case 'runTime': {
      const known = knownTime(figures);
      if (known === 0) return null;
      const percent = joined(spokenShare(language, figures.runTime / known));
      return t('heatPump:ofTime', { percent });
    }
    case 'energy': {
      const perDay = energyPerDay(figures);
      if (perDay === null) return null;
      return t('heatPump:perDay', { value: joined(spokenEnergy(language, perDay)) });
    }
    case 'cost': {
      const [paid, energy] = [figures.cost?.total ?? null, figures.energy.energy];
      if (paid === null || energy === null || energy <= 0) return null;
      const perKwh = spokenMoney(language, cost((paid * 1000) / energy), currency);
      return t('heatPump:perKwh', { value: joined(perKwh) });
    }
    case 'cop': {
      if (season?.cop === undefined || season.cop === null) return null;
      const begin = DateTime.fromMillis(season.from, { zone: ZONE }).year;
      const years = `${begin}/${String((begin + 1) % 100).padStart(2, '0')}`;
      return t('heatPump:season', { years, value: spokenCop(language, season.cop) });
    }
    default:
      return null;
  }
}

const knownTime = ({ states }: Figures): number =>
  Object.values(states).reduce((sum, { time }) => sum + time, 0) - states['no-data'].time;
