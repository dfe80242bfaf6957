import { useCallback, useEffect, useRef, useState } from 'react';
import { type ConnectionReport, isUsable } from '../../app/connection-report.ts';
import type { MeterAddress } from '../../app/meter-url.ts';
import { useServices } from '../state/services.tsx';

export type TestState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly report: ConnectionReport }
  /** The test itself could not be run. */
  | { readonly kind: 'broken' };

const NONE: TestState = { kind: 'none' };

/** Runs one test at a time; its result is dropped once it was stopped or the form is gone. */
export function useConnectionTest(onPassed: (address: MeterAddress) => void) {
  const { bridge } = useServices();
  const [test, setTest] = useState<TestState>(NONE);
  const current = useRef<symbol | null>(null);

  const stop = useCallback((): void => {
    if (current.current === null) return;
    current.current = null;
    void bridge.cancelConnectionTest();
  }, [bridge]);
  useEffect(() => stop, [stop]);

  const run = (address: MeterAddress): void => {
    stop();
    const own = Symbol();
    current.current = own;
    const end = (next: TestState): void => {
      if (current.current !== own) return;
      current.current = null;
      setTest(next);
      if (next.kind === 'done' && isUsable(next.report)) onPassed(address);
    };
    setTest({ kind: 'running' });
    bridge.testConnection(address).then(
      (report) => end({ kind: 'done', report }),
      () => end({ kind: 'broken' }),
    );
  };
  const clear = (): void => {
    stop();
    setTest(NONE);
  };
  return { test, run, clear };
}
