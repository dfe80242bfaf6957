/**
 * Amounts in whole hundredths that add up to their sum in whole hundredths: each is its own, rounded
 * down or up, and those nearest to the next hundredth are rounded up.
 */
export function inHundredths(amounts: readonly number[]): number[] {
  const exact = amounts.map((amount) => amount * 100);
  const low = exact.map((amount) => Math.floor(amount + ROUNDING));
  const sum = Math.round(exact.reduce((total, amount) => total + amount, 0));
  let left = sum - low.reduce((total, amount) => total + amount, 0);
  const places = [...exact.keys()].sort(
    (a, b) => (exact[b] ?? 0) - (low[b] ?? 0) - ((exact[a] ?? 0) - (low[a] ?? 0)),
  );
  for (const place of places) {
    if (left <= 0) break;
    low[place] = (low[place] ?? 0) + 1;
    left -= 1;
  }
  return low.map((amount) => amount / 100);
}

/** Keeps 1.15 · 100 at 115. */
const ROUNDING = 1e-6;
