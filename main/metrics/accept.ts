import type { Format } from './exposition.ts';

interface MediaRange {
  readonly type: string;
  readonly version: string | undefined;
  /** Weight from 0 (not acceptable) to 1. */
  readonly q: number;
}

function mediaRange(text: string): MediaRange {
  const [type = '', ...rest] = text.split(';').map((part) => part.trim().toLowerCase());
  const parameters = new Map<string, string>();
  for (const parameter of rest) {
    const [name = '', value = ''] = parameter.split('=', 2);
    parameters.set(name.trim(), value.trim().replaceAll('"', ''));
  }
  const q = Number(parameters.get('q') ?? 1);
  return { type, version: parameters.get('version'), q: Number.isFinite(q) ? q : 0 };
}

const heaviest = (ranges: readonly MediaRange[]): number =>
  ranges.reduce((best, { q }) => Math.max(best, q), 0);

/** OpenMetrics 1.0.0 for those who name it at least as gladly as plain text; text for all others. */
export function formatFor(accept: string | undefined): Format {
  const ranges = (accept ?? '').split(',').map(mediaRange);
  const open = ranges.filter(
    ({ type, version = '1.0.0' }) => type === 'application/openmetrics-text' && version === '1.0.0',
  );
  const text = ranges.filter(({ type }) => type === 'text/plain');
  const wish = heaviest(open);
  return wish > 0 && wish >= heaviest(text) ? 'openmetrics' : 'text';
}
