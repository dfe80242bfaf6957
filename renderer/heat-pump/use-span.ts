import { useMemo, useState } from 'react';
import { epochMs } from '../../app/units.ts';
import { useHash } from '../shell/use-view.ts';
import { useServices, useTimed } from '../state/services.tsx';
import { ZONE } from '../zone.ts';
import { hashOf, queryInHash, queryOf, spanOfQuery } from './span-hash.ts';
import { daysIn, movedSpan, type Span, spanAt, spanOfDays } from './spans.ts';

/** Sums are asked for anew this often while they grow. */
const EVERY_MS = 60_000;
/** Where the span is kept while another view is shown. */
const KEY = 'heat-pump-span';

export interface UsedSpan {
  readonly span: Span;
  /** To the minute. */
  readonly now: ReturnType<typeof epochMs>;
  readonly choose: (span: Span) => void;
  readonly chooseKind: (kind: Span['kind']) => void;
  readonly move: (by: -1 | 1) => void;
  readonly today: () => void;
  /** The span holds now, so there is nothing after it. */
  readonly isLast: boolean;
}

/** The span that is looked at. It stands in the address, so that the way back leads to it. */
export function useSpan(): UsedSpan {
  const { clock } = useServices();
  const now = epochMs(useTimed((_, time) => Math.floor(time / EVERY_MS) * EVERY_MS));
  const asked = queryInHash(useHash());
  const [kept] = useState(() => sessionStorage.getItem(KEY) ?? 'week');
  const query = asked === '' ? kept : asked;
  const { from, to, kind } = useMemo(
    () => spanOfQuery(query, now, ZONE) ?? spanAt('week', now, ZONE),
    [query, now],
  );
  // Stays the same object from minute to minute.
  const span = useMemo(() => ({ from, to, kind }), [from, to, kind]);
  const choose = (next: Span): void => {
    const said = queryOf(next, clock.now(), ZONE);
    sessionStorage.setItem(KEY, said);
    location.replace(hashOf(said));
  };
  return {
    span,
    now,
    choose,
    chooseKind: (wanted) => choose(otherKind(span, wanted, clock.now())),
    move: (by) => {
      if (by < 0 || span.to <= clock.now()) choose(movedSpan(span, by, ZONE));
    },
    today: () => choose(spanOfToday(span, clock.now())),
    isLast: now < to,
  };
}

/** A span of another kind around the same time: its end, or now where it is not over. */
function otherKind(span: Span, kind: Span['kind'], now: UsedSpan['now']): Span {
  const at = epochMs(Math.min(now, span.to - 1));
  return kind === 'free' ? spanOfDays(span.from, at, ZONE) : spanAt(kind, at, ZONE);
}

function spanOfToday(span: Span, now: UsedSpan['now']): Span {
  if (span.kind !== 'free') return spanAt(span.kind, now, ZONE);
  const today = spanOfDays(now, now, ZONE);
  const first = movedSpan(today, 1 - daysIn(span, ZONE), ZONE);
  return { ...today, from: first.from };
}
