import type { ReactNode } from 'react';
import { CONNECTION_STEPS, type StepState, type StepStates } from '../../app/connection-report.ts';
import { useTexts } from '../state/texts.tsx';

type Outcome = StepState | 'pending';

const SHAPES: Readonly<Record<Outcome, ReactNode>> = {
  ok: (
    <>
      <circle cx="12" cy="12" r="9" fill="currentColor" stroke="none" />
      <path className="step__cut" d="M8 12.5l2.5 2.5 5-5.5" />
    </>
  ),
  failed: (
    <>
      <rect x="3" y="3" width="18" height="18" rx="3" fill="currentColor" stroke="none" />
      <path className="step__cut" d="M8.5 8.5l7 7M15.5 8.5l-7 7" />
    </>
  ),
  skipped: <path d="M8 12h8" />,
  pending: <circle cx="12" cy="12" r="8" strokeDasharray="3 4" />,
};

/** Each step from the name to the values with its own light. null: the test still runs. */
export function StepList(props: { readonly steps: StepStates | null }) {
  const { t } = useTexts();
  const outcomes = CONNECTION_STEPS.map(
    (name) => [name, props.steps?.[name] ?? 'pending'] as const,
  );
  return (
    <ol className="steps">
      {outcomes.map(([name, outcome]) => (
        <li key={name} className={`step step--${outcome}`}>
          <svg
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            strokeLinecap="round"
            strokeLinejoin="round"
            aria-hidden="true"
          >
            {SHAPES[outcome]}
          </svg>
          {t(`connect:steps.${name}`)}
          <span className="unseen">: {t(`connect:outcomes.${outcome}`)}</span>
        </li>
      ))}
    </ol>
  );
}
