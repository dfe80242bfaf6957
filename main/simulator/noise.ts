/**
 * Randomness as a pure function of (seed, stream, index): the same question always has the same
 * answer, in any order and on any machine. The hash is MurmurHash3's 32-bit finalizer, applied
 * once for each of the three; the generator is mulberry32.
 */

/** One stream for each thing that varies, so that none follows another. */
export const STREAM = {
  weatherFront: 1,
  weatherDay: 2,
  humidity: 3,
  schedule: 4,
  idleDrift: 5,
  idleRipple: 6,
  loadDrift: 7,
  loadRipple: 8,
  powerFactor: 9,
  gridSlow: 10,
  gridFast: 11,
  voltageCommon: 12,
  voltageL1: 13,
  voltageL2: 14,
  voltageL3: 15,
} as const;

export type Stream = (typeof STREAM)[keyof typeof STREAM];

const TWO_TO_32 = 4_294_967_296;

function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** 32 bits that depend on every bit of the three; `index` counts modulo 2^32. */
function hash(seed: number, stream: Stream, index: number): number {
  const seeded = mix(seed ^ 0x9e3779b9);
  const streamed = mix(seeded ^ Math.imul(stream, 0x9e3779b1));
  return mix(streamed ^ (index | 0));
}

/** Evenly spread over 0 (included) to 1 (excluded). */
export function uniform(seed: number, stream: Stream, index: number): number {
  return hash(seed, stream, index) / TWO_TO_32;
}

/** Evenly spread over -1 to 1. */
export function ripple(seed: number, stream: Stream, index: number): number {
  return uniform(seed, stream, index) * 2 - 1;
}

/** Smooth from -1 to 1 with a new direction at every whole `x` (value noise, smoothstep). */
export function wander(seed: number, stream: Stream, x: number): number {
  const index = Math.floor(x);
  const fraction = x - index;
  const weight = fraction * fraction * (3 - 2 * fraction);
  const from = ripple(seed, stream, index);
  return from + (ripple(seed, stream, index + 1) - from) * weight;
}

/** A sequence of draws from 0 (included) to 1 (excluded), for what is decided in order. */
export function draws(seed: number, stream: Stream, index: number): () => number {
  let state = hash(seed, stream, index);
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
