import type { ReactNode } from 'react';
import type { Level } from '../../app/thresholds.ts';

const SHAPES: Readonly<Record<Level, ReactNode>> = {
  good: <circle cx="8" cy="8" r="5.5" />,
  moderate: <path d="M8 1.5L15 14H1z" />,
  alert: <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" />,
};

/** A level as colour and shape: disc, triangle, octagon. */
export function LevelMark(props: { readonly level: Level }) {
  return (
    <svg
      className={`level-mark level--${props.level}`}
      viewBox="0 0 16 16"
      fill="currentColor"
      aria-hidden="true"
    >
      {SHAPES[props.level]}
    </svg>
  );
}
