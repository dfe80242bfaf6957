import { epochMs } from '../../app/units.ts';
import type { Sample } from './fill.ts';
import { FIELD_COUNT } from './wire.ts';

/** Samples as a few arrays, which travel between threads many times faster than objects. */
export interface PackedSamples {
  readonly at: Float64Array;
  /** FIELD_COUNT values a sample. */
  readonly wire: Float32Array;
  readonly flags: Uint16Array;
}

export function packSamples(samples: readonly Sample[]): PackedSamples {
  const wire = new Float32Array(samples.length * FIELD_COUNT);
  samples.forEach((sample, i) => {
    wire.set(sample.wire, i * FIELD_COUNT);
  });
  return {
    at: Float64Array.from(samples, ({ at }) => at),
    wire,
    flags: Uint16Array.from(samples, ({ flags }) => flags),
  };
}

/** The inverse of {@link packSamples}. */
export function unpackSamples({ at, wire, flags }: PackedSamples): Sample[] {
  return Array.from(at, (time, i) => ({
    at: epochMs(time),
    wire: wire.subarray(i * FIELD_COUNT, (i + 1) * FIELD_COUNT),
    flags: flags[i] ?? 0,
  }));
}
