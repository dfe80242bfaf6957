import type { Level } from '../../app/thresholds.ts';

/** A stretch of a gauge up to `until`, in the colour of one level. */
interface Zone {
  readonly until: number;
  readonly level: Level;
}

/** A quantity's range on its gauge with the zones of its thresholds (`app/thresholds.ts`). */
export interface GaugeScale {
  readonly from: number;
  readonly zones: readonly Zone[];
}

/** W */
export const POWER_SCALE: GaugeScale = {
  from: 0,
  zones: [
    { until: 1000, level: 'good' },
    { until: 2000, level: 'moderate' },
    { until: 3000, level: 'alert' },
  ],
};

/** Hz */
export const FREQUENCY_SCALE: GaugeScale = {
  from: 49.2,
  zones: [
    { until: 49.5, level: 'alert' },
    { until: 49.8, level: 'moderate' },
    { until: 50.2, level: 'good' },
    { until: 50.5, level: 'moderate' },
    { until: 50.8, level: 'alert' },
  ],
};

/** Size of the power factor; its sign is the direction of the power. */
export const POWER_FACTOR_SCALE: GaugeScale = {
  from: 0,
  zones: [
    { until: 0.7, level: 'alert' },
    { until: 0.85, level: 'moderate' },
    { until: 1, level: 'good' },
  ],
};

const endOf = (scale: GaugeScale): number => scale.zones.at(-1)?.until ?? scale.from;

/** Where `value` stands between the ends of the scale, 0 to 1; what lies beyond stays at the end. */
export function positionOn(scale: GaugeScale, value: number): number {
  const position = (value - scale.from) / (endOf(scale) - scale.from);
  return Math.min(1, Math.max(0, position));
}

export interface GaugeSegment {
  readonly level: Level;
  /** Part of the whole width, 0 to 1. */
  readonly width: number;
  /** The value is in this one. */
  readonly active: boolean;
}

/** The zones as parts of the width; of those with the value's level the one nearest to it is active. */
export function segmentsOf(
  scale: GaugeScale,
  value: number | null,
  level: Level | null,
): readonly GaugeSegment[] {
  const at = value === null ? 0 : positionOn(scale, value);
  const distances: number[] = [];
  const segments = scale.zones.map((zone, index) => {
    const start = positionOn(scale, scale.zones[index - 1]?.until ?? scale.from);
    const end = positionOn(scale, zone.until);
    distances.push(zone.level === level ? Math.max(start - at, at - end, 0) : Infinity);
    return { level: zone.level, width: end - start };
  });
  const nearest = Math.min(...distances);
  return segments.map((segment, index) => ({
    ...segment,
    active: value !== null && level !== null && distances[index] === nearest,
  }));
}
