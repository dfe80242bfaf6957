import {
  HEAT_SIGNALS,
  type HeatSide,
  type HeatSignal,
  heatPower,
  isPlausible,
} from '../../app/heat/heat-side.ts';
import type { HeatTrial, Tried } from '../../app/heat/trial.ts';
import type { EpochMs } from '../../app/units.ts';
import type { RangeReader } from '../metrics/pi-health.ts';
import { onlySeries } from './fetch-heat.ts';

async function tryOne(
  client: RangeReader,
  signal: HeatSignal,
  query: string,
  now: EpochMs,
  stop: AbortSignal,
): Promise<Tried> {
  if (query === '') return { kind: 'unset' };
  const values = onlySeries(signal, await client.range(query, now, now, 1, stop));
  if (!values.ok) {
    const { error } = values;
    if (error.kind === 'several') return { kind: 'several', count: error.count };
    return { kind: 'fault', fault: error.fault };
  }
  const value = values.value.at(-1)?.[1];
  if (value === undefined) return { kind: 'nothing' };
  return { kind: isPlausible(signal, value) ? 'value' : 'junk', value };
}

/** Asks each query once; changes nothing. */
export async function tryHeatSide(
  client: RangeReader,
  side: HeatSide,
  now: EpochMs,
  stop: AbortSignal,
): Promise<HeatTrial> {
  const tried = await Promise.all(
    HEAT_SIGNALS.map(
      async (signal) => [signal, await tryOne(client, signal, side[signal], now, stop)] as const,
    ),
  );
  const signals = Object.fromEntries(tried) as Record<HeatSignal, Tried>;
  const numberOf = (signal: HeatSignal): number => {
    const one = signals[signal];
    return one.kind === 'value' ? one.value : Number.NaN;
  };
  const [rate, flow] = [numberOf('flowRate'), numberOf('flowTemperature')];
  return { signals, heat: heatPower(rate, flow, numberOf('returnTemperature')) };
}
