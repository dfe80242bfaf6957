import { useMemo } from 'react';
import type { ContextSeries } from '../../app/history/prometheus.ts';
import type { TimeRange } from '../../app/history/query.ts';
import type { PowerField } from '../../app/measurement.ts';
import { useChartLook } from '../charts/chart-look.ts';
import { counterSpec } from '../charts/counter-spec.ts';
import { energySpec } from '../charts/energy-spec.ts';
import { frequencySpec, powerFactorSpec } from '../charts/grid-spec.ts';
import { hatchPaint } from '../charts/hatch.ts';
import { withOverlay } from '../charts/overlay.ts';
import { powerSpec } from '../charts/power-spec.ts';
import type { ChartSpec, TimeFrame } from '../charts/time-chart-options.ts';
import { timeTicks } from '../charts/time-ticks.ts';
import { useTexts } from '../state/texts.tsx';
import type { HistoryPicture } from './history-request.ts';
import type { OverlayChart } from './overlay-store.ts';

/** A series over one of the charts. */
export interface ShownOverlay {
  readonly chart: OverlayChart;
  readonly series: ContextSeries;
}

interface Options {
  readonly picture: HistoryPicture;
  /** What the axis shows. */
  readonly range: TimeRange;
  /** Of the plot, in px. */
  readonly width: number;
  readonly shown: ReadonlySet<PowerField>;
  /** null: none, or not there yet. */
  readonly overlay: ShownOverlay | null;
  /** Whether room for an overlay's axis is left. */
  readonly hasOverlay: boolean;
}

/** A tick's text with the air around it, in parts of the text's size. */
const TICK_EM = 7;

/** What each chart of the view draws; made anew only where something of it changed. */
export function useSpecs(options: Options): Readonly<Record<OverlayChart, ChartSpec>> {
  const { picture, range, width, shown, overlay, hasOverlay } = options;
  const { language } = useTexts();
  const look = useChartLook();
  const paint = useMemo(hatchPaint, []);
  const { series, energy } = picture;
  const [plain, labelled] = useMemo((): readonly [TimeFrame, TimeFrame] => {
    const ticks = timeTicks(range, Math.floor(width / (look.fontSize * TICK_EM)), language);
    return [
      { range, ticks, labelled: false, hasOverlay },
      { range, ticks, labelled: true, hasOverlay },
    ];
  }, [range, width, look, language, hasOverlay]);
  const power = useMemo(
    () => powerSpec(series, shown, labelled, look, language),
    [series, shown, labelled, look, language],
  );
  const others = useMemo(
    () => ({
      energy: energySpec(energy, paint, plain, look, language),
      counter: counterSpec(series, plain, look, language),
      frequency: frequencySpec(series, plain, look, language),
      'power-factor': powerFactorSpec(series, labelled, look, language),
    }),
    [series, energy, paint, plain, labelled, look, language],
  );
  return useMemo(() => {
    const specs = { power, ...others };
    if (overlay === null) return specs;
    const { chart } = overlay;
    return { ...specs, [chart]: withOverlay(specs[chart], overlay.series, look, language) };
  }, [power, others, overlay, look, language]);
}
