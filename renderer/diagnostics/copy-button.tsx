import { useEffect, useState } from 'react';
import { useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';

interface Props {
  /** What the button says before it was pressed. */
  readonly label: string;
  /** For screen readers, where `label` alone would not tell which. */
  readonly describes?: string;
  /** Asked when the button is pressed. */
  readonly text: () => string;
}

/** So long the button says that it has copied. */
const SAYS_SO_MS = 2000;

/** Puts a text on the clipboard. */
export function CopyButton({ label, describes, text }: Props) {
  const { t } = useTexts();
  const { bridge } = useServices();
  const [copied, setCopied] = useState(0);
  useEffect(() => {
    if (copied === 0) return;
    const timer = setTimeout(() => setCopied(0), SAYS_SO_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (): void => {
    void bridge.copyText(text()).then(() => setCopied((times) => times + 1));
  };
  return (
    <>
      <button type="button" className="button copy" aria-label={describes ?? label} onClick={copy}>
        <span className="copy__label" data-hidden={copied > 0} aria-hidden="true">
          {label}
        </span>
        <span className="copy__label" data-hidden={copied === 0} aria-hidden="true">
          {t('diagnostics:copied')}
        </span>
      </button>
      <span className="unseen" role="status">
        {copied > 0 && t('diagnostics:copied')}
      </span>
    </>
  );
}
