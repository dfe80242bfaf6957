import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Bridge } from '../app/bridge/contract.ts';
import { languageOf } from '../app/text/texts.ts';
import { createTexts } from '../app/text/translate.ts';
import { App } from './app.tsx';
import { createAppStore } from './state/app-store.ts';
import { clockAheadIn, systemClock } from './state/wall-clock.ts';
import './zone.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly bridge: Bridge;
  }
}

const { bridge } = window;
const clock = systemClock(document, clockAheadIn(location.search));
const services = { bridge, store: createAppStore(bridge), clock };
const texts = createTexts(languageOf(navigator.language));

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');
createRoot(root).render(
  <StrictMode>
    <App services={services} texts={texts} />
  </StrictMode>,
);
