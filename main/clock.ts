import { type EpochMs, epochMs, type Millis, millis } from '../app/units.ts';

/** The only source of time in main; tests put their own in its place. */
export interface Clock {
  /** Wall clock; may step back or forth. */
  now(): EpochMs;
  /** Monotonic; only differences mean anything. */
  elapsed(): Millis;
  /** Resolves after `span`, or at once when `stop` is or becomes aborted. Never rejects. */
  sleep(span: Millis, stop: AbortSignal): Promise<void>;
}

function sleep(span: Millis, stop: AbortSignal): Promise<void> {
  if (stop.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      stop.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, span);
    stop.addEventListener('abort', done);
  });
}

export const SYSTEM_CLOCK: Clock = {
  now: () => epochMs(Date.now()),
  elapsed: () => millis(performance.now()),
  sleep,
};
