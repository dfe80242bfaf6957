import { useId, useMemo, useRef, useState } from 'react';
import type { RatedRun } from '../../app/insights/run.ts';
import { historyFaultText } from '../../app/text/history-text.ts';
import type { EpochMs } from '../../app/units.ts';
import { StateStrip } from '../charts/state-strip.tsx';
import { timeTicks } from '../charts/time-ticks.ts';
import { momentText, rangeText } from '../history/range-text.ts';
import { StateLegend } from '../history/state-legend.tsx';
import { isStripExact } from '../history/summary.ts';
import { until } from '../live/day-range.ts';
import { useTexts } from '../state/texts.tsx';
import type { Span } from './spans.ts';
import { defrostMarks } from './timeline-marks.ts';
import { useTimeline } from './use-timeline.ts';
import { useTimelineKeys, ZOOM_STEP } from './use-timeline-keys.ts';
import './timeline.css';

interface Props {
  readonly span: Span;
  /** To the minute. */
  readonly now: EpochMs;
  readonly runs: readonly RatedRun[];
}

/** Room for a tick's text, in parts of its size. */
const TICK_EM = 6;

/** What the heat pump did, from a year down to an hour. */
export function Timeline({ span, now, runs }: Props) {
  const { t, language } = useTexts();
  const [title, keys] = [useId(), useId()];
  const surface = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const view = useTimeline(surface, span, now, setPointed);
  const { range, isWhole, dispatch, plot, look, loaded } = view;
  const segments = useMemo(() => until(loaded.answer?.segments ?? [], now), [loaded.answer, now]);
  const ticks = useMemo(
    () => timeTicks(range, Math.floor(plot.width / (look.fontSize * TICK_EM)), language),
    [range, plot.width, look.fontSize, language],
  );
  const marks = useMemo(() => defrostMarks(runs, range, plot.width), [runs, range, plot.width]);
  const { zoom, onKeyDown } = useTimelineKeys(dispatch, pointed);
  const at = pointed === null ? null : range.from + pointed * (range.to - range.from);
  const pointedState = segments.find(({ from, to }) => at !== null && from <= at && at < to);
  const exact = isStripExact(range);
  return (
    <section className="card timeline" aria-labelledby={title} aria-busy={loaded.loading}>
      <header className="chart-row__head">
        <h2 id={title} className="card__title">
          {t(exact ? 'heatPump:timeline' : 'heatPump:timelineMostly')}
        </h2>
        <div className="timeline__buttons">
          <button
            type="button"
            className="button button--icon"
            aria-label={t('heatPump:zoomOut')}
            onClick={() => zoom(ZOOM_STEP)}
          >
            −
          </button>
          <button
            type="button"
            className="button button--icon"
            aria-label={t('heatPump:zoomIn')}
            onClick={() => zoom(1 / ZOOM_STEP)}
          >
            +
          </button>
          <button
            type="button"
            className="button"
            disabled={isWhole}
            onClick={() => dispatch({ kind: 'whole' })}
          >
            {t('heatPump:whole')}
          </button>
        </div>
      </header>
      <p className="timeline__readout">
        {at === null || at > now
          ? rangeText(language, range)
          : `${momentText(language, at)}: ${t(`states.${pointedState?.state ?? 'none'}`)}`}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would not be moved by keys. */}
      <div
        ref={surface}
        className="timeline__surface"
        role="group"
        data-keys=""
        aria-labelledby={title}
        aria-describedby={keys}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard moves and zooms here.
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div className="timeline__plot" style={{ marginInlineStart: plot.left, width: plot.width }}>
          <div className="timeline__marks" aria-hidden="true">
            {marks.map((x) => (
              <i key={x} className="timeline__mark" style={{ left: x }} />
            ))}
          </div>
          <StateStrip
            segments={segments}
            range={range}
            width={plot.width}
            summary={rangeText(language, range)}
          />
          <div className="timeline__ticks" aria-hidden="true">
            {ticks.map((tick) => (
              <span
                key={tick.at}
                className="timeline__tick"
                style={{ left: `${((tick.at - range.from) / (range.to - range.from)) * 100}%` }}
              >
                {tick.text}
              </span>
            ))}
          </div>
          {pointed !== null && (
            <span
              className="timeline__crosshair"
              style={{ left: pointed * plot.width }}
              aria-hidden="true"
            />
          )}
        </div>
      </div>
      <footer className="timeline__foot">
        <StateLegend segments={segments} range={range} />
        {marks.length > 0 && (
          <span className="timeline__defrost" title={t('heatPump:defrostHint')}>
            <i className="timeline__mark timeline__mark--sample" aria-hidden="true" />
            {t('heatPump:defrostMark')}
          </span>
        )}
        <span className="chart-row__note timeline__hint">{t('heatPump:timelineHint')}</span>
      </footer>
      {loaded.fault !== null && (
        <p className="timeline__fault">{historyFaultText(t, loaded.fault)}</p>
      )}
      <p className="unseen" id={keys}>
        {t('heatPump:timelineKeys')}
      </p>
    </section>
  );
}
