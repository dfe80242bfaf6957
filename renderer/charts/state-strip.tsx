import { useId } from 'react';
import type { HeatPumpState } from '../../app/heat-pump/state.ts';
import type { StripSegment, TimeRange } from '../../app/history/query.ts';
import './state-strip.css';

/** px; a narrower stretch would vanish between the pixels. */
const NARROWEST = 1;
const HEIGHT = 32;
/** The more the pump does, the higher its bar. */
const HEIGHTS: Readonly<Record<HeatPumpState | 'none', number>> = {
  standby: 6,
  circulating: 14,
  running: 24,
  'high-load': HEIGHT,
  none: HEIGHT,
};

interface Props {
  readonly segments: readonly StripSegment[];
  readonly range: TimeRange;
  /** px */
  readonly width: number;
  readonly summary: string;
  /** px */
  readonly height?: number;
}

/** What the heat pump did: height and tone say how much, hatching that nobody knows. */
export function StateStrip({ segments, range, width, summary, height = HEIGHT }: Props) {
  const hatch = useId();
  const x = (at: number): number => ((at - range.from) / (range.to - range.from)) * width;
  return (
    <svg
      className="state-strip"
      width={width}
      height={height}
      role="img"
      aria-label={summary}
      shapeRendering="crispEdges"
    >
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse">
          <path className="state-strip__line" d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5" />
        </pattern>
      </defs>
      {segments.map(({ from, to, state }) => {
        const name = state ?? 'none';
        const start = Math.max(0, x(from));
        const end = Math.min(width, x(to));
        if (end <= 0 || start >= width) return null;
        return (
          <rect
            key={from}
            className={`state-strip__stretch state-strip__stretch--${name}`}
            x={start}
            y={height - (HEIGHTS[name] / HEIGHT) * height}
            width={Math.max(NARROWEST, end - start)}
            height={(HEIGHTS[name] / HEIGHT) * height}
            fill={state === null ? `url(#${hatch})` : undefined}
          />
        );
      })}
    </svg>
  );
}

/** The same bar for the words that explain it. */
export function StateSwatch(props: { readonly state: HeatPumpState | null }) {
  const name = props.state ?? 'none';
  return (
    <span
      className={`state-swatch state-swatch--${name}`}
      style={{ height: `${HEIGHTS[name] / HEIGHT}em` }}
      aria-hidden="true"
    />
  );
}
