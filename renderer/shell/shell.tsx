import { useRef } from 'react';
import { useTexts } from '../state/texts.tsx';
import { Announcer } from './announcer.tsx';
import { Navigation } from './navigation.tsx';
import { Notices } from './notices.tsx';
import { PaintedProvider, usePaintedReport } from './painted.tsx';
import { SourceBar } from './source-bar.tsx';
import { StatusPill } from './status-pill.tsx';
import { TroubleStrip } from './trouble-strip.tsx';
import { useDocument } from './use-document.ts';
import { usePreload } from './use-preload.ts';
import { useReady } from './use-ready.ts';
import { useView } from './use-view.ts';
import './shell.css';

/** What surrounds every view. */
export function Shell() {
  const { t } = useTexts();
  const { name, content: Content } = useView();
  const main = useRef<HTMLElement>(null);
  useDocument(name);
  const [painted, reportPainted] = usePaintedReport();
  useReady(name, painted);
  usePreload(painted);
  return (
    <div className="shell">
      <button type="button" className="button skip unseen" onClick={() => main.current?.focus()}>
        {t('shell:skip')}
      </button>
      <Navigation />
      <header className="header">
        <SourceBar />
        <StatusPill />
      </header>
      <div className="stage">
        <TroubleStrip />
        <Notices />
        <main
          ref={main}
          className="content"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it.
          tabIndex={0}
        >
          <h1 className="unseen">{t(`shell:views.${name}`)}</h1>
          <PaintedProvider report={reportPainted}>
            <Content key={name} />
          </PaintedProvider>
        </main>
      </div>
      <Announcer />
    </div>
  );
}
