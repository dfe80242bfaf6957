import { HEAT_SIGNALS, type HeatSignal } from '../../app/heat/heat-side.ts';
import type { HeatTrial, Tried } from '../../app/heat/trial.ts';
import { joined, spokenPower } from '../../app/text/numbers.ts';
import { prometheusFaultText } from '../../app/text/prometheus-text.ts';
import type { Language } from '../../app/text/texts.ts';
import type { Translate } from '../../app/text/translate.ts';
import { useTexts } from '../state/texts.tsx';

export type TrialState =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  /** null: there is no Prometheus to ask. */
  | { readonly kind: 'tried'; readonly trial: HeatTrial | null };

const UNITS: Readonly<Record<HeatSignal, string>> = {
  flowRate: 'l/min',
  flowTemperature: '°C',
  returnTemperature: '°C',
  outdoorTemperature: '°C',
};

function triedText(t: Translate, language: Language, signal: HeatSignal, tried: Tried): string {
  const name = t(`heat:${signal}`);
  const { value, count } = { value: 0, count: 0, ...tried };
  const digits = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value);
  const reason = tried.kind === 'fault' ? prometheusFaultText(t, tried.fault) : '';
  const said = `${digits}\u00a0${UNITS[signal]}`;
  return t(`heat:tried.${tried.kind}`, { name, value: said, count, reason });
}

/** What each query gives now, in words, and the heat that follows from them. */
export function TrialReport({ state }: { readonly state: TrialState }) {
  const { t, language } = useTexts();
  if (state.kind === 'none') return null;
  if (state.kind === 'asking') return <p className="field__hint">{t('heat:trying')}</p>;
  const { trial } = state;
  if (trial === null) return <p className="field__problem">{t('heat:noPrometheus')}</p>;
  const { heat } = trial;
  return (
    <>
      <p className={heat === null ? 'field__problem' : undefined}>
        {heat === null
          ? t('heat:notNow')
          : t('heat:now', { power: joined(spokenPower(language, heat)) })}
      </p>
      <ul className="trial">
        {HEAT_SIGNALS.map((signal) => (
          <li key={signal} className="field__hint">
            {triedText(t, language, signal, trial.signals[signal])}
          </li>
        ))}
      </ul>
    </>
  );
}
