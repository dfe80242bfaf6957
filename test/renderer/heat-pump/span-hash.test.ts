import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { createTexts } from '../../../app/text/translate.ts';
import { epochMs } from '../../../app/units.ts';
import {
  daysOf,
  hashOf,
  queryInHash,
  queryOf,
  spanOfQuery,
  spanOfTyped,
} from '../../../renderer/heat-pump/span-hash.ts';
import { spanTitle } from '../../../renderer/heat-pump/span-text.ts';
import { spanAt } from '../../../renderer/heat-pump/spans.ts';
import { viewOfHash } from '../../../renderer/shell/views.ts';

const ZONE = 'Europe/Berlin';
const at = (iso: string) => epochMs(DateTime.fromISO(iso, { zone: ZONE }).toMillis());
const NOW = at('2026-11-22T13:00');

describe('the address of a span', () => {
  it('stands for this week by its name and for another by its first day', () => {
    expect(queryOf(spanAt('week', NOW, ZONE), NOW, ZONE)).toBe('week');
    expect(queryOf(spanAt('week', at('2026-11-10'), ZONE), NOW, ZONE)).toBe('week=2026-11-09');
  });

  it('leads back to the span, whichever it is', () => {
    const kinds = fc.constantFrom('day', 'week', 'month', 'year' as const);
    const times = fc.integer({ min: Date.UTC(2001, 0), max: Date.UTC(2040, 0) });
    fc.assert(
      fc.property(kinds, times, (kind, time) => {
        const span = spanAt(kind as 'day', epochMs(time), ZONE);
        expect(spanOfQuery(queryOf(span, NOW, ZONE), NOW, ZONE)).toEqual(span);
      }),
    );
    const free = spanOfTyped('2026-10-20', '2026-11-02', ZONE);
    expect(free).not.toBeNull();
    if (free === null) return;
    expect(daysOf(free, ZONE)).toEqual(['2026-10-20', '2026-11-02']);
    expect(spanOfQuery(queryOf(free, NOW, ZONE), NOW, ZONE)).toEqual(free);
  });

  it.each([
    '',
    'decade',
    'week=',
    'week=2026-13-01',
    'week=x',
    'free',
    'free=2026-11-02~2026-11-01',
  ])('that names none is refused: "%s"', (query) =>
    expect(spanOfQuery(query, NOW, ZONE)).toBeNull(),
  );

  it('holds no more than the record answers at once', () => {
    expect(spanOfTyped('2010-01-01', '2026-01-01', ZONE)).toBeNull();
  });

  it('is one of the view', () => {
    const hash = hashOf('week=2026-11-09');
    expect(viewOfHash(hash).name).toBe('heat-pump');
    expect(queryInHash(hash)).toBe('week=2026-11-09');
    expect(queryInHash('#/heat-pump')).toBe('');
  });
});

describe('the name of a span', () => {
  it.each([
    ['day', 'So., 22. Nov. 2026'],
    ['week', 'Woche 47, 16.–22. Nov. 2026'],
    ['month', 'November 2026'],
    ['year', '2026'],
  ] as const)('of a %s is said as people do', (kind, title) => {
    const { t } = createTexts('de');
    expect(spanTitle(t, 'de', spanAt(kind, NOW, ZONE), ZONE)).toBe(title);
  });
});
