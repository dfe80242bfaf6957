import { useMemo, useRef } from 'react';
import { nextPeriod } from '../../app/energy/periods.ts';
import type { StripSegment } from '../../app/history/query.ts';
import { epochMs } from '../../app/units.ts';
import { StateStrip } from '../charts/state-strip.tsx';
import { useWidth } from '../charts/use-width.ts';
import { stateShares } from '../history/summary.ts';
import { spanText } from '../shell/age-text.ts';
import { useAppState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { ZONE } from '../zone.ts';

const NO_TIME = { from: epochMs(0), to: epochMs(1) };
const NOTHING: readonly StripSegment[] = [];

/** The local day from midnight to midnight, and what is known of it. */
function useDayStrip() {
  const day = useAppState((state) => state.heatPumpToday);
  return useMemo(() => {
    if (day === null) return null;
    const range = { from: day.since, to: nextPeriod(day.since, 'day', ZONE) };
    const known = { from: day.since, to: day.segments.at(-1)?.to ?? day.since };
    return { range, known, segments: day.segments };
  }, [day]);
}

/** What the heat pump did since midnight; the rest of the day is left blank. @param props.height px */
export function DayStrip(props: { readonly height?: number }) {
  const { t } = useTexts();
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const strip = useDayStrip();
  const shares = strip === null ? [] : stateShares(strip.segments, strip.known);
  const words = shares
    .filter(({ span }) => span > 0)
    .map(({ state, span }) =>
      t('historyView:stateFor', { state: t(`states.${state ?? 'none'}`), span: spanText(t, span) }),
    );
  return (
    <div ref={place} className="day-strip">
      <StateStrip
        segments={strip?.segments ?? NOTHING}
        range={strip?.range ?? NO_TIME}
        width={width}
        {...props}
        summary={[t('heatPump:day.strip'), ...words].join('. ')}
      />
    </div>
  );
}
