/** By which part something became more (or less); null: there is nothing to compare with. */
export function relativeChange(now: number | null, earlier: number | null): number | null {
  return now === null || earlier === null || earlier === 0
    ? null
    : (now - earlier) / Math.abs(earlier);
}
