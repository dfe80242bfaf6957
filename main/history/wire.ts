import {
  EMPTY_MEASUREMENT,
  ENERGY_FIELDS,
  FIELDS,
  type Field,
  GRID_FIELDS,
  type Measurement,
  POWER_FIELDS,
} from '../../app/measurement.ts';

/**
 * A poll's values: kW, Hz, cos φ, kWh as float32 in FIELDS' order; NaN is null. What a meter sent in W
 * is there again with the row's flags, see `sentValue`.
 */
export type Wire = Float32Array;

export const FIELD_COUNT = FIELDS.length;
/** Quantities that have a mean, a minimum and a maximum; the energies after them are counters. */
export const ROLLED_FIELDS = [...POWER_FIELDS, ...GRID_FIELDS] as const;
export const ROLLED_COUNT = ROLLED_FIELDS.length;
export const FIRST_ENERGY = FIELDS.indexOf(ENERGY_FIELDS[0]);

export const fieldIndex = (field: Field): number => FIELDS.indexOf(field);
export const isEnergyIndex = (index: number): boolean => index >= FIRST_ENERGY;

/** kW and kWh exist only on the wire; the app has W and Wh. */
const SCALES = FIELDS.map((field) =>
  (GRID_FIELDS as readonly Field[]).includes(field) ? 1 : 1000,
);
export const scaleOf = (index: number): number => SCALES[index] ?? 1;

/** Exact: a value of the app is its float32 times 1000, and a double holds that without loss. */
export function toWire(values: Measurement): Wire {
  return Float32Array.from(FIELDS, (field, index) => {
    const value = values[field];
    return value === null ? Number.NaN : value / scaleOf(index);
  });
}

/** The inverse of {@link toWire}. */
export function fromWire(wire: Wire): Measurement {
  const values: Record<Field, number | null> = { ...EMPTY_MEASUREMENT };
  FIELDS.forEach((field, index) => {
    const value = wire[index] ?? Number.NaN;
    values[field] = Number.isNaN(value) ? null : value * scaleOf(index);
  });
  return values as Measurement;
}

const BYTES_PER_FLOAT = 4;

export function wireToBytes(wire: Wire): Uint8Array {
  const bytes = new Uint8Array(FIELD_COUNT * BYTES_PER_FLOAT);
  const view = new DataView(bytes.buffer);
  wire.forEach((value, index) => {
    view.setFloat32(index * BYTES_PER_FLOAT, value, true);
  });
  return bytes;
}

export function wireFromBytes(bytes: Uint8Array): Wire {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: FIELD_COUNT }, (_, index) =>
    view.getFloat32(index * BYTES_PER_FLOAT, true),
  );
}
