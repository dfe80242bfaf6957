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

/** A value for people and programs: a reading's every digit, a mean's first seven. */
export function decimalOf(value: number, scale: number): number {
  const isReading = Math.fround(value) === value;
  const decimal = isReading ? shortest(value) : Number(value.toPrecision(MEAN_DIGITS));
  // Moves the point without the noise that a multiplication of binary fractions leaves.
  return scale === 1 ? decimal : Number((decimal * scale).toPrecision(12));
}

/** Written out without an exponent, which spreadsheets read as text in some locales. */
export function plainDecimal(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : text;
}
