import type { ContextSeries } from '../../app/history/prometheus.ts';
import type { Language } from '../../app/text/texts.ts';
import type { ChartLook } from './chart-look.ts';
import { lineOf } from './lines.ts';
import { OVERLAY_AXIS_EM } from './plot-area.ts';
import { extremesIn, pointsOf } from './series-points.ts';
import type { ChartSpec } from './time-chart-options.ts';

const LINE_EM = 0.14;
const MARKS = 4;

/** The spec with somebody else's series over it, dashed, on an axis of its own at the right. */
export function withOverlay(
  spec: ChartSpec,
  overlay: ContextSeries,
  look: ChartLook,
  language: Language,
): ChartSpec {
  const points = pointsOf({ at: overlay.at, step: null }, overlay.values);
  const { lowest, highest } = extremesIn([overlay.values]) ?? { lowest: 0, highest: 1 };
  // A series that stands still lies in the middle.
  const air = highest > lowest ? (highest - lowest) * 0.05 : Math.max(1, Math.abs(highest)) * 0.1;
  const format = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 });
  const font = { family: look.font, size: look.fontSize };
  const { scales, layout } = spec.options;
  return {
    ...spec,
    datasets: [
      ...spec.datasets,
      {
        ...lineOf('overlay', points, look.ink2, LINE_EM, look),
        borderDash: [6, 4],
        yAxisID: 'overlay',
        order: -1,
      },
    ],
    options: {
      ...spec.options,
      layout: { ...layout, padding: { top: look.fontSize / 2, right: 0 } },
      scales: {
        ...scales,
        overlay: {
          type: 'linear',
          position: 'right',
          min: lowest - air,
          max: highest + air,
          grid: { display: false },
          border: { display: false },
          afterFit: (scale) => {
            scale.width = look.fontSize * OVERLAY_AXIS_EM;
          },
          ticks: {
            color: look.ink2,
            font,
            padding: 8,
            count: MARKS,
            callback: (value) => format.format(Number(value)),
          },
        },
      } as NonNullable<typeof scales>,
    },
  };
}
