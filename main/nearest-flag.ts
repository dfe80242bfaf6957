/** Switches of Chromium that only begin like flags of ours. */
const CHROMIUM = /^(kiosk-printing|metrics-.+|report-.+)$/;
/** What other programs, or our own commands, call the same thing. */
const OTHER_NAMES: Readonly<Record<string, string>> = { data: 'user-data-dir', locale: 'lang' };

/** What changes between two rows of the table of {@link typos}. */
function nextRow(
  [before, last]: readonly [readonly number[], readonly number[]],
  [letter, letterBefore]: readonly [string, string],
  meant: string,
): number[] {
  const row = [(last[0] ?? 0) + 1];
  for (let column = 1; column <= meant.length; column += 1) {
    const [expected, expectedBefore] = [meant[column - 1], meant[column - 2]];
    const isSwapped = letter === expectedBefore && letterBefore === expected;
    row[column] = Math.min(
      (last[column] ?? 0) + 1,
      (row[column - 1] ?? 0) + 1,
      (last[column - 1] ?? 0) + (letter === expected ? 0 : 1),
      isSwapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
    );
  }
  return row;
}

/** How many letters are wrong, missing, too many or swapped with their neighbour. */
function typos(typed: string, meant: string): number {
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: meant.length + 1 }, (_, column) => column);
  for (let index = 0; index < typed.length; index += 1) {
    const letters = [typed.charAt(index), typed.charAt(index - 1)] as const;
    [before, last] = [last, nextRow([before, last], letters, meant)];
  }
  return last[meant.length] ?? 0;
}

const SHORTEST_PREFIX = 4;

/** Whether one of them is the other with something behind it, or with `no-` before it. */
function isCutOrLonger(typed: string, meant: string): boolean {
  if (typed === `no-${meant}` || typed.startsWith(meant)) return true;
  return typed.length >= SHORTEST_PREFIX && meant.startsWith(typed);
}

/**
 * The flag that was meant by a name which is none; null: none of `flags`, so that it is somebody
 * else's. A typo in four letters, a second one in each further four.
 */
export function nearestFlag(name: string, flags: readonly string[]): string | null {
  const typed = name.toLowerCase().replaceAll('_', '-');
  const other = Object.hasOwn(OTHER_NAMES, typed) ? OTHER_NAMES[typed] : undefined;
  if (other !== undefined && flags.includes(other)) return other;
  if (CHROMIUM.test(typed)) return null;
  const near = flags
    .map((flag) => ({ flag, count: typos(typed, flag) }))
    .filter(({ flag, count }) => {
      const most = flag.length <= SHORTEST_PREFIX ? 1 : flag.length <= 8 ? 2 : 3;
      return count <= most || isCutOrLonger(typed, flag);
    });
  return near.toSorted((a, b) => a.count - b.count)[0]?.flag ?? null;
}
