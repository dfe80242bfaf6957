import { faultText } from '../../app/text/fault-text.ts';
import { joined, type Spoken, spokenPower } from '../../app/text/numbers.ts';
import { powerLevel } from '../../app/thresholds.ts';
import { HeatPump } from '../live/heat-pump.tsx';
import { LevelMark } from '../live/level-mark.tsx';
import { Ago } from '../shell/age.tsx';
import { Quantity } from '../shell/quantity.tsx';
import { showingOf, troubleOf } from '../shell/status.ts';
import { useAppState, useFreshness } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';

/** As in `1.24`; more digits are smaller ones. */
const USUAL_DIGITS = 4;

/** The watts now, as large as the screen lets them be, and what the heat pump does. */
export function KioskPower() {
  const { t, language } = useTexts();
  const freshness = useFreshness();
  const showing = showingOf(freshness);
  const power = useAppState((state) => state.live.values.power);
  const heatPump = useAppState((state) => state.heatPump);
  const value = power === null ? null : spokenPower(language, power);
  const isLong = value !== null && value.digits.length > USUAL_DIGITS;
  return (
    <section className={`wall__power wall__power--${showing}`} aria-label={t('live:power')}>
      <p className={isLong ? 'wall__digits wall__digits--long' : 'wall__digits'}>
        {showing === 'gone' ? t(`freshness.${freshness}`) : <Quantity value={value} />}
      </p>
      {showing === 'gone' ? (
        <Gone value={value} />
      ) : (
        <p className="wall__state">
          <HeatPump state={heatPump} />
          {showing === 'current' && power !== null && (
            <span className="wall__level">
              <LevelMark level={powerLevel(power)} />
              {t(`live:levels.power.${powerLevel(power)}`)}
            </span>
          )}
        </p>
      )}
    </section>
  );
}

/** Instead of the state: the last value with its age, and why no other comes. */
function Gone(props: { readonly value: Spoken | null }) {
  const { t } = useTexts();
  const at = useAppState((state) => state.live.at);
  const trouble = useAppState((state) => troubleOf(state.live.link));
  return (
    <div className="wall__gone">
      {props.value !== null && at !== null && (
        <p className="wall__last">
          {t('live:last', { value: joined(props.value) })} <Ago at={at} />
        </p>
      )}
      {trouble !== null && <p className="wall__why">{faultText(t, trouble.fault)}</p>}
    </div>
  );
}
