import type { MeterSession } from '../live.ts';
import { FIELDS, type Field, type Measurement } from '../measurement.ts';
import type { FloatRegister, FunctionCode, MeterIdentity, MeterModel } from '../registers/model.ts';
import { FLOAT_FORMAT } from '../registers/wago-879.ts';

/** One register as the meter has it. */
export interface RegisterRow {
  readonly name: Field | keyof MeterIdentity;
  readonly functionCode: FunctionCode;
  /** Zero-based. */
  readonly address: number;
  /** As they came over the wire, high word first; null: not known. */
  readonly words: readonly number[] | null;
  /** In the meter's own unit; null: rejected, or none has come yet. */
  readonly value: number | null;
  readonly unit: 'W' | 'kW' | 'Wh' | 'kWh' | 'Hz' | '';
}

/** The two words of the float32 nearest to `value`, high word first. */
export function floatWords(value: number): readonly [number, number] {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  return [view.getUint16(0), view.getUint16(2)];
}

const KILO = 1000;

function unitOf({ field, scale }: FloatRegister): RegisterRow['unit'] {
  if (field === 'powerFactor') return '';
  if (field === 'frequency') return 'Hz';
  const base = field.startsWith('energy') ? 'Wh' : 'W';
  return scale === KILO ? `k${base}` : base;
}

/**
 * The words are computed back: a value is its float32 times the scale, and dividing by that in
 * double precision errs far less than half a step of float32, so that the same bits come out.
 */
function measured(
  register: FloatRegister,
  functionCode: FunctionCode,
  values: Measurement,
): RegisterRow {
  const { field, address, scale } = register;
  const value = values[field];
  const row = { name: field, functionCode, address, unit: unitOf(register) };
  if (value === null) return { ...row, words: null, value };
  const wire = Math.fround(value / scale);
  return { ...row, words: floatWords(wire), value: wire };
}

const HIGH_WORD = 0x1_0000;

function identityRows(model: MeterModel, session: MeterSession | null): readonly RegisterRow[] {
  if (model.identity === null) return [];
  const { serial = null, floatFormat = null } = session?.identity ?? {};
  const format = floatFormat === true ? FLOAT_FORMAT : null;
  const serialWords = serial === null ? null : [Math.floor(serial / HIGH_WORD), serial % HIGH_WORD];
  const { functionCode, ...at } = model.identity;
  const row = (
    name: RegisterRow['name'],
    address: number | null,
    words: RegisterRow['words'],
    value: number | null,
  ): readonly RegisterRow[] =>
    address === null ? [] : [{ name, functionCode, address, words, value, unit: '' }];
  return [
    ...row('serial', at.serial, serialWords, serial),
    // Two codes mean net, so the word itself is not known any more.
    ...row('energyMode', at.energyMode, null, null),
    ...row('floatFormat', at.dataFormat, format === null ? null : [format], format),
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
    ...registers.map((register) => measured(register, model.functionCode, values)),
    ...identityRows(model, session),
  ];
}

/** `0x5012`; `3F5E 76C9` for words. */
export const hexAddress = (address: number): string => `0x${hexWord(address)}`;
export const hexWord = (word: number): string => word.toString(16).toUpperCase().padStart(4, '0');
