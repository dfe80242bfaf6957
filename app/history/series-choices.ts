import type { SeriesChoice } from './prometheus.ts';

type Labels = Readonly<Record<string, string>>;

const LABELS_OF_ALL = ['__name__', 'job', 'instance'];

/** Whether these two leave it open which of both is meant. */
export const isTwin = (one: Labels, other: Labels): boolean =>
  (one.job ?? '') === (other.job ?? '') && (one.instance ?? '') === (other.instance ?? '');

/** How `one` is told from the others, without what they have in common. */
export function choiceOf(one: Labels, series: readonly Labels[]): SeriesChoice {
  const { job = '', instance = '' } = one;
  const twins = series.filter((other) => isTwin(one, other));
  const names = new Set(twins.flatMap((twin) => Object.keys(twin)));
  const telling = [...names]
    .filter((name) => !LABELS_OF_ALL.includes(name))
    .filter((name) => twins.some((twin) => twin[name] !== one[name]))
    .sort();
  if (telling.length === 0) return { job, instance };
  const labels = Object.fromEntries(telling.map((name) => [name, one[name] ?? '']));
  return { job, instance, labels };
}

/** What there is to choose from, each of them once. */
export function choicesOf(series: readonly Labels[]): SeriesChoice[] {
  const known = new Map<string, SeriesChoice>();
  for (const one of series) {
    const choice = choiceOf(one, series);
    known.set(JSON.stringify(choice), choice);
  }
  return [...known.values()];
}
