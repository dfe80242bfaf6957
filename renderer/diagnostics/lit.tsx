import type { ReactNode } from 'react';
import type { Light } from '../../app/diagnostics/light.ts';
import { LightMark } from '../shell/light.tsx';
import { useTexts } from '../state/texts.tsx';

interface Props {
  readonly light: Light;
  /** What the light stands for. */
  readonly name: string;
  /** Instead of the light's usual word. */
  readonly word?: string | undefined;
  /** What is known beyond the light. */
  readonly children?: ReactNode;
}

/** A light with its shape, its name and its word. */
export function Lit({ light, name, word, children }: Props) {
  const { t } = useTexts();
  return (
    <div className={`lit lit--${light}`}>
      <LightMark light={light} />
      <span className="lit__name">{name}</span>
      <span className="lit__word">{word ?? t(`diagnostics:lights.${light}`)}</span>
      {children !== undefined && children !== null && <p className="lit__note">{children}</p>}
    </div>
  );
}
