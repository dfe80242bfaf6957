import { useId, useState } from 'react';
import { type LogLine, matchesFilter } from '../../app/diagnostics/log-line.ts';
import { useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { ZONE } from '../zone.ts';
import { Panel } from './panel.tsx';

/** Rows that are drawn; the files hold more. */
const SHOWN = 200;

function Entries(props: { readonly lines: readonly LogLine[] }) {
  const { t, language } = useTexts();
  const time = new Intl.DateTimeFormat(language, {
    timeZone: ZONE,
    day: '2-digit',
    month: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  return (
    <ol className="log" lang="en">
      {props.lines.map(({ at, level, area, text }, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: rows hold no state, and two entries can be alike.
          key={index}
          className={`log__line log__line--${level}`}
        >
          <time dateTime={new Date(at).toISOString()}>{time.format(at)}</time>
          <span lang={language}>{t(`diagnostics:log.levels.${level}`)}</span>
          <span>{area}</span>
          <span className="log__text">{text}</span>
        </li>
      ))}
    </ol>
  );
}

/** The newest entries of the log, newest first. null: main has not answered yet. */
export function LogPanel(props: { readonly lines: readonly LogLine[] | null }) {
  const { t } = useTexts();
  const { bridge } = useServices();
  const id = useId();
  const [word, setWord] = useState('');
  const [onlySevere, setOnlySevere] = useState(false);
  const matching = (props.lines ?? []).filter((line) => matchesFilter(line, { onlySevere, word }));
  const shown = matching.slice(-SHOWN).toReversed();
  return (
    <Panel
      name="log"
      title={t('diagnostics:log.title')}
      action={
        <button type="button" className="button" onClick={() => void bridge.openLogFolder()}>
          {t('diagnostics:log.folder')}
        </button>
      }
    >
      <div className="log__filter">
        <label htmlFor={id}>{t('diagnostics:log.filter')}</label>
        <input
          id={id}
          className="input"
          type="search"
          value={word}
          onChange={(event) => setWord(event.target.value)}
        />
        <label className="log__severe">
          <input
            type="checkbox"
            checked={onlySevere}
            onChange={(event) => setOnlySevere(event.target.checked)}
          />
          {t('diagnostics:log.onlySevere')}
        </label>
      </div>
      {props.lines !== null && shown.length === 0 && (
        <p className="panel__text">{t('diagnostics:log.empty')}</p>
      )}
      {shown.length > 0 && (
        <section
          className="log__scroll"
          aria-label={t('diagnostics:log.entries')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it.
          tabIndex={0}
        >
          <Entries lines={shown} />
        </section>
      )}
    </Panel>
  );
}
