import { CONNECTION_STEPS, type StepStates } from '../../app/connection-report.ts';
import { LightMark } from '../shell/light.tsx';
import { useTexts } from '../state/texts.tsx';

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
          <LightMark light={outcome} />
          {t(`connect:steps.${name}`)}
          <span className="unseen">: {t(`connect:outcomes.${outcome}`)}</span>
        </li>
      ))}
    </ol>
  );
}
