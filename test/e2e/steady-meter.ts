import type { Field } from '../../app/measurement.ts';
import { DEFAULT_MODEL, METER_MODELS, type ModelId } from '../../app/registers/models.ts';
import type { Simulator } from '../../main/simulator/server.ts';

/** Values of one reading; power in W, frequency in Hz, energy in Wh. */
interface SteadyValues {
  readonly phases: readonly [number, number, number];
  readonly frequency?: number;
  readonly powerFactor?: number;
  /** Without it the counter goes on counting. */
  readonly energy?: number;
}

/** Holds the values of a simulated meter still, so that a test knows what the screen must show. */
export function holdValues(
  meter: Simulator,
  { phases, frequency = 49.99, powerFactor = 0.934, energy }: SteadyValues,
  model: ModelId = DEFAULT_MODEL,
): void {
  const [powerL1, powerL2, powerL3] = phases;
  const power = powerL1 + powerL2 + powerL3;
  const held: Partial<Record<Field, number>> = {
    ...{ power, powerL1, powerL2, powerL3, frequency, powerFactor },
    ...(energy !== undefined && { energy }),
  };
  const { fast, slow } = METER_MODELS[model];
  for (const { field, address, scale } of [...fast, ...slow]) {
    const value = held[field];
    if (value !== undefined) meter.set(address, value / scale);
  }
}
