interface Bar {
  /** null: not known. */
  readonly value: number | null;
  /** Below it; empty: no room or no need. */
  readonly label: string;
}

interface Props {
  readonly bars: readonly Bar[];
  readonly height: number;
  readonly width: number;
  /** What the highest line says. */
  readonly unit: string;
  readonly name: string;
  readonly say: (value: number) => string;
}

const AXIS = 34;
const BELOW = 14;
const LINES = 4;

/** A round number at or above the largest value, in so many even steps. */
export function topOf(largest: number): number {
  if (largest <= 0) return 1;
  const size = 10 ** Math.floor(Math.log10(largest));
  const steps = [1, 1.2, 1.6, 2, 2.4, 3, 4, 6, 8, 10].map((step) => step * size);
  return steps.find((step) => step >= largest) ?? 10 * size;
}

/** Bars that a printer draws sharp. Unknown ones are left out. */
export function Bars({ bars, height, width, unit, name, say }: Props) {
  const top = topOf(Math.max(0, ...bars.map(({ value }) => value ?? 0)));
  const inner = height - BELOW - 10;
  const step = (width - AXIS) / Math.max(1, bars.length);
  const y = (value: number): number => 10 + inner * (1 - value / top);
  const lines = Array.from({ length: LINES + 1 }, (_, line) => (top * line) / LINES);
  return (
    <svg className="drawn" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={name}>
      {lines.map((value) => (
        <g key={value}>
          <line className="drawn__line" x1={AXIS} x2={width} y1={y(value)} y2={y(value)} />
          <text className="drawn__text" x={AXIS - 4} y={y(value) + 2.5} textAnchor="end">
            {say(value)}
          </text>
        </g>
      ))}
      <text className="drawn__text" x={AXIS - 4} y={6} textAnchor="end">
        {unit}
      </text>
      {bars.map(({ value, label }, place) => {
        const x = AXIS + place * step;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place.
          <g key={place}>
            {value !== null && value > 0 && (
              <rect
                className="drawn__bar"
                x={x + step * 0.15}
                width={step * 0.7}
                y={y(value)}
                height={y(0) - y(value)}
              />
            )}
            <text className="drawn__text" x={x + step / 2} y={height - 3} textAnchor="middle">
              {label}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
