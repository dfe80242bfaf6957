import { useLayoutEffect } from 'react';
import { useAppState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import type { ViewName } from './view-hash.ts';

/** Title, theme and phase colours, which the style sheets take from the document. */
export function useDocument(view: ViewName): void {
  const { t } = useTexts();
  const chosen = useAppState((state) => state.settings.theme);
  // Paper is white.
  const theme = view === 'report' ? 'light' : chosen;
  const phases = useAppState((state) => state.settings.phaseColours);
  const title = `${t(`shell:views.${view}`)} – ${t('appName')}`;
  useLayoutEffect(() => {
    document.title = title;
  }, [title]);
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset.theme;
    else dataset.theme = theme;
    dataset.phases = phases;
  }, [theme, phases]);
}
