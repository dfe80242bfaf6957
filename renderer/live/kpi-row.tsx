import { freshHeat, liveCop } from '../../app/heat/live-cop.ts';
import {
  energyTodayText,
  joined,
  spokenCop,
  spokenCost,
  spokenEnergy,
  spokenFrequency,
  spokenPower,
  spokenPowerFactor,
} from '../../app/text/numbers.ts';
import { frequencyLevel, type Level, powerFactorLevel, powerLevel } from '../../app/thresholds.ts';
import type { EpochMs } from '../../app/units.ts';
import { timeText } from '../shell/age-text.ts';
import { showingOf } from '../shell/status.ts';
import { useAppState, useFreshness, useServices, useTimed } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { Gauge } from './gauge.tsx';
import { FREQUENCY_SCALE, POWER_FACTOR_SCALE, POWER_SCALE } from './gauge-scales.ts';
import { HeatPump } from './heat-pump.tsx';
import { KpiCard } from './kpi-card.tsx';
import { LevelMark } from './level-mark.tsx';

/** The level of a value that is current; colour goes with age. */
function useLevelOf<T extends number>(value: T | null, levelOf: (value: T) => Level): Level | null {
  return useFreshness() === 'live' && value !== null ? levelOf(value) : null;
}

/** The word for a level with its shape, and the band that it stands for. */
function LevelNote(props: {
  readonly level: Level | null;
  readonly kind: 'power' | 'frequency' | 'powerFactor';
  /** Instead of the band. */
  readonly remark?: string | undefined;
}) {
  const { t } = useTexts();
  const { level, kind, remark } = props;
  if (level === null) return null;
  return (
    <>
      <span className="kpi__level">
        <LevelMark level={level} />
        {t(`live:levels.${kind}.${level}`)}
      </span>
      <span className="kpi__detail">{remark ?? t(`live:bands.${kind}.${level}`)}</span>
    </>
  );
}

/** Heat and COP of now, where a heat side is known; undefined: nothing to say. */
function useHeatRemark(): string | undefined {
  const { t, language } = useTexts();
  const heat = useTimed((state, now) => freshHeat(state.heat, now));
  const power = useAppState((state) => state.live.values.power);
  const heatPump = useAppState((state) => state.heatPump);
  const cop = liveCop(heat, power, heatPump);
  if (heat === null || cop === null) return undefined;
  return t('live:heatNow', {
    heat: joined(spokenPower(language, heat)),
    cop: spokenCop(language, cop),
  });
}

function PowerCard() {
  const { t, language } = useTexts();
  const showing = showingOf(useFreshness());
  const at = useAppState((state) => state.live.at);
  const power = useAppState((state) => state.live.values.power);
  const heatPump = useAppState((state) => state.heatPump);
  const heatRemark = useHeatRemark();
  const level = useLevelOf(power, powerLevel);
  const marked = showing === 'gone' ? null : power;
  return (
    <KpiCard
      kind="power"
      title={t('live:power')}
      value={power === null ? null : spokenPower(language, power)}
      at={at}
      showing={showing}
      aside={<HeatPump state={heatPump} />}
      gauge={<Gauge scale={POWER_SCALE} value={marked} level={level} />}
      note={<LevelNote level={level} kind="power" remark={heatRemark} />}
    />
  );
}

function FrequencyCard() {
  const { t, language } = useTexts();
  const showing = showingOf(useFreshness());
  const at = useAppState((state) => state.live.at);
  const frequency = useAppState((state) => state.live.values.frequency);
  const level = useLevelOf(frequency, frequencyLevel);
  const marked = showing === 'gone' ? null : frequency;
  return (
    <KpiCard
      kind="frequency"
      title={t('live:frequency')}
      value={frequency === null ? null : spokenFrequency(language, frequency)}
      at={at}
      showing={showing}
      gauge={<Gauge scale={FREQUENCY_SCALE} value={marked} level={level} />}
      note={<LevelNote level={level} kind="frequency" />}
    />
  );
}

function PowerFactorCard() {
  const { t, language } = useTexts();
  const showing = showingOf(useFreshness());
  const at = useAppState((state) => state.live.at);
  const factor = useAppState((state) => state.live.values.powerFactor);
  const heatPump = useAppState((state) => state.heatPump);
  const level = useLevelOf(factor, powerFactorLevel);
  const marked = showing === 'gone' || factor === null ? null : Math.abs(factor);
  const idle = heatPump === 'standby' || heatPump === 'circulating';
  return (
    <KpiCard
      kind="power-factor"
      title={t('live:powerFactor')}
      value={factor === null ? null : spokenPowerFactor(language, factor)}
      at={at}
      showing={showing}
      gauge={<Gauge scale={POWER_FACTOR_SCALE} value={marked} level={level} />}
      note={
        <LevelNote
          level={level}
          kind="powerFactor"
          remark={level === 'alert' && idle ? t('live:bands.idle') : undefined}
        />
      }
    />
  );
}

/** What the day's energy and its part of the base fee cost so far; null: no tariff, or not known. */
function useCostToday(): string | null {
  const { language } = useTexts();
  const cost = useAppState((state) => state.heatPumpToday?.cost ?? null);
  const currency = useAppState((state) => state.settings.tariff.currency);
  return cost === null ? null : spokenCost(language, cost, currency);
}

function EnergyCard() {
  const { t, language } = useTexts();
  const { clock } = useServices();
  const showing = showingOf(useFreshness());
  const at = useAppState((state) => state.live.energyAt);
  const today = useAppState((state) => state.today);
  const counter = useAppState((state) => state.live.values.energy);
  const since = (from: EpochMs): string =>
    t('live:since', { time: timeText(language, from, clock.now()) });
  const began = today === null || today.wholeDay ? t('live:sinceMidnight') : since(today.since);
  const cost = useCostToday();
  return (
    <KpiCard
      kind="energy"
      title={t('live:energyToday')}
      value={today === null ? null : energyTodayText(language, today)}
      at={at}
      showing={showing}
      gauge={
        counter !== null && (
          <p className="kpi__counter">
            {t('live:counterAt', { value: joined(spokenEnergy(language, counter)) })}
          </p>
        )
      }
      note={
        <>
          {cost !== null && <span className="kpi__level">{cost}</span>}
          <span className="kpi__detail">
            {today?.estimated ? t('live:sinceMidnightEstimated') : began}
          </span>
        </>
      }
    />
  );
}

/** The four numbers that people look for. */
export function KpiRow() {
  return (
    <div className="kpis">
      <PowerCard />
      <FrequencyCard />
      <PowerFactorCard />
      <EnergyCard />
    </div>
  );
}
