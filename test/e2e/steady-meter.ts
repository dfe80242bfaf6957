import type { Simulator } from '../../main/simulator/server.ts';

/** Values of one reading; power in W, frequency in Hz. */
interface SteadyValues {
  readonly phases: readonly [number, number, number];
  readonly frequency?: number;
  readonly powerFactor?: number;
}

const PHASE_REGISTERS = [0x5014, 0x5016, 0x5018] as const;

/** Holds the values of a simulated meter still, so that a test knows what the screen must show. */
export function holdValues(meter: Simulator, values: SteadyValues): void {
  const { phases, frequency = 49.99, powerFactor = 0.934 } = values;
  meter.set(0x5012, (phases[0] + phases[1] + phases[2]) / 1000);
  for (const [index, register] of PHASE_REGISTERS.entries()) {
    meter.set(register, (phases[index] ?? 0) / 1000);
  }
  meter.set(0x5008, frequency);
  meter.set(0x502a, powerFactor);
}
