import type { CopPoint } from '../../app/insights/query.ts';
import type { Language } from '../../app/text/texts.ts';
import { topOf } from './bars.tsx';

interface Props {
  readonly points: readonly CopPoint[];
  readonly name: string;
  readonly language: Language;
}

const SIZE = { width: 340, height: 150, left: 24, bottom: 16 };
const LINES = 4;

/** COP of each day over its outdoor temperature. */
export function CopPoints({ points, name, language }: Props) {
  const { width, height, left, bottom } = SIZE;
  const degrees = points.map(({ outdoor }) => outdoor);
  const low = Math.floor((Math.min(...degrees) - 1) / 5) * 5;
  const high = Math.ceil((Math.max(...degrees) + 1) / 5) * 5;
  const top = topOf(Math.max(...points.map(({ cop }) => cop)));
  const x = (celsius: number): number =>
    left + ((width - left - 8) * (celsius - low)) / (high - low);
  const y = (cop: number): number => 6 + (height - bottom - 6) * (1 - Math.max(0, cop) / top);
  const say = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const ticks = Array.from({ length: (high - low) / 5 + 1 }, (_, place) => low + place * 5);
  return (
    <svg className="drawn" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={name}>
      {Array.from({ length: LINES + 1 }, (_, line) => (top * line) / LINES).map((cop) => (
        <g key={cop}>
          <line className="drawn__line" x1={left} x2={width} y1={y(cop)} y2={y(cop)} />
          <text className="drawn__text" x={left - 4} y={y(cop) + 2.5} textAnchor="end">
            {say.format(cop)}
          </text>
        </g>
      ))}
      {ticks.map((celsius) => (
        <text
          key={celsius}
          className="drawn__text"
          x={x(celsius)}
          y={height - 3}
          textAnchor="middle"
        >{`${say.format(celsius)}\u00a0°C`}</text>
      ))}
      {points.map(({ at, outdoor, cop }) => (
        <circle key={at} className="drawn__bar" cx={x(outdoor)} cy={y(cop)} r={2.6} />
      ))}
    </svg>
  );
}
