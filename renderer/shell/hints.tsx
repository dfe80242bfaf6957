import type { MeterHint } from '../../app/meter-hint.ts';
import { hintText } from '../../app/text/hint-text.ts';
import { useTexts } from '../state/texts.tsx';

/** What is unusual at a meter, a sentence each. */
export function Hints(props: { readonly hints: readonly MeterHint[] }) {
  const { t } = useTexts();
  return props.hints.map((hint) => (
    <p key={hint.kind} className="panel__hint" role="note">
      {hintText(t, hint)}
    </p>
  ));
}
