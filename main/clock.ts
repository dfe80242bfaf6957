import { after, type EpochMs, epochMs, type Millis, millis } from '../app/units.ts';

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

/** The environment's word for {@link clockAhead}. */
export const CLOCK_AHEAD = 'WAGO_CLOCK_AHEAD_MS';

/**
 * By how much the app's wall clock is ahead of the system's, which end-to-end tests set to try a
 * day of their own; behind it when negative. A package is never ahead.
 */
export function clockAhead(
  env: Readonly<Record<string, string | undefined>>,
  isPackaged: boolean,
): Millis {
  const wanted = isPackaged ? 0 : Number(env[CLOCK_AHEAD] ?? 0);
  return millis(Number.isFinite(wanted) ? wanted : 0);
}

/** The clock of the app and of its end-to-end tests. */
export const clockSet = (ahead: Millis): Clock => ({
  ...SYSTEM_CLOCK,
  now: () => after(SYSTEM_CLOCK.now(), ahead),
});
