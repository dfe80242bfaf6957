import type { Notice } from '../../app/bridge/state.ts';
import { formatMeterUrl } from '../../app/meter-url.ts';
import type { Rejection } from '../../app/plausibility.ts';
import type { PollEvent } from '../../app/poll.ts';
import { BLOCK_LADDER } from '../../app/registers/plan.ts';
import type { Log } from '../log.ts';
import type { StateStore } from './state.ts';

const COUNTER_MODE = 'meter-counter-mode';
const COUNTER_EPOCH = 'meter-counter-epoch';
const NO_COUNTER = 'meter-no-counter';
const FROZEN = 'meter-frozen';
const IMPORT_STILL = 'meter-import-still';
const OF_METER = new Set([COUNTER_MODE, COUNTER_EPOCH, NO_COUNTER, FROZEN, IMPORT_STILL]);

type ReadingEvent = PollEvent & { readonly kind: 'reading' };

/** Whether a notice speaks of the meter, and so means nothing once another one is read. */
export const isOfMeter = ({ id }: Notice): boolean => OF_METER.has(id);

function epochNotice({ counterEvents }: ReadingEvent): Notice | null {
  const event = counterEvents.find(({ field, kind }) => field === 'energy' && kind === 'epoch');
  if (event === undefined) return null;
  const values = { from: event.from / 1000, to: event.to / 1000 };
  return { id: COUNTER_EPOCH, text: 'counterEpoch', values };
}

function modeNotice({ session }: ReadingEvent): Notice | null {
  const mode = session?.identity.energyMode ?? 'import';
  return mode === 'import' ? null : { id: COUNTER_MODE, text: 'netCounter', values: { mode } };
}

/** Asked for and neither come nor rejected: the meter refuses it. */
const lacksCounter = ({ reading, rejections }: ReadingEvent): boolean =>
  reading.values.energy === null && !rejections.some(({ field }) => field === 'energy');

/** Before so many refusals it may be the size of the reads that a gateway cannot do. */
const REFUSALS = BLOCK_LADDER.length;

/** Shows that the meter gives no counters, until it does. */
function tellOfMissingCounter(states: StateStore): (poll: ReadingEvent) => void {
  let refusals = 0;
  return (poll) => {
    if (!poll.energyAsked) return;
    refusals = lacksCounter(poll) ? refusals + 1 : 0;
    const isShown = states.state.notices.some(({ id }) => id === NO_COUNTER);
    if (refusals === REFUSALS) {
      states.notify({ id: NO_COUNTER, text: 'noCounter', values: {} });
    } else if (refusals === 0 && isShown) states.dismiss(NO_COUNTER);
  };
}

/** Shows that the same values come again and again, until others do. */
function tellOfFrozen(states: StateStore): (rejections: readonly Rejection[]) => void {
  let was = false;
  return (rejections) => {
    const is = rejections.some(({ reason }) => reason === 'frozen');
    if (is && !was) states.notify({ id: FROZEN, text: 'frozenMeter', values: {} });
    else if (was && !is) states.dismiss(FROZEN);
    was = is;
  };
}

/** Shows that power flows back past a counter that counts import only, until the counter moves. */
function tellOfStillImport(states: StateStore): (poll: ReadingEvent) => void {
  let was = false;
  return ({ hints = [] }) => {
    const is = hints.some(({ kind }) => kind === 'import-still');
    if (is && !was) states.notify({ id: IMPORT_STILL, text: 'importStill', values: {} });
    else if (was && !is) states.dismiss(IMPORT_STILL);
    was = is;
  };
}

const rejectionsOf = (poll: PollEvent): readonly Rejection[] =>
  poll.kind === 'reading' || poll.kind === 'fault' ? (poll.rejections ?? []) : [];

/** Shows what a person should know of the meter: a new counter epoch, a counter of anything but import, no counter, values that stand still. */
export function tellOfMeter(states: StateStore): (poll: PollEvent) => void {
  const tellOfCounter = tellOfMissingCounter(states);
  const tellFrozen = tellOfFrozen(states);
  const tellStillImport = tellOfStillImport(states);
  let told = '';
  return (poll) => {
    const rejections = rejectionsOf(poll);
    if (rejections.length > 0 || poll.kind === 'reading') tellFrozen(rejections);
    if (poll.kind !== 'reading') return;
    tellOfCounter(poll);
    tellStillImport(poll);
    const epoch = epochNotice(poll);
    if (epoch !== null) states.notify(epoch);
    const mode = modeNotice(poll);
    const said = `${formatMeterUrl(states.state.live.source)} ${mode?.values.mode}`;
    // Once for each meter: it stays away when somebody took it off the screen.
    if (mode !== null && said !== told) states.notify(mode);
    if (mode !== null) told = said;
  };
}

/** Of a poll that was not believed as a whole one value stands for all. */
function worthSaying(rejections: readonly Rejection[]): readonly Rejection[] {
  const frozen = rejections.find(({ reason }) => reason === 'frozen');
  if (frozen !== undefined) return [frozen];
  return rejections.filter(({ reason }) => reason !== 'frequency-off');
}

/** Logs which values are rejected and why, whenever that is not as at the poll before. */
export function logRejections(log: Log): (poll: PollEvent) => void {
  let before = '';
  return (poll) => {
    const found = rejectionsOf(poll);
    if (found.length === 0 && poll.kind !== 'reading') return;
    const rejections = worthSaying(found);
    const now = rejections.map(({ field, reason }) => `${field}/${reason}`).join();
    if (now !== before && rejections.length > 0) {
      const said = rejections.map(({ field, reason, value }) => `${field} ${reason} (${value})`);
      log.warn('poller', `rejected ${said.join(', ')}`);
    }
    before = now;
  };
}
