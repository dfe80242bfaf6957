/**
 * A part between 0 and 1 to so many decimals of a percent, as a percentage. What is not all is never
 * 100, and what is not nothing is never 0.
 */
export function roundedPercent(part: number, decimals: number): number {
  const percent = Number((part * 100).toFixed(decimals));
  const step = 10 ** -decimals;
  if (part > 0 && part < 1)
    return Math.min(Math.max(percent, step), Number((100 - step).toFixed(decimals)));
  return percent;
}

/** The same as a part between 0 and 1, without the noise of binary fractions. */
export const roundedPart = (part: number, decimals: number): number =>
  Number((roundedPercent(part, decimals) / 100).toFixed(decimals + 2));
