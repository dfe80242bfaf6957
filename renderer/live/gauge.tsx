import type { Level } from '../../app/thresholds.ts';
import { type GaugeScale, positionOn, segmentsOf } from './gauge-scales.ts';

interface Props {
  readonly scale: GaugeScale;
  /** null: nothing is marked. */
  readonly value: number | null;
  readonly level: Level | null;
}

const percent = (part: number): string => `${part * 100}%`;

/** Where a value stands in its band; the word beside it says the same to a screen reader. */
export function Gauge({ scale, value, level }: Props) {
  return (
    <div className="gauge" aria-hidden="true">
      <div className="gauge__zones">
        {segmentsOf(scale, value, level).map((segment, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the zones of a scale never change places.
            key={index}
            className={segment.active ? `gauge__zone level--${segment.level}` : 'gauge__zone'}
            style={{ flexGrow: segment.width }}
          />
        ))}
      </div>
      {value !== null && (
        <span className="gauge__mark" style={{ left: percent(positionOn(scale, value)) }} />
      )}
    </div>
  );
}
