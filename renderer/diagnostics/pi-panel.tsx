import { piLight, piTargetLight } from '../../app/diagnostics/lights.ts';
import type { PiHealth, PiTarget } from '../../app/metrics/pi-health.ts';
import { piTargetText, piText } from '../../app/metrics/pi-text.ts';
import type { EpochMs } from '../../app/units.ts';
import { Ago } from '../shell/age.tsx';
import { viewHash } from '../shell/view-hash.ts';
import { useAppState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { Lit } from './lit.tsx';
import { momentText } from './moment-text.ts';
import { Panel } from './panel.tsx';
import type { Asked } from './use-asked.ts';

/** What Prometheus answered, and when. */
export interface CheckedPi {
  readonly at: EpochMs;
  /** null: none is set. */
  readonly health: PiHealth | null;
}

function Target(props: { readonly target: PiTarget }) {
  const { t, language } = useTexts();
  const { target } = props;
  const reach =
    target.newestAt === 0
      ? t('metrics:pi.noData')
      : t('metrics:pi.reach', {
          from: momentText(language, target.oldestAt),
          to: momentText(language, target.newestAt),
        });
  return (
    <Lit light={piTargetLight(target)} name={piTargetText(t, target)}>
      {target.lastScrapeAt !== null && (
        <>
          {t('metrics:pi.lastScrape')}: <Ago at={target.lastScrapeAt} />
          <br />
        </>
      )}
      {reach}
    </Lit>
  );
}

function Health(props: { readonly checked: CheckedPi | null }) {
  const { t } = useTexts();
  const { checked } = props;
  if (checked === null) return <Lit light="pending" name="Prometheus" />;
  const { health } = checked;
  if (health === null) return null;
  const targets = health.state === 'reachable' ? health.targets : [];
  return (
    <>
      <Lit light={piLight(health)} name="Prometheus">
        {piText(t, health)}
      </Lit>
      {targets.map((target) => (
        <Target
          key={JSON.stringify([target.job, target.instance, target.labels])}
          target={target}
        />
      ))}
    </>
  );
}

/** Whether the Pi's Prometheus answers, scrapes a meter and has its past. */
export function PiPanel(props: { readonly asked: Asked<CheckedPi> }) {
  const { t } = useTexts();
  const { answer, asking, askAgain } = props.asked;
  const isSet = useAppState((state) => state.settings.prometheus.url !== '');
  return (
    <Panel
      name="pi"
      title={t('metrics:pi.title')}
      action={
        isSet && (
          <button type="button" className="button" aria-disabled={asking} onClick={askAgain}>
            {t('diagnostics:pi.check')}
          </button>
        )
      }
    >
      {isSet ? (
        <Health checked={answer} />
      ) : (
        <>
          <p className="panel__text">{t('metrics:pi.notSet')}</p>
          <a className="panel__link" href={viewHash('settings')}>
            {t('diagnostics:pi.setUp')}
          </a>
        </>
      )}
      {isSet && answer !== null && (
        <p className="panel__hint">
          {t('diagnostics:pi.checked')} <Ago at={answer.at} />
        </p>
      )}
    </Panel>
  );
}
