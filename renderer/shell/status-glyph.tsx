import type { ReactNode } from 'react';
import type { Freshness } from '../../app/live.ts';

const SHAPES: Readonly<Record<Freshness, ReactNode>> = {
  live: <circle cx="12" cy="12" r="7" fill="currentColor" stroke="none" />,
  stale: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7v5l3.5 2" />
    </>
  ),
  offline: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M8.5 8.5l7 7M15.5 8.5l-7 7" />
    </>
  ),
  waiting: (
    <g fill="currentColor" stroke="none">
      <circle cx="5" cy="12" r="2.5" />
      <circle cx="12" cy="12" r="2.5" />
      <circle cx="19" cy="12" r="2.5" />
    </g>
  ),
  paused: <path d="M8.5 6v12M15.5 6v12" strokeWidth="4" />,
};

/** A shape of its own for each state of the connection. */
export function StatusGlyph(props: { readonly freshness: Freshness }) {
  return (
    <svg
      className="status__glyph"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.5"
      strokeLinecap="round"
      aria-hidden="true"
    >
      {SHAPES[props.freshness]}
    </svg>
  );
}
