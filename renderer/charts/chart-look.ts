import { useEffect, useState } from 'react';
import type { Level } from '../../app/thresholds.ts';
import { useAppState } from '../state/services.tsx';

/** A line's colour and that of its edge, which keeps black visible on a dark ground; null: none. */
interface LineLook {
  readonly line: string;
  readonly edge: string | null;
}

/** What a canvas has to be told, since style sheets do not reach into it. */
export interface ChartLook {
  readonly font: string;
  /** px */
  readonly fontSize: number;
  readonly ink: string;
  readonly ink2: string;
  readonly grid: string;
  readonly line: string;
  readonly raised: string;
  readonly moderate: string;
  readonly alert: string;
  readonly total: string;
  readonly fill: string;
  /** Between the smallest and the largest reading of a row. */
  readonly band: string;
  /** Faint grounds behind a curve. */
  readonly zones: Readonly<Record<Level, string>>;
  readonly phases: readonly [LineLook, LineLook, LineLook];
}

/** As registered properties are resolved. */
const TRANSPARENT = 'rgba(0, 0, 0, 0)';
const TEXT_SIZE_REM = 0.8125;

/** Reads the look from the custom properties in `styles/tokens.css`. */
function readLook(): ChartLook {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const phase = (number: number): LineLook => {
    const edge = colour(`phase-${number}-edge`);
    return { line: colour(`phase-${number}`), edge: edge === TRANSPARENT ? null : edge };
  };
  return {
    font: getComputedStyle(document.body).fontFamily,
    fontSize: Number.parseFloat(style.fontSize) * TEXT_SIZE_REM,
    ink: colour('ink'),
    ink2: colour('ink-2'),
    grid: colour('chart-grid'),
    line: colour('line'),
    raised: colour('raised'),
    moderate: colour('moderate'),
    alert: colour('alert'),
    total: colour('chart-total'),
    fill: colour('chart-fill'),
    band: colour('chart-band'),
    zones: {
      good: colour('zone-good'),
      moderate: colour('zone-moderate'),
      alert: colour('zone-alert'),
    },
    phases: [phase(1), phase(2), phase(3)],
  };
}

/** The look of charts now; follows theme, phase colours and the size of letters. */
export function useChartLook(): ChartLook {
  const theme = useAppState((state) => state.settings.theme);
  const phases = useAppState((state) => state.settings.phaseColours);
  const [look, setLook] = useState(readLook);
  // biome-ignore lint/correctness/useExhaustiveDependencies: both change what is read.
  useEffect(() => {
    const update = (): void => {
      const next = readLook();
      setLook((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    };
    update();
    const scheme = window.matchMedia('(prefers-color-scheme: light)');
    scheme.addEventListener('change', update);
    window.addEventListener('resize', update);
    return () => {
      scheme.removeEventListener('change', update);
      window.removeEventListener('resize', update);
    };
  }, [theme, phases]);
  return look;
}
