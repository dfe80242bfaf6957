import type { CounterEvent } from './counters.ts';
import type { PollFault } from './fault.ts';
import type { MeterSession } from './live.ts';
import type { Reading } from './measurement.ts';
import type { MeterHint } from './meter-hint.ts';
import type { Rejection } from './plausibility.ts';
import type { EpochMs, Millis } from './units.ts';

/** What the poller tells everybody who listens, in the order in which it happened. */
export type PollEvent =
  | {
      readonly kind: 'reading';
      readonly reading: Reading;
      /** Whether the energy counters were asked for; if not, their null means nothing. */
      readonly energyAsked: boolean;
      readonly rejections: readonly Rejection[];
      readonly counterEvents: readonly CounterEvent[];
      readonly session: MeterSession | null;
      readonly took: Millis;
      /** What is unusual at this meter. Absent: nothing. */
      readonly hints?: readonly MeterHint[];
    }
  | {
      readonly kind: 'fault';
      /** When the attempt ended. */
      readonly at: EpochMs;
      readonly fault: PollFault;
      readonly nextTryAt: EpochMs;
      /** Values that came and were not believed. Absent: none came. */
      readonly rejections?: readonly Rejection[];
    }
  | { readonly kind: 'paused'; readonly at: EpochMs }
  | { readonly kind: 'resumed'; readonly at: EpochMs }
  /** The time between polls changed. */
  | { readonly kind: 'pace'; readonly at: EpochMs; readonly pollEvery: Millis };
