import type { ReactNode } from 'react';
import type { Light } from '../../app/diagnostics/light.ts';
import './light.css';

const SHAPES: Readonly<Record<Light, ReactNode>> = {
  ok: (
    <>
      <circle cx="12" cy="12" r="9" fill="currentColor" stroke="none" />
      <path className="light__cut" d="M8 12.5l2.5 2.5 5-5.5" />
    </>
  ),
  doubtful: (
    <>
      <path d="M12 2.5L22.5 21h-21z" fill="currentColor" stroke="none" />
      <path className="light__cut" d="M12 10v4.5M12 17.5v.01" />
    </>
  ),
  failed: (
    <>
      <rect x="3" y="3" width="18" height="18" rx="3" fill="currentColor" stroke="none" />
      <path className="light__cut" d="M8.5 8.5l7 7M15.5 8.5l-7 7" />
    </>
  ),
  skipped: <path d="M8 12h8" />,
  pending: <circle cx="12" cy="12" r="8" strokeDasharray="3 4" />,
};

/** A shape of its own for each state of a light; the word stands beside it. */
export function LightMark(props: { readonly light: Light }) {
  return (
    <svg
      className="light"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {SHAPES[props.light]}
    </svg>
  );
}
