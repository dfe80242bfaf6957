import { useId } from 'react';
import type { Insights } from '../../app/insights/query.ts';
import { Quantity } from '../shell/quantity.tsx';
import { useTexts } from '../state/texts.tsx';
import { ChangeLine } from './change-line.tsx';
import type { KeyFigure } from './figures.ts';
import type { Span } from './spans.ts';

interface Props {
  readonly shown: readonly KeyFigure[];
  readonly insights: Insights;
  readonly kind: Span['kind'];
}

/** The other figures, and over which hours all of them are compared. */
export function FigureTable({ shown, insights, kind }: Props) {
  const { t } = useTexts();
  const id = useId();
  return (
    <section className="card figures" aria-labelledby={id}>
      <h2 id={id} className="card__title">
        {t('heatPump:figures')}
      </h2>
      <dl className="figures__list">
        {shown.map((figure) => (
          <div key={figure.name} className="figures__row">
            <dt>{t(`heatPump:${figure.name}`)}</dt>
            <dd className="figures__value">
              <Quantity inline value={figure.value} />
              {figure.value === null && (
                <span className="figures__why">{t(`heatPump:why.${figure.why}`)}</span>
              )}
            </dd>
            <dd className="figures__changes">
              <ChangeLine figure={figure} against="before" kind={kind} />
              {kind !== 'year' && <ChangeLine figure={figure} against="yearBefore" kind={kind} />}
            </dd>
          </div>
        ))}
      </dl>
      <SharedHours hours={insights.before?.hours ?? null} against="before" kind={kind} />
      {kind !== 'year' && (
        <SharedHours hours={insights.yearBefore?.hours ?? null} against="yearBefore" kind={kind} />
      )}
    </section>
  );
}

function SharedHours(props: {
  /** null: none. */
  readonly hours: number | null;
  readonly against: 'before' | 'yearBefore';
  readonly kind: Span['kind'];
}) {
  const { t } = useTexts();
  const { hours, against, kind } = props;
  const then = t(`heatPump:otherNoun.${against}.${kind}`);
  return (
    <p className="figures__shared">
      {hours === null
        ? t('heatPump:noShared', { then })
        : t('heatPump:sharedHours', { count: hours, then })}
    </p>
  );
}
