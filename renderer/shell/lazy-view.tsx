import { type ComponentType, lazy, Suspense, useState } from 'react';
import { usePainted } from './painted.tsx';

/** A view whose script is read when it is first shown, or before by `preload`. */
export interface LazyView {
  /** What to show now: the view where it is there, else a component that waits for it. */
  readonly now: () => ComponentType;
  readonly preload: () => Promise<unknown>;
}

/** Splits a view off the first script. */
export function lazyView(load: () => Promise<ComponentType>): LazyView {
  let loaded: ComponentType | null = null;
  const preload = async (): Promise<{ readonly default: ComponentType }> => {
    loaded = await load();
    return { default: loaded };
  };
  const awaited = lazy(preload);
  return { now: () => loaded ?? awaited, preload };
}

/** One that is preloaded is shown at once, like any other. */
export function Lazily({ view }: { readonly view: LazyView }) {
  // Chosen once: another component would begin anew.
  const [View] = useState(() => view.now());
  return (
    <Suspense fallback={<Awaiting />}>
      <View />
    </Suspense>
  );
}

/** The bare ground for the few milliseconds that reading takes. */
function Awaiting() {
  usePainted(false);
  return null;
}
