import { measurementFrom } from '../../app/registers/decode.ts';
import { BLOCK_LADDER, planReads } from '../../app/registers/plan.ts';
import { WAGO_879 } from '../../app/registers/wago-879.ts';
import { days, type EpochMs, epochMs, type Millis, seconds } from '../../app/units.ts';
import type { Sample } from '../../main/history/fill.ts';
import { openFillTarget } from '../../main/history/fill-target.ts';
import { toWire } from '../../main/history/wire.ts';
import { fittedBefore } from '../../main/simulator/fitted.ts';
import { createHeatPump } from '../../main/simulator/heat-pump.ts';
import { wago879Space } from '../../main/simulator/wago-879.ts';

const EVERY = seconds(30);
const BLOCKS = planReads([...WAGO_879.fast, ...WAGO_879.slow], BLOCK_LADDER[0] ?? 0);

/** A stretch in which nothing was recorded. */
export interface Outage {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** What a simulated heat pump shows each 30 s of the `span` before `end`; asked day by day. */
export function simulatedPast(end: EpochMs, span: Millis) {
  const begin = Math.ceil((end - span) / EVERY) * EVERY;
  const pump = createHeatPump({ seed: 7, fitted: fittedBefore(epochMs(begin)) });
  const space = wago879Space(pump, 2);
  const sampleAt = (at: EpochMs): Sample => {
    const replies = BLOCKS.map((block) => {
      const words = space.read(block.address, block.words, at);
      if (!words.ok) throw new Error(`The simulator has no ${block.address}`);
      return { block, words: words.value };
    });
    return { at, wire: toWire(measurementFrom(replies)), flags: 0 };
  };
  const samples = (from: number, to: number): Sample[] => {
    const found: Sample[] = [];
    const first = Math.max(begin, Math.ceil(from / EVERY) * EVERY);
    for (let at = first; at < Math.min(to, end); at += EVERY) found.push(sampleAt(epochMs(at)));
    return found;
  };
  return { begin, samples };
}

/** Fills a history on disk with what a simulated heat pump would have shown in the `span` before `end`. */
export async function recordPast(
  file: string,
  end: EpochMs,
  span: Millis,
  outages: readonly Outage[] = [],
): Promise<void> {
  const { begin, samples } = simulatedPast(end, span);
  const opened = openFillTarget(file);
  if (!opened.ok) throw new Error(opened.error.kind);
  for (let day = begin; day < end; day += days(1)) {
    const known = samples(day, day + days(1)).filter(
      ({ at }) => !outages.some(({ from, to }) => at >= from && at < to),
    );
    await opened.value.target.fill(known, 'import');
  }
  opened.value.close();
}
