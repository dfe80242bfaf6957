import { createContext, type ReactNode, useContext, useLayoutEffect, useState } from 'react';

type Report = (painted: boolean) => void;
const PaintedContext = createContext<Report>(() => undefined);

/** Lets a view say that it is not ready while it waits for more than the first reading. */
export function PaintedProvider(props: { readonly report: Report; readonly children: ReactNode }) {
  return <PaintedContext value={props.report}>{props.children}</PaintedContext>;
}

/** Keeps the document from being called ready until `painted`. */
export function usePainted(painted: boolean): void {
  const report = useContext(PaintedContext);
  useLayoutEffect(() => {
    report(painted);
    return () => report(true);
  }, [report, painted]);
}

/** What the view said; true for a view that says nothing. */
export const usePaintedReport = (): readonly [boolean, Report] => useState(true);
