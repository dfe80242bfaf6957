import { type RefObject, useId, useMemo, useState } from 'react';
import { useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { HistoryCharts } from './history-charts.tsx';
import { EmptyNote } from './history-notes.tsx';
import { isEmpty } from './history-request.ts';
import { OverlayNote } from './overlay-note.tsx';
import { rangeSentence } from './range-sentence.ts';
import { Readout } from './readout.tsx';
import { summaryOf } from './summary.ts';
import { useGestures } from './use-gestures.ts';
import { useKeys } from './use-keys.ts';
import type { RecordViewState } from './use-record-view.ts';
import { spanOf } from './view-window.ts';

interface Props {
  readonly surface: RefObject<HTMLElement | null>;
  readonly view: RecordViewState;
}

/** The charts with the readout above them; wheel, fingers and keys move them. */
export function HistoryCard({ surface, view }: Props) {
  const { t } = useTexts();
  const keys = useId();
  const { range, plot, over, loaded } = view;
  /** Of the plot, 0 to 1; null: nothing is marked. */
  const [pointed, setPointed] = useState<number | null>(null);
  const onKeyDown = useMoves(surface, view, pointed, setPointed);
  const at = pointed === null ? null : range.from + pointed * spanOf(range);
  return (
    <div className="card history__card" aria-busy={loaded.loading}>
      <div className="history__readout">
        <Words view={view} at={at} />
        {over.overlay !== null && (
          <OverlayNote overlay={over.overlay} answer={over.answer} at={at} />
        )}
        <p className="unseen" id={keys}>
          {t('historyView:keys')}
        </p>
      </div>
      <section
        ref={surface}
        className={over.overlay === null ? 'history__charts' : 'history__charts has-overlay'}
        aria-label={t('historyView:charts')}
        aria-describedby={keys}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard moves and zooms here.
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <Drawn view={view} />
        {pointed !== null && (
          <span
            className="history__crosshair"
            style={{ left: plot.left + pointed * plot.width }}
            aria-hidden="true"
          />
        )}
      </section>
    </div>
  );
}

/** Answers what a person does on the charts; gives the handler of the keys. */
function useMoves(
  surface: Props['surface'],
  { dispatch, plot }: RecordViewState,
  pointed: number | null,
  setPointed: (part: number | null) => void,
) {
  const { clock } = useServices();
  useGestures(surface, plot, {
    onZoom: (factor, part) => dispatch({ kind: 'zoom', factor, part, now: clock.now() }),
    onPan: (part) => dispatch({ kind: 'pan', part, now: clock.now() }),
    onPoint: setPointed,
    onReset: () => dispatch({ kind: 'reset' }),
  });
  return useKeys({ dispatch, pointed, setPointed, width: plot.width });
}

function useSummary({ loaded: { picture } }: RecordViewState) {
  return useMemo(() => (picture === null ? null : summaryOf(picture)), [picture]);
}

/** The values in figures and, for those who do not see them, in a sentence. */
function Words({ view, at }: { readonly view: RecordViewState; readonly at: number | null }) {
  const texts = useTexts();
  const summary = useSummary(view);
  const { picture } = view.loaded;
  if (picture === null || summary === null) return null;
  return (
    <>
      <Readout picture={picture} summary={summary} at={at} />
      <p className="unseen">{rangeSentence(texts, picture, summary)}</p>
    </>
  );
}

function Drawn({ view }: Pick<Props, 'view'>) {
  const { t } = useTexts();
  const { clock } = useServices();
  const summary = useSummary(view);
  const { state, dispatch, range, plot, over, loaded } = view;
  const { overlay, answer } = over;
  const shown = useMemo(
    () =>
      overlay === null || answer?.kind !== 'series'
        ? null
        : { chart: overlay.chart, series: answer.series },
    [overlay, answer],
  );
  const { picture, fault } = loaded;
  if (picture === null || summary === null) {
    return fault === null && <p className="history__loading">{t('historyView:loading')}</p>;
  }
  return (
    <>
      <HistoryCharts
        picture={picture}
        summary={summary}
        range={range}
        width={plot.width}
        overlay={shown}
        hasOverlay={overlay !== null}
      />
      {isEmpty(picture) && (
        <EmptyNote
          isNow={state.window.kind === 'following'}
          onNow={() => dispatch({ kind: 'now', now: clock.now() })}
        />
      )}
    </>
  );
}
