import { useMemo, useRef } from 'react';
import type { Period } from '../../app/energy/periods.ts';
import type { TimeRange } from '../../app/history/query.ts';
import { type EpochMs, epochMs } from '../../app/units.ts';
import { type ChartLook, useChartLook } from '../charts/chart-look.ts';
import { plotArea } from '../charts/plot-area.ts';
import type { TimeFrame } from '../charts/time-chart-options.ts';
import { timeTicks } from '../charts/time-ticks.ts';
import { useSeen } from '../charts/use-seen.ts';
import { useWidth } from '../charts/use-width.ts';
import type { HistoryPicture, HistoryRequest } from '../history/history-request.ts';
import { useHistory } from '../history/use-history.ts';
import { useTimed } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { ZONE } from '../zone.ts';

/** The record is asked again this often. */
const EVERY_MS = 60_000;
/** Room for a tick's text, in parts of its size. */
const TICK_EM = 7;

interface Options {
  /** Names the charts among those that ask the record. */
  readonly asker: string;
  readonly per: Period;
  /** Pure, the same function each time. */
  readonly rangeAt: (now: EpochMs, zone: string) => TimeRange;
}

/** What charts of local days are made of. `surface` goes to the element that holds them. */
export function useDayHistory({ asker, per, rangeAt }: Options) {
  const { language } = useTexts();
  const look = useChartLook();
  const surface = useRef<HTMLDivElement>(null);
  const seen = useSeen(surface);
  const { width } = plotArea(useWidth(surface), look);
  const now = epochMs(useTimed((_, time) => Math.floor(time / EVERY_MS) * EVERY_MS));
  const request = useMemo((): HistoryRequest | null => {
    if (!seen || width === 0) return null;
    return { ...rangeAt(now, ZONE), points: Math.round(width), per, zone: ZONE };
  }, [seen, width, now, per, rangeAt]);
  const { picture, fault } = useHistory(asker, request);
  const frames = useMemo(
    () => (picture === null ? null : framesOf(picture, width, look, language)),
    [picture, width, look, language],
  );
  return { surface, look, width, now, picture, frames, fault };
}

interface Frames {
  readonly plain: TimeFrame;
  readonly labelled: TimeFrame;
}

function framesOf(
  { request: range }: HistoryPicture,
  width: number,
  look: ChartLook,
  language: Parameters<typeof timeTicks>[2],
): Frames {
  const ticks = timeTicks(range, Math.floor(width / (look.fontSize * TICK_EM)), language);
  return {
    plain: { range, ticks, labelled: false },
    labelled: { range, ticks, labelled: true },
  };
}
