import { createHash } from 'node:crypto';
import { type HeatDay, MINUTE, MINUTES_IN_DAY, noHeatDay } from '../../app/heat/heat-minutes.ts';
import {
  HEAT_SIGNALS,
  type HeatSide,
  type HeatSignal,
  heatPower,
  isPlausible,
} from '../../app/heat/heat-side.ts';
import type { PrometheusFault } from '../../app/history/prometheus.ts';
import type { TimeRange } from '../../app/history/query.ts';
import { err, ok, type Result } from '../../app/result.ts';
import type { RangeReader } from '../metrics/pi-health.ts';
import type { RangeSeries } from '../prometheus/answer.ts';
import { byStep } from '../prometheus/steps.ts';

/** As often as an exporter is usually scraped; a day has 2,880 steps, of 11,000 that may be asked for. */
const STEP_S = 30;
const STEP = STEP_S * 1000;

export type HeatFault =
  | { readonly kind: 'prometheus'; readonly signal: HeatSignal; readonly fault: PrometheusFault }
  /** A query gives more than one series, and nobody says which one is meant. */
  | { readonly kind: 'several'; readonly signal: HeatSignal; readonly count: number };

/** Names the queries in the record; other queries are other values. */
export const queriesKey = (side: HeatSide): string =>
  createHash('sha256')
    .update(JSON.stringify(HEAT_SIGNALS.map((signal) => side[signal])))
    .digest('hex')
    .slice(0, 16);

/** The values of an answer's only series; without any there are none. */
export function onlySeries(
  signal: HeatSignal,
  answer: Result<readonly RangeSeries[], PrometheusFault>,
): Result<RangeSeries['values'], HeatFault> {
  if (!answer.ok) return err({ kind: 'prometheus', signal, fault: answer.error });
  const [first, ...others] = answer.value;
  if (others.length > 0) return err({ kind: 'several', signal, count: answer.value.length });
  return ok(first?.values ?? []);
}

async function readSignals(
  client: RangeReader,
  side: HeatSide,
  { from, to }: TimeRange,
  stop: AbortSignal,
): Promise<Result<ReadonlyMap<HeatSignal, ReadonlyMap<number, number>>, HeatFault>> {
  const found = new Map<HeatSignal, ReadonlyMap<number, number>>();
  for (const signal of HEAT_SIGNALS) {
    if (side[signal] === '') continue;
    const answer = await client.range(side[signal], from, to - 1, STEP_S, stop);
    const values = onlySeries(signal, answer);
    if (!values.ok) return values;
    found.set(signal, byStep(values.value, from, STEP));
  }
  return ok(found);
}

/** The mean of what is known of a minute; NaN: nothing. */
class Mean {
  readonly #sums = new Float64Array(MINUTES_IN_DAY);
  readonly #counts = new Uint8Array(MINUTES_IN_DAY);

  add(minute: number, value: number | null): void {
    if (value === null) return;
    this.#sums[minute] = (this.#sums[minute] ?? 0) + value;
    this.#counts[minute] = (this.#counts[minute] ?? 0) + 1;
  }

  into(means: Float32Array): void {
    for (let minute = 0; minute < means.length; minute++) {
      const count = this.#counts[minute] ?? 0;
      if (count > 0) means[minute] = (this.#sums[minute] ?? 0) / count;
    }
  }
}

/**
 * Reads a part of one UTC day, from and to whole minutes. Each value holds for the half minute after
 * its step, and Prometheus holds a sample for up to five minutes; what is longer is a gap.
 */
export async function fetchHeat(
  client: RangeReader,
  side: HeatSide,
  range: TimeRange,
  stop: AbortSignal,
): Promise<Result<HeatDay, HeatFault>> {
  const signals = await readSignals(client, side, range, stop);
  if (!signals.ok) return signals;
  const at = (signal: HeatSignal, time: number): number =>
    signals.value.get(signal)?.get((time - range.from) / STEP) ?? Number.NaN;
  const [heat, outdoor] = [new Mean(), new Mean()];
  for (let time: number = range.from; time < range.to; time += STEP) {
    const minute = Math.floor(time / MINUTE) % MINUTES_IN_DAY;
    const [rate, flow] = [at('flowRate', time), at('flowTemperature', time)];
    heat.add(minute, heatPower(rate, flow, at('returnTemperature', time)));
    const celsius = at('outdoorTemperature', time);
    outdoor.add(minute, isPlausible('outdoorTemperature', celsius) ? celsius : null);
  }
  const day = noHeatDay();
  heat.into(day.heat);
  outdoor.into(day.outdoor);
  return ok(day);
}
