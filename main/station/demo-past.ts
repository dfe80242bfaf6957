import { modelOf } from '../../app/meter-url.ts';
import { measurementFrom } from '../../app/registers/decode.ts';
import { planReads } from '../../app/registers/plan.ts';
import { after, days, type EpochMs, epochMs, hours, millis, seconds } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import type { Sample } from '../history/fill.ts';
import type { History } from '../history/history.ts';
import { toWire } from '../history/wire.ts';
import type { AddressSpace } from '../simulator/address-space.ts';

/** The exporter's pace, which is what a record of the past has. */
const EVERY = seconds(30);
const REACH = days(30);
/** Filled first, so that the Live view has its hour and its day at once. */
const NEAR = hours(25);
/** Computed in one go; a few milliseconds, so that nothing else waits. */
const SLICE = hours(1);
const BREATH = millis(5);
const DAY = days(1);

const { fast, slow, maxWords } = modelOf({ kind: 'demo' });
const BLOCKS = planReads([...fast, ...slow], maxWords);

/** What the exporter would have read then; empty when not all of the registers answer. */
function sampleAt(space: AddressSpace, at: EpochMs): readonly Sample[] {
  const replies = [];
  for (const block of BLOCKS) {
    const words = space.read(block.address, block.words, at);
    if (!words.ok) return [];
    replies.push({ block, words: words.value });
  }
  return [{ at, wire: toWire(measurementFrom(replies)), flags: 0 }];
}

function* marks(from: EpochMs, to: EpochMs): Generator<EpochMs> {
  const first = Math.ceil(from / EVERY) * EVERY;
  for (let at = first; at < to; at += EVERY) yield epochMs(at);
}

/**
 * Gives the demo a past to look at: what its simulated meter would have shown before it was first
 * started. Only gaps are filled, so a record that is there already stays as it is.
 * @param onNear called once the newest day is there.
 */
export async function fillDemoPast(
  history: History,
  space: AddressSpace,
  clock: Clock,
  stop: AbortSignal,
  onNear: () => Promise<void>,
): Promise<void> {
  const end = clock.now();
  const fill = async (from: EpochMs, to: EpochMs): Promise<void> => {
    const samples: Sample[] = [];
    for (let at = from; at < to && !stop.aborted; at = after(at, SLICE)) {
      const until = epochMs(Math.min(after(at, SLICE), to));
      for (const mark of marks(at, until)) samples.push(...sampleAt(space, mark));
      await clock.sleep(BREATH, stop);
    }
    if (!stop.aborted) await history.fill(samples, 'import');
  };
  await fill(after(end, -NEAR), end);
  await onNear();
  // Backwards, so that a past that was cut short is shorter and has no hole in it.
  for (let age = NEAR; age < REACH; age = millis(age + DAY)) {
    await fill(after(end, -age - DAY), after(end, -age));
  }
}
