import { measurementFrom } from '../../app/registers/decode.ts';
import { BLOCK_LADDER, planReads } from '../../app/registers/plan.ts';
import { WAGO_879 } from '../../app/registers/wago-879.ts';
import { days, type EpochMs, epochMs, type Millis, seconds } from '../../app/units.ts';
import type { Sample } from '../../main/history/fill.ts';
import { openFillTarget } from '../../main/history/fill-target.ts';
import { toWire } from '../../main/history/wire.ts';
import { fittedBefore } from '../../main/simulator/fitted.ts';
import { createHeatPump } from '../../main/simulator/heat-pump.ts';
import { wago879Space } from '../../main/simulator/registers.ts';

const EVERY = seconds(30);
const BLOCKS = planReads([...WAGO_879.fast, ...WAGO_879.slow], BLOCK_LADDER[0] ?? 0);

/** A stretch in which nothing was recorded. */
export interface Outage {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Fills a history on disk with what a simulated heat pump would have shown in the `span` before `end`. */
export async function recordPast(
  file: string,
  end: EpochMs,
  span: Millis,
  outages: readonly Outage[] = [],
): Promise<void> {
  const begin = Math.ceil((end - span) / EVERY) * EVERY;
  const pump = createHeatPump({ seed: 7, fitted: fittedBefore(epochMs(begin)) });
  const space = wago879Space(pump, 2);
  const sampleAt = (at: EpochMs): readonly Sample[] => {
    const replies = BLOCKS.map((block) => {
      const words = space.read(block.address, block.words, at);
      if (!words.ok) throw new Error(`The simulator has no ${block.address}`);
      return { block, words: words.value };
    });
    return [{ at, wire: toWire(measurementFrom(replies)), flags: 0 }];
  };
  const opened = openFillTarget(file);
  if (!opened.ok) throw new Error(opened.error.kind);
  for (let day = begin; day < end; day += days(1)) {
    const samples: Sample[] = [];
    for (let at = day; at < Math.min(day + days(1), end); at += EVERY) {
      if (outages.some(({ from, to }) => at >= from && at < to)) continue;
      samples.push(...sampleAt(epochMs(at)));
    }
    await opened.value.target.fill(samples, EVERY, 'import');
  }
  opened.value.close();
}
