import { useEffect, useRef } from 'react';
import { ReportButton } from '../report/report-button.tsx';
import { ChevronIcon } from '../shell/icons.tsx';
import { useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { ZONE } from '../zone.ts';
import { daysOf, SPAN_KINDS, spanOfTyped } from './span-hash.ts';
import { spanTitle } from './span-text.ts';
import { spanAt } from './spans.ts';
import type { UsedSpan } from './use-span.ts';
import '../history/range-bar.css';
import './span-bar.css';

/** Which span is shown, and the ways to others. */
export function SpanBar({ used }: { readonly used: UsedSpan }) {
  const { t, language } = useTexts();
  const { span, chooseKind, move, today, isLast } = used;
  useSpanKeys(used);
  return (
    <div className="range-bar span-bar">
      <fieldset className="range-bar__presets">
        <legend className="unseen">{t('heatPump:span')}</legend>
        {SPAN_KINDS.map((kind) => (
          <button
            key={kind}
            type="button"
            className="range-bar__preset"
            aria-pressed={kind === span.kind}
            onClick={() => chooseKind(kind)}
          >
            {t(`heatPump:spans.${kind}`)}
          </button>
        ))}
      </fieldset>
      <div className="span-bar__way">
        <button
          type="button"
          className="button button--icon"
          aria-label={t(`heatPump:earlier.${span.kind}`)}
          onClick={() => move(-1)}
        >
          <ChevronIcon direction="left" />
        </button>
        <p className="span-bar__title" aria-live="polite">
          {spanTitle(t, language, span, ZONE)}
        </p>
        <button
          type="button"
          className="button button--icon"
          aria-label={t(`heatPump:later.${span.kind}`)}
          disabled={isLast}
          onClick={() => move(1)}
        >
          <ChevronIcon direction="right" />
        </button>
      </div>
      <button type="button" className="button" disabled={isLast} onClick={today}>
        {t('heatPump:today')}
      </button>
      <ReportButton at={span.from} />
      {span.kind === 'free' && <FreeDays used={used} />}
      <p className="unseen">{t('heatPump:keys')}</p>
    </div>
  );
}

/** First and last day, both included. */
function FreeDays({ used }: { readonly used: UsedSpan }) {
  const { t } = useTexts();
  const { clock } = useServices();
  const [first, last] = daysOf(used.span, ZONE);
  const [today] = daysOf(spanAt('day', clock.now(), ZONE), ZONE);
  const choose = (from: string, to: string): void => {
    const span = spanOfTyped(from, to, ZONE);
    if (span !== null) used.choose(span);
  };
  return (
    <div className="range-bar__days span-bar__days">
      <label>
        <span>{t('heatPump:from')}</span>
        <input
          type="date"
          className="input range-bar__day"
          value={first}
          min="2000-01-02"
          max={last}
          onChange={({ target }) => choose(target.value, last)}
        />
      </label>
      <label>
        <span>{t('heatPump:to')}</span>
        <input
          type="date"
          className="input range-bar__day"
          value={last}
          min={first}
          max={today}
          onChange={({ target }) => choose(first, target.value)}
        />
      </label>
    </div>
  );
}

/** Arrow keys mean something of their own here. */
const OWN_KEYS = 'input, select, textarea, dialog, [role="grid"], [data-keys]';

/** Nothing else is meant by the key. */
function isForSpan(event: KeyboardEvent): boolean {
  const { target, ctrlKey, metaKey, altKey, shiftKey, defaultPrevented } = event;
  if (ctrlKey || metaKey || altKey || shiftKey || defaultPrevented) return false;
  return !(target instanceof Element && target.closest(OWN_KEYS) !== null);
}

function useSpanKeys(used: UsedSpan): void {
  const latest = useRef(used);
  useEffect(() => {
    latest.current = used;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!isForSpan(event)) return;
      const { move, today } = latest.current;
      if (event.key === 'ArrowLeft') move(-1);
      else if (event.key === 'ArrowRight') move(1);
      else if (event.key.toLowerCase() === 't') today();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
