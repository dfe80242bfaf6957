import { describe, expect, test } from 'vitest';
import { matchesFilter, parseLog } from '../../../app/diagnostics/log-line.ts';

const TEXT = [
  'half of an ent',
  '2026-10-04T12:00:00.000Z info poller: The meter answers',
  '2026-10-04T12:00:01.500Z error app: Error: x: y',
  '    at here',
  '    at there',
  '',
  '2026-10-04T12:00:02.000Z warn metrics: Port 9100 is taken',
  '',
].join('\n');

describe('the log', () => {
  test('is read with its stacks, and without the half entry that a tail begins with', () => {
    expect(parseLog(TEXT)).toEqual([
      { at: Date.UTC(2026, 9, 4, 12), level: 'info', area: 'poller', text: 'The meter answers' },
      {
        at: Date.UTC(2026, 9, 4, 12, 0, 1, 500),
        level: 'error',
        area: 'app',
        text: 'Error: x: y\n    at here\n    at there',
      },
      {
        at: Date.UTC(2026, 9, 4, 12, 0, 2),
        level: 'warn',
        area: 'metrics',
        text: 'Port 9100 is taken',
      },
    ]);
    expect(parseLog('')).toEqual([]);
  });

  test('is filtered by severity, area and words', () => {
    const areas = (onlySevere: boolean, word: string): readonly string[] =>
      parseLog(TEXT)
        .filter((line) => matchesFilter(line, { onlySevere, word }))
        .map(({ area }) => area);
    expect(areas(false, '')).toEqual(['poller', 'app', 'metrics']);
    expect(areas(true, '')).toEqual(['app', 'metrics']);
    expect(areas(false, ' METER ')).toEqual(['poller']);
    expect(areas(false, 'metrics:')).toEqual(['metrics']);
    expect(areas(false, 'there')).toEqual(['app']);
  });
});
