import type { i18n } from 'i18next';
import { BareView } from './kiosk/bare-view.tsx';
import { ErrorBoundary } from './shell/error-boundary.tsx';
import { Shell } from './shell/shell.tsx';
import { useBareView } from './shell/use-view.ts';
import { type Services, ServicesProvider, useHasState } from './state/services.tsx';
import { TextsProvider } from './state/texts.tsx';

interface Props {
  readonly services: Services;
  readonly texts: i18n;
}

export function App({ services, texts }: Props) {
  return (
    <ErrorBoundary t={texts.t}>
      <ServicesProvider services={services}>
        <Follower texts={texts} />
      </ServicesProvider>
    </ErrorBoundary>
  );
}

/** Main answers the first snapshot within a frame or two; until then the bare ground is shown. */
function Follower({ texts }: Pick<Props, 'texts'>) {
  const bare = useBareView();
  if (!useHasState()) return null;
  return (
    <TextsProvider texts={texts}>
      {bare === null ? <Shell /> : <BareView {...bare} />}
    </TextsProvider>
  );
}
