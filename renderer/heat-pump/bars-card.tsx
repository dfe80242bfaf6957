import { type KeyboardEvent, type PointerEvent, useId, useMemo, useRef, useState } from 'react';
import type { InsightBar } from '../../app/insights/query.ts';
import { joined, spokenDuration, spokenEnergy, spokenMoney } from '../../app/text/numbers.ts';
import { useChartLook } from '../charts/chart-look.ts';
import { hatchPaint } from '../charts/hatch.ts';
import { plotArea } from '../charts/plot-area.ts';
import { TimeChart } from '../charts/time-chart.tsx';
import { timeTicks } from '../charts/time-ticks.ts';
import { useWidth } from '../charts/use-width.ts';
import { useAppState } from '../state/services.tsx';
import { type TextsInUse, useTexts } from '../state/texts.tsx';
import { ZONE } from '../zone.ts';
import { barWords } from './bar-words.ts';
import { energyBars, isPartial, startBars } from './bars-spec.ts';
import { type BarPer, barTitle } from './span-text.ts';
import { type Span, spanAt } from './spans.ts';

interface Props {
  readonly bars: readonly InsightBar[];
  readonly span: Span;
  readonly onOpen: (span: Span) => void;
}

/** Room for a tick's text, in parts of its size. */
const TICK_EM = 6;

/** What one bar stands for. */
const perOf = ([first]: readonly InsightBar[]): BarPer => {
  const hours = first === undefined ? 1 : (first.to - first.from) / 3_600_000;
  return hours < 12 ? 'hour' : hours < 48 ? 'day' : 'month';
};

/** Energy and starts over the span, a bar an hour, day or month; a bar leads to its time. */
export function BarsCard({ bars, span, onOpen }: Props) {
  const texts = useTexts();
  const { t, language } = texts;
  const id = useId();
  const surface = useRef<HTMLDivElement>(null);
  const look = useChartLook();
  const plot = plotArea(useWidth(surface), look);
  const paint = useMemo(hatchPaint, []);
  const [chosen, setChosen] = useState<number | null>(null);
  const per = perOf(bars);
  const specs = useMemo(() => {
    const ticks = timeTicks(span, Math.floor(plot.width / (look.fontSize * TICK_EM)), language);
    const time = { range: span, ticks, labelled: false };
    return {
      energy: energyBars(bars, paint, time, look, language),
      starts: startBars(bars, paint, { ...time, labelled: true }, look, language),
    };
  }, [bars, span, plot.width, paint, look, language]);
  const words = useMemo(() => barWords(texts, bars, per), [texts, bars, per]);
  const bar = chosen === null ? null : (bars[chosen] ?? null);
  const onPoint = (event: PointerEvent): void => {
    const left = surface.current?.getBoundingClientRect().left ?? 0;
    const part = (event.clientX - left - plot.left) / Math.max(1, plot.width);
    const at = span.from + part * (span.to - span.from);
    const found = bars.findIndex(({ from, to }) => from <= at && at < to);
    setChosen(found < 0 ? null : found);
  };
  const open = (): void => {
    if (bar !== null && per !== 'hour') {
      onOpen(spanAt(per === 'day' ? 'day' : 'month', bar.from, ZONE));
    }
  };
  const step = (by: number): void =>
    setChosen((before) => Math.min(bars.length - 1, Math.max(0, (before ?? -1) + by)));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft') step(-1);
    else if (event.key === 'ArrowRight') step(1);
    else if (event.key === 'Enter') open();
    else return;
    event.preventDefault();
  };
  return (
    <section className="card bars-card" aria-labelledby={id}>
      <header className="chart-row__head">
        <h2 id={id} className="card__title">
          {t(`heatPump:bars.${per}`)}
        </h2>
        {bars.some(isPartial) && <span className="chart-row__note">{t('heatPump:partly')}</span>}
      </header>
      <p className="bars-card__readout" aria-live="polite">
        {bar === null ? t('heatPump:barHint') : <BarReadout bar={bar} per={per} />}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would not be moved by keys. */}
      <div
        ref={surface}
        className={
          per === 'hour' ? 'bars-card__charts' : 'bars-card__charts bars-card__charts--open'
        }
        role="group"
        aria-labelledby={id}
        data-keys=""
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard chooses bars here.
        tabIndex={0}
        onPointerMove={onPoint}
        onPointerLeave={() => setChosen(null)}
        onClick={open}
        onKeyDown={onKeyDown}
      >
        <div className="bars-card__chart">
          <TimeChart spec={specs.energy} summary={words.energy} />
        </div>
        <div className="bars-card__chart bars-card__chart--starts">
          <TimeChart spec={specs.starts} summary={words.starts} />
        </div>
        {bar !== null && <ChosenBar bar={bar} span={span} plot={plot} />}
      </div>
    </section>
  );
}

/** A faint ground behind both bars of a time. */
function ChosenBar(props: {
  readonly bar: InsightBar;
  readonly span: Span;
  readonly plot: { readonly left: number; readonly width: number };
}) {
  const { bar, span, plot } = props;
  const x = (at: number): number => ((at - span.from) / (span.to - span.from)) * plot.width;
  return (
    <span
      className="bars-card__chosen"
      style={{ left: plot.left + x(bar.from), width: x(bar.to) - x(bar.from) }}
      aria-hidden="true"
    />
  );
}

function BarReadout({ bar, per }: { readonly bar: InsightBar; readonly per: BarPer }) {
  const texts = useTexts();
  const currency = useAppState((state) => state.settings.tariff.currency);
  return readoutOf(texts, bar, per, currency);
}

function readoutOf({ t, language }: TextsInUse, bar: InsightBar, per: BarPer, currency: string) {
  const when = barTitle(language, bar, per);
  if (bar.complete === 0 && bar.energy === null) {
    return t('heatPump:barNone', { when });
  }
  const energy = bar.energy === null ? '–' : joined(spokenEnergy(language, bar.energy));
  const paid = bar.cost === null ? '' : ` (${joined(spokenMoney(language, bar.cost, currency))})`;
  return t('heatPump:barReadout', {
    when,
    energy: `${energy}${paid}`,
    starts: t('heatPump:startCount', { count: bar.starts }),
    runTime: joined(spokenDuration(language, bar.runTime)),
  });
}
