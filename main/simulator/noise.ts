/**
 * Randomness as a pure function of (seed, stream, index): the same question always has the same
 * answer, in any order and on any machine. The hash is MurmurHash3's 32-bit finalizer, applied
 * once for each of the three; the generator is mulberry32.
 */

/** One stream for each thing that varies, so that none follows another. The order is the number. */
const STREAMS = [
  'weatherFront',
  'weatherDay',
  'humidity',
  'schedule',
  'idleDrift',
  'idleRipple',
  'loadDrift',
  'loadRipple',
  'powerFactor',
  'gridSlow',
  'gridFast',
  'voltageCommon',
  'voltageL1',
  'voltageL2',
  'voltageL3',
] as const;

/** What all randomness of one simulation comes from: a key for each stream. */
export type Noise = Readonly<Record<(typeof STREAMS)[number], number>>;

const TWO_TO_32 = 4_294_967_296;

function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The same seed is the same noise. Seeds count modulo 2^32. */
export function noiseOf(seed: number): Noise {
  const seeded = mix(seed ^ 0x9e3779b9);
  const keys = STREAMS.map((name, index) => {
    return [name, mix(seeded ^ Math.imul(index + 1, 0x9e3779b1))] as const;
  });
  return Object.fromEntries(keys) as Noise;
}

/** Evenly spread over 0 (included) to 1 (excluded). `index` counts modulo 2^32. */
export function uniform(key: number, index: number): number {
  return mix(key ^ (index | 0)) / TWO_TO_32;
}

/** Evenly spread over -1 to 1. */
export function ripple(key: number, index: number): number {
  return uniform(key, index) * 2 - 1;
}

/** Smooth from -1 to 1 with a new direction at every whole `x` (value noise, smoothstep). */
export function wander(key: number, x: number): number {
  const index = Math.floor(x);
  const fraction = x - index;
  const weight = fraction * fraction * (3 - 2 * fraction);
  const from = ripple(key, index);
  return from + (ripple(key, index + 1) - from) * weight;
}

/** A sequence of draws from 0 (included) to 1 (excluded), for what is decided in order. */
export function draws(key: number, index: number): () => number {
  let state = mix(key ^ (index | 0));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / TWO_TO_32;
  };
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
