import { snapshotObject } from '../app/snapshot-object.ts';
import { faultText } from '../app/text/fault-text.ts';
import type { Translate } from '../app/text/translate.ts';
import { type Millis, seconds } from '../app/units.ts';
import type { Clock } from './clock.ts';
import type { Core } from './compose.ts';

/** How long `--snapshot` and `cli read` wait for the first reading. */
export const READING_PATIENCE = seconds(30);

/**
 * Waits for the first reading with a power, or takes what there is after `patience`. false: none came within `patience`, or `stop` was aborted. */
export async function firstReading(
  core: Core,
  clock: Clock,
  patience: Millis,
  stop: AbortSignal,
): Promise<boolean> {
  const found = new AbortController();
  const look = (): void => {
    if (core.states.state.live.values.power !== null) found.abort();
  };
  const forget = core.polls.subscribe(look);
  look();
  await clock.sleep(patience, AbortSignal.any([found.signal, stop]));
  forget();
  return core.states.state.live.at !== null;
}

/**
 * The sentence that says why there is no reading.
 * @param stopped somebody ended the wait before its time.
 */
export function noReadingSentence(core: Core, t: Translate, stopped = false): string {
  const { link } = core.states.state.live;
  const reason = 'fault' in link ? faultText(t, link.fault) : t('flags:noReadingYet');
  if (stopped) return t('flags:noReadingStopped', { reason });
  return t('flags:noReading', { seconds: READING_PATIENCE / 1000, reason });
}

/** The one line that stdout gets; only called once there was a reading. */
export function snapshotLine(core: Core): string {
  const object = snapshotObject(core.states.state.live);
  if (object === null) throw new Error('There is no reading to print');
  return `${JSON.stringify(object)}\n`;
}
