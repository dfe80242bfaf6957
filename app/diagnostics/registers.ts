import type { MeterSession } from '../live.ts';
import { FIELDS, type Field, type Measurement } from '../measurement.ts';
import type { FloatRegister, MeterIdentity, MeterModel } from '../registers/model.ts';
import { FLOAT_FORMAT } from '../registers/wago-879.ts';

/** One register as the meter has it. */
export interface RegisterRow {
  readonly name: Field | keyof MeterIdentity;
  /** Zero-based. */
  readonly address: number;
  /** As they came over the wire, high word first; null: not known. */
  readonly words: readonly number[] | null;
  /** In the meter's own unit; null: rejected, or none has come yet. */
  readonly value: number | null;
  readonly unit: 'kW' | 'kWh' | 'Hz' | '';
}

/** The two words of the float32 nearest to `value`, high word first. */
export function floatWords(value: number): readonly [number, number] {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  return [view.getUint16(0), view.getUint16(2)];
}

function unitOf(field: Field): RegisterRow['unit'] {
  if (field.startsWith('power') && field !== 'powerFactor') return 'kW';
  if (field.startsWith('energy')) return 'kWh';
  return field === 'frequency' ? 'Hz' : '';
}

/**
 * The words are computed back: a value is its float32 times the scale, and dividing by that in
 * double precision errs far less than half a step of float32, so that the same bits come out.
 */
function measured({ field, address, scale }: FloatRegister, values: Measurement): RegisterRow {
  const value = values[field];
  const unit = unitOf(field);
  if (value === null) return { name: field, address, words: null, value, unit };
  const wire = Math.fround(value / scale);
  return { name: field, address, words: floatWords(wire), value: wire, unit };
}

const HIGH_WORD = 0x1_0000;

function identityRows(model: MeterModel, session: MeterSession | null): readonly RegisterRow[] {
  if (model.identity === null) return [];
  const { serial = null, floatFormat = null } = session?.identity ?? {};
  const format = floatFormat === true ? FLOAT_FORMAT : null;
  const serialWords = serial === null ? null : [Math.floor(serial / HIGH_WORD), serial % HIGH_WORD];
  const { identity } = model;
  return [
    { name: 'serial', address: identity.serial, words: serialWords, value: serial, unit: '' },
    // Two codes mean net, so the word itself is not known any more.
    { name: 'energyMode', address: identity.energyMode, words: null, value: null, unit: '' },
    {
      name: 'floatFormat',
      address: identity.dataFormat,
      words: format === null ? null : [format],
      value: format,
      unit: '',
    },
  ];
}

/** The registers of `model` as the newest polls found them, in the order of `FIELDS`. */
export function registerRows(
  model: MeterModel,
  values: Measurement,
  session: MeterSession | null,
): readonly RegisterRow[] {
  const place = ({ field }: FloatRegister): number => FIELDS.indexOf(field);
  const registers = [...model.fast, ...model.slow].toSorted((a, b) => place(a) - place(b));
  return [
    ...registers.map((register) => measured(register, values)),
    ...identityRows(model, session),
  ];
}

/** `0x5012`; `3F5E 76C9` for words. */
export const hexAddress = (address: number): string => `0x${hexWord(address)}`;
export const hexWord = (word: number): string => word.toString(16).toUpperCase().padStart(4, '0');
