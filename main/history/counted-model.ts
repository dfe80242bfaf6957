import { parseMeterUrl } from '../../app/meter-url.ts';
import { DEFAULT_MODEL } from '../../app/registers/models.ts';
import type { Meta } from './tables.ts';

const MODEL_KEY = 'model';

/** The model of the meter that is recorded now. */
function presentModel(meta: Meta): string {
  const source = parseMeterUrl(meta.get('source') ?? '');
  return source.ok && source.value.kind === 'meter' ? source.value.address.model : DEFAULT_MODEL;
}

/**
 * Whether the newest counters in the file are those of another model, so that the next ones count
 * from somewhere else. A file of the time when there was one model names none.
 */
export const isOtherModel = (meta: Meta): boolean =>
  (meta.get(MODEL_KEY) ?? DEFAULT_MODEL) !== presentModel(meta);

/** From here on the newest counters are those of the present model. */
export const countsPresentModel = (meta: Meta): void => meta.set(MODEL_KEY, presentModel(meta));

const SERIAL_KEY = 'serial';

/** The serial number of the meter that answered last; null: none was told. */
export function recordedSerial(meta: Meta): number | null {
  const serial = meta.get(SERIAL_KEY);
  return serial === null || !/^\d+$/.test(serial) ? null : Number(serial);
}

export const recordSerial = (meta: Meta, serial: number): void =>
  meta.set(SERIAL_KEY, String(serial));
