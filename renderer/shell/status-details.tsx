import type { ReactNode } from 'react';
import { modelOf } from '../../app/meter-url.ts';
import { faultText } from '../../app/text/fault-text.ts';
import type { EpochMs } from '../../app/units.ts';
import { useAppState, useFreshness, useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { Ago, useSecondsUntil } from './age.tsx';
import { spanText, timeText } from './age-text.ts';
import { SourceName } from './source-name.tsx';
import { troubleOf } from './status.ts';

export const DETAILS_ID = 'status-details';

function Row(props: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="status__row">
      <dt>{props.term}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function NextTry(props: { readonly at: EpochMs }) {
  const { t } = useTexts();
  const seconds = useSecondsUntil(props.at);
  return seconds === 0 ? t('shell:status.nextTryNow') : t('shell:status.nextTryIn', { seconds });
}

/** Since when, why, and what comes next, behind the pill. */
export function StatusDetails() {
  const { t, language } = useTexts();
  const { clock } = useServices();
  const freshness = useFreshness();
  const live = useAppState((state) => state.live);
  const trouble = troubleOf(live.link);
  return (
    <section
      id={DETAILS_ID}
      popover="auto"
      className="details"
      aria-label={t('shell:status.details')}
    >
      <p className="details__lead">{t(`shell:status.${freshness}`)}</p>
      {trouble !== null && <p>{faultText(t, trouble.fault)}</p>}
      <dl>
        <Row term={t('shell:source')}>
          <SourceName source={live.source} />
        </Row>
        {live.source.kind === 'meter' && (
          <Row term={t('connect:model')}>{modelOf(live.source).name}</Row>
        )}
        {live.session !== null && (
          <Row term={t('shell:status.framing')}>
            {t(`connect:framings.${live.session.framing}`)}
          </Row>
        )}
        <Row term={t('shell:status.since')}>{timeText(language, live.link.since, clock.now())}</Row>
        <Row term={t('shell:status.lastReading')}>
          {live.at === null ? t('shell:status.none') : <LastReading at={live.at} />}
        </Row>
        {trouble !== null && (
          <Row term={t('shell:status.nextTry')}>
            <NextTry at={trouble.nextTryAt} />
            <br />
            {t('shell:status.attempts', { count: trouble.failures })}
          </Row>
        )}
        <Row term={t('shell:status.pollEvery')}>{spanText(t, live.pollEvery)}</Row>
        {live.pollTook !== null && (
          <Row term={t('shell:status.pollTook')}>
            {t('shell:status.milliseconds', { count: Math.round(live.pollTook) })}
          </Row>
        )}
      </dl>
    </section>
  );
}

function LastReading(props: { readonly at: EpochMs }) {
  const { language } = useTexts();
  const { clock } = useServices();
  return (
    <>
      {timeText(language, props.at, clock.now())} (<Ago at={props.at} />)
    </>
  );
}
