import type { MeterModel } from './model.ts';

/**
 * Eastron SDM630-Modbus V2, from Eastron's "SDM630Modbus Smart Meter Modbus Protocol
 * Implementation V1.8": values from 1.2.1 (input registers), the serial number from 1.3.1 (holding
 * registers), at most 40 values (80 words) a read from 1.1.
 * The same addresses stand in mbmd (`meters/rs485/sdm630.go`), which evcc reads the meter with.
 * Powers come in W, energies in kWh.
 *
 * Only what is imported is counted here, so that a counter never falls; the meter adds import and
 * export up at 0x0156 and 0x0166. The sign of the power factor is that of the current (note 1).
 * Wired as 3p3w the meter holds 0 for the phases (1.2), which then do not add up to the total.
 */
export const SDM_630: MeterModel = {
  name: 'Eastron SDM630-Modbus V2',
  functionCode: 4,
  maxWords: 80,
  fast: [
    { field: 'powerL1', address: 0x000c, scale: 1 },
    { field: 'powerL2', address: 0x000e, scale: 1 },
    { field: 'powerL3', address: 0x0010, scale: 1 },
    { field: 'power', address: 0x0034, scale: 1 },
    { field: 'powerFactor', address: 0x003e, scale: 1 },
    { field: 'frequency', address: 0x0046, scale: 1 },
  ],
  slow: [
    { field: 'energy', address: 0x0048, scale: 1000 },
    { field: 'energyL1', address: 0x015a, scale: 1000 },
    { field: 'energyL2', address: 0x015c, scale: 1000 },
    { field: 'energyL3', address: 0x015e, scale: 1000 },
  ],
  counts: 'import',
  identity: { functionCode: 3, serial: 0xfc00, energyMode: null, dataFormat: null },
};
