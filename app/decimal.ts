/** Digits that any float32 can need. */
const MOST_DIGITS = 9;
/** Digits that tell different means apart. */
const MEAN_DIGITS = 7;

/** The shortest decimal number that is this float32: 0.046 and not 0.04600000008940697. */
export function shortest(value: number): number {
  for (let digits = 1; digits < MOST_DIGITS; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(MOST_DIGITS));
}

/** Moves the point without the noise that a multiplication of binary fractions leaves. */
const scaled = (decimal: number, scale: number): number =>
  scale === 1 ? decimal : Number((decimal * scale).toPrecision(12));

/**
 * The decimal number of a value that a meter sent as a float32 of its own unit: of this one, or of
 * one that is a thousand times as large (kW) or as small (W). null: it is none of them.
 */
function sentDecimal(value: number): number | null {
  const own = Math.fround(value);
  // From W to kW and back a last bit of the double may go.
  if (Math.abs(own - value) <= Math.abs(value) * Number.EPSILON) return shortest(own);
  const [larger, smaller] = [Math.fround(value / 1000), Math.fround(value * 1000)];
  if (larger * 1000 === value) return scaled(shortest(larger), 1000);
  if (smaller / 1000 === value) return scaled(shortest(smaller), 1 / 1000);
  return null;
}

/** A reading for people and programs with every digit that the meter sent. @param scale of the result */
export const readingDecimal = (value: number, scale: number): number =>
  scaled(sentDecimal(value) ?? Number(value.toPrecision(MOST_DIGITS)), scale);

/** A value for people and programs: a reading's every digit, a mean's first seven. */
export const decimalOf = (value: number, scale: number): number =>
  scaled(sentDecimal(value) ?? Number(value.toPrecision(MEAN_DIGITS)), scale);

/** Written out without an exponent, which spreadsheets read as text in some locales. */
export function plainDecimal(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : text;
}
