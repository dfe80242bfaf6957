import type { ContextSeries } from '../../app/history/prometheus.ts';
import { prometheusFaultText } from '../../app/text/prometheus-text.ts';
import { type TextsInUse, useTexts } from '../state/texts.tsx';
import type { Overlay } from './overlay-store.ts';
import type { OverlayAnswer } from './use-overlay.ts';

interface Props {
  readonly overlay: Overlay;
  /** null: not there yet. */
  readonly answer: OverlayAnswer | null;
  /** ms since epoch under the crosshair; null: none. */
  readonly at: number | null;
}

/** What the dashed line is, with its value at the crosshair, or why it is missing. */
export function OverlayNote(props: Props) {
  const texts = useTexts();
  return <p className="overlay-note">{wordsOf(props, texts)}</p>;
}

function wordsOf({ overlay, answer, at }: Props, { t, language }: TextsInUse): string {
  const { promql } = overlay;
  if (answer?.kind === 'not-set') return t('historyView:overlay.notSet');
  if (answer?.kind === 'fault') {
    return t('historyView:overlay.failed', { why: prometheusFaultText(t, answer.fault) });
  }
  const value = answer === null || at === null ? null : overlayAt(answer.series, at);
  if (value === null) return t('historyView:overlay.shown', { promql });
  const format = new Intl.NumberFormat(language, { maximumSignificantDigits: 4 });
  return t('historyView:overlay.value', { promql, value: format.format(value) });
}

/** The value of the newest step at or before `at`. */
export function overlayAt({ at: steps, values }: ContextSeries, at: number): number | null {
  return values[steps.findLastIndex((step) => step <= at)] ?? null;
}
