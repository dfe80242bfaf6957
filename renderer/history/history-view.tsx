import { useMemo, useReducer, useRef, useState } from 'react';
import { formatMeterUrl } from '../../app/meter-url.ts';
import { type EpochMs, epochMs } from '../../app/units.ts';
import { useChartLook } from '../charts/chart-look.ts';
import { plotArea } from '../charts/plot-area.ts';
import { useWidth } from '../charts/use-width.ts';
import { usePainted } from '../shell/painted.tsx';
import { useTimeInHash } from '../shell/use-view.ts';
import { useAppState, useServices, useTimed } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { HistoryCharts } from './history-charts.tsx';
import { EmptyNote, FaultNote } from './history-notes.tsx';
import { barPeriod, type HistoryRequest, isEmpty } from './history-request.ts';
import { OverlayNote } from './overlay-note.tsx';
import { RangeBar } from './range-bar.tsx';
import { rangeSentence } from './range-sentence.ts';
import { Readout } from './readout.tsx';
import { RecordTasks } from './record-tasks.tsx';
import { summaryOf } from './summary.ts';
import { TaskStatus } from './task-status.tsx';
import { useGestures } from './use-gestures.ts';
import { useHistory } from './use-history.ts';
import { useHistoryTask } from './use-history-task.ts';
import { useKeys } from './use-keys.ts';
import { useOverlay } from './use-overlay.ts';
import { firstView, nextView } from './view-state.ts';
import { followEvery, rangeOf, spanOf } from './view-window.ts';
import './history.css';

/** Names the charts of this view among those that ask the record. */
const ASKER = 'history';
/** Whose days count; main says the same. */
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Another source has another record. */
export function HistoryView() {
  const source = useAppState((state) => formatMeterUrl(state.live.source));
  const at = useTimeInHash();
  return <RecordView key={`${source} ${at}`} at={at} />;
}

/** @param props.at what the view opens at; null: now */
function RecordView(props: { readonly at: EpochMs | null }) {
  const texts = useTexts();
  const { t } = texts;
  const { clock } = useServices();
  const look = useChartLook();
  const connection = useAppState((state) => state.settings.connectionLimitW);
  const surface = useRef<HTMLElement>(null);
  const width = useWidth(surface);
  const [state, dispatch] = useReducer(nextView, props.at, (at) => firstView(at, clock.now()));
  /** Of the plot, 0 to 1. */
  const [pointed, setPointed] = useState<number | null>(null);

  const { window } = state;
  const every = followEvery(window.kind === 'following' ? window.span : spanOf(window), width || 1);
  const now = useTimed((_, time) => Math.floor(time / every) * every);
  const range = useMemo(() => rangeOf(window, epochMs(now)), [window, now]);
  const { overlay, answer, choose } = useOverlay(range, width);
  const plot = plotArea(width, look, overlay !== null);
  const points = Math.round(plot.width);
  const request = useMemo((): HistoryRequest | null => {
    if (points === 0) return null;
    return { ...range, points, per: barPeriod(spanOf(range)), zone: ZONE };
  }, [range, points]);
  const shownOverlay = useMemo(
    () =>
      overlay === null || answer?.kind !== 'series'
        ? null
        : { chart: overlay.chart, series: answer.series },
    [overlay, answer],
  );
  const { picture, fault, loading, retry } = useHistory(ASKER, request);
  const used = useHistoryTask(retry);
  const [exporting, setExporting] = useState(false);
  usePainted(picture !== null || fault !== null);
  const summary = useMemo(
    () => (picture === null ? null : summaryOf(picture, connection)),
    [picture, connection],
  );

  useGestures(surface, plot, {
    onZoom: (factor, part) => dispatch({ kind: 'zoom', factor, part, now: clock.now() }),
    onPan: (part) => dispatch({ kind: 'pan', part, now: clock.now() }),
    onPoint: setPointed,
    onReset: () => dispatch({ kind: 'reset' }),
  });
  const onKeyDown = useKeys({ dispatch, pointed, setPointed, width: plot.width });
  const at = pointed === null ? null : range.from + pointed * spanOf(range);
  const sentence =
    picture === null || summary === null ? '' : rangeSentence(texts, picture, summary);

  return (
    <div className="history">
      <div className="history__bar">
        <RangeBar state={state} range={range} dispatch={dispatch} />
        <button
          type="button"
          className="button"
          disabled={used.task?.state === 'running'}
          onClick={() => setExporting(true)}
        >
          {t('historyView:export.open')}
        </button>
      </div>
      <TaskStatus {...used} />
      {fault !== null && <FaultNote fault={fault} onRetry={retry} />}
      <div className="card history__card" aria-busy={loading}>
        <div className="history__readout">
          {picture !== null && summary !== null && (
            <Readout picture={picture} summary={summary} at={at} />
          )}
          {overlay !== null && <OverlayNote overlay={overlay} answer={answer} at={at} />}
          <p className="unseen">{sentence}</p>
          <p className="unseen" id={`${ASKER}-keys`}>
            {t('historyView:keys')}
          </p>
        </div>
        <section
          ref={surface}
          className={overlay === null ? 'history__charts' : 'history__charts has-overlay'}
          aria-label={t('historyView:charts')}
          aria-describedby={`${ASKER}-keys`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard moves and zooms here.
          tabIndex={0}
          onKeyDown={onKeyDown}
        >
          {picture !== null && summary !== null && plot.width > 0 ? (
            <HistoryCharts
              picture={picture}
              summary={summary}
              range={range}
              width={plot.width}
              overlay={shownOverlay}
              hasOverlay={overlay !== null}
            />
          ) : (
            fault === null && <p className="history__loading">{t('historyView:loading')}</p>
          )}
          {pointed !== null && picture !== null && (
            <span
              className="history__crosshair"
              style={{ left: plot.left + pointed * plot.width }}
              aria-hidden="true"
            />
          )}
          {picture !== null && isEmpty(picture) && (
            <EmptyNote
              isNow={window.kind === 'following'}
              onNow={() => dispatch({ kind: 'now', now: clock.now() })}
            />
          )}
        </section>
      </div>
      <RecordTasks used={used} overlay={overlay} onOverlay={choose} />
      {exporting && (
        <ExportDialog
          range={range}
          zone={ZONE}
          onExport={(query) => used.run({ kind: 'export', query })}
          onClose={() => setExporting(false)}
        />
      )}
    </div>
  );
}
