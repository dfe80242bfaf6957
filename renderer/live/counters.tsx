import { useId } from 'react';
import { spokenEnergy } from '../../app/text/numbers.ts';
import type { WattHours } from '../../app/units.ts';
import { timeText } from '../shell/age-text.ts';
import { Quantity } from '../shell/quantity.tsx';
import { showingOf } from '../shell/status.ts';
import { useAppState, useFreshness, useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { PHASES } from './phases.ts';

function Counter(props: { readonly energy: WattHours | null }) {
  const { language } = useTexts();
  const { energy } = props;
  return <Quantity inline value={energy === null ? null : spokenEnergy(language, energy)} />;
}

/** Where the meter's energy counters stand. They keep their value while the meter is away. */
export function Counters() {
  const { t, language } = useTexts();
  const { clock } = useServices();
  const id = useId();
  const showing = showingOf(useFreshness());
  const values = useAppState((state) => state.live.values);
  const at = useAppState((state) => state.live.energyAt);
  const mode = useAppState((state) => state.live.session?.identity.energyMode ?? null);
  const phases = [values.energyL1, values.energyL2, values.energyL3] as const;
  const counting = mode === null ? '' : t(`live:counting.${mode}`);
  return (
    <section className={`card counters counters--${showing}`} aria-labelledby={id}>
      <header className="counters__head">
        <h2 id={id} className="card__title">
          {t('live:counters')}
        </h2>
        <p className="counters__total">
          <Counter energy={values.energy} />
        </p>
      </header>
      <dl className="counters__phases">
        {PHASES.map((name, index) => (
          <div key={name}>
            <dt>
              <span className={`swatch swatch--${name}`} aria-hidden="true" />
              {name}
            </dt>
            <dd>
              <Counter energy={phases[index] ?? null} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="counters__note">
        {showing !== 'current' && at !== null
          ? t('live:asOf', { time: timeText(language, at, clock.now()) })
          : counting}
      </p>
    </section>
  );
}
