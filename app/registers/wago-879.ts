import type { EnergyMode, MeterModel } from './model.ts';

/**
 * WAGO 879-30xx, from the WAGO manual EN V1.6, A3.2.
 * The same addresses stand in mbmd (`meters/rs485/wago87930.go`) and ha-wago
 * (`wago_879_api/registers.py`). Powers come in kW, energies in kWh.
 */
export const WAGO_879: MeterModel = {
  name: 'WAGO 879-30xx',
  functionCode: 3,
  maxWords: 120,
  fast: [
    { field: 'frequency', address: 0x5008, scale: 1 },
    { field: 'power', address: 0x5012, scale: 1000 },
    { field: 'powerL1', address: 0x5014, scale: 1000 },
    { field: 'powerL2', address: 0x5016, scale: 1000 },
    { field: 'powerL3', address: 0x5018, scale: 1000 },
    { field: 'powerFactor', address: 0x502a, scale: 1 },
  ],
  slow: [
    { field: 'energy', address: 0x6000, scale: 1000 },
    { field: 'energyL1', address: 0x6006, scale: 1000 },
    { field: 'energyL2', address: 0x6008, scale: 1000 },
    { field: 'energyL3', address: 0x600a, scale: 1000 },
  ],
  counts: null,
  identity: { functionCode: 3, serial: 0x4000, energyMode: 0x400f, dataFormat: 0x4026 },
};

/** Register 4026 holds this when values are float32. */
export const FLOAT_FORMAT = 1;

/** Register 400F: 1 import, 2 export, 3 both added, 4 and 5 import minus export (can fall). */
export function energyModeOf(code: number): EnergyMode {
  const modes: Readonly<Record<number, EnergyMode>> = {
    1: 'import',
    2: 'export',
    3: 'sum',
    4: 'net',
    5: 'net',
  };
  return modes[code] ?? 'unknown';
}
