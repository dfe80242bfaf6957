import { readingDecimal, shortest } from '../../app/decimal.ts';
import { POWER_FIELDS } from '../../app/measurement.ts';

/**
 * A row keeps powers as float32 of kW. A meter that sends float32 of W, as the SDM630 does, loses its last
 * digit there, so two bits of the row's flags say of each power what it was: kW as it stands here, or
 * the float32 of W that is nearest to it, the next one away from 0, or the next one towards 0.
 */
const SENT_KW = 0;
const SENT_NEAREST = 1;
const SENT_FARTHER = 2;
const SENT_NEARER = 3;

const BITS = 2;
const CODES = (1 << BITS) - 1;
/** The flags below it are `FLAG`. */
const FIRST_BIT = 8;
const POWERS = POWER_FIELDS.length;
const POWER_FLAGS = ((1 << (BITS * POWERS)) - 1) << FIRST_BIT;

/** What of a row's flags says how its powers were sent. */
export const powerFlagsIn = (flags: number): number => flags & POWER_FLAGS;

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** The float32 that is `steps` further from 0. */
function besides(value: number, steps: number): number {
  float[0] = value;
  bits[0] = (bits[0] ?? 0) + steps;
  return float[0] ?? 0;
}

const asWatts = (kW: number, code: number): number => {
  const nearest = Math.fround(kW * 1000);
  if (code === SENT_FARTHER) return besides(nearest, 1);
  return code === SENT_NEARER ? besides(nearest, -1) : nearest;
};

/** Any float32 tells apart decimals of six digits, whatever their unit. */
const hasFewDigits = (decimal: number): boolean => Number(decimal.toPrecision(6)) === decimal;

function codeOf(watts: number, kW: number): number {
  if (kW * 1000 === watts || hasFewDigits(watts)) return SENT_KW;
  const decimal = readingDecimal(watts, 1);
  const sent = Math.fround(watts);
  if (readingDecimal(kW * 1000, 1) === decimal || shortest(sent) !== decimal) return SENT_KW;
  const codes = [SENT_NEAREST, SENT_FARTHER, SENT_NEARER];
  return codes.find((code) => asWatts(kW, code) === sent) ?? SENT_KW;
}

/**
 * Flags of a row whose powers are `wire`.
 * @param watts as the meter sent them, or a decimal of that; NaN or null is nothing
 */
export function powerFlags(watts: readonly (number | null)[], wire: ArrayLike<number>): number {
  let flags = 0;
  for (let power = 0; power < POWERS; power++) {
    const [sent, kW] = [watts[power] ?? Number.NaN, wire[power] ?? Number.NaN];
    if (Number.isNaN(sent) || Number.isNaN(kW)) continue;
    flags |= codeOf(sent, kW) << (FIRST_BIT + BITS * power);
  }
  return flags;
}

/** A field of a row in kW, Hz, cos φ or kWh; a power without loss, also where the meter sent W. */
export function sentValue(value: number, field: number, flags: number): number {
  const code = field < POWERS ? (flags >> (FIRST_BIT + BITS * field)) & CODES : SENT_KW;
  return code === SENT_KW ? value : asWatts(value, code) / 1000;
}

/** Columns of fields as {@link sentValue} has them. @param flags of each row */
export function sentColumns(
  columns: readonly Float32Array[],
  fields: readonly number[],
  flags: ArrayLike<number>,
): readonly ArrayLike<number>[] {
  const isInWatts = Array.from(flags).some((row) => powerFlagsIn(row) !== 0);
  if (!isInWatts) return columns;
  return columns.map((column, k) =>
    Float64Array.from(column, (value, row) =>
      sentValue(value, fields[k] ?? POWERS, flags[row] ?? 0),
    ),
  );
}
