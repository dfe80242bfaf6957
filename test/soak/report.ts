import { type Bound, judge, type Sample, type Verdict } from './flat.ts';

const rounded = (value: number): number => Math.round(value * 100) / 100;

function row({ name, unit, first, last, highest, growth, most, isFlat }: Verdict): string {
  const figures = [first, last, highest, growth].map((value) => rounded(value).toString());
  const cells = [...figures, `${most} ${unit}`.trim()].map((cell) => cell.padStart(10));
  return `${name.padEnd(24)}${cells.join('')}  ${isFlat ? 'flat' : 'RISES'}`;
}

const HEAD = `${'figure'.padEnd(24)}${['first', 'last', 'highest', 'growth', 'bound']
  .map((cell) => cell.padStart(10))
  .join('')}`;

/**
 * Prints what became of each figure, and as the last line one JSON object.
 * @param about what else is worth keeping of the run
 * @returns the exit code: 0 when all of them stayed flat.
 */
export function report(
  bounds: readonly Bound[],
  samples: readonly Sample[],
  about: Readonly<Record<string, unknown>>,
): number {
  const verdicts = bounds.map((bound) => judge(bound, samples));
  const isFlat = verdicts.every((verdict) => verdict.isFlat);
  console.log([HEAD, ...verdicts.map(row)].join('\n'));
  const figures = Object.fromEntries(
    verdicts.map(({ name, first, last, highest, growth }) => [
      name,
      [first, last, highest, growth].map(rounded),
    ]),
  );
  console.log(JSON.stringify({ flat: isFlat, ...about, samples: samples.length, figures }));
  return isFlat ? 0 : 1;
}
