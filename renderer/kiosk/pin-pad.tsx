import { useEffect, useState } from 'react';
import { PIN_LONGEST, PIN_SHORTEST, type PinAnswer } from '../../app/kiosk/pin.ts';
import { useSecondsUntil } from '../shell/age.tsx';
import { useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;
/** Somebody who walked away left the wall as it was. */
const GIVE_UP_MS = 30_000;

/** Asks for the PIN, by fingers or by keys. */
export function PinPad(props: { readonly onEnd: () => void }) {
  const { onEnd } = props;
  const { t } = useTexts();
  const { bridge } = useServices();
  const [pin, setPin] = useState('');
  const [answer, setAnswer] = useState<PinAnswer | null>(null);

  const type = (digit: string): void => {
    setAnswer(null);
    setPin((before) => (before + digit).slice(0, PIN_LONGEST));
  };
  const erase = (): void => setPin((before) => before.slice(0, -1));
  const unlock = (): void => {
    setPin('');
    void bridge.leaveKiosk(pin).then(setAnswer);
  };
  const onKeyDown = ({ key }: React.KeyboardEvent): void => {
    if (DIGITS.some((digit) => digit === key)) type(key);
    else if (key === 'Backspace') erase();
    else if (key === 'Escape') onEnd();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: every key begins the wait anew.
  useEffect(() => {
    const timer = setTimeout(onEnd, GIVE_UP_MS);
    return () => clearTimeout(timer);
  }, [pin, onEnd]);

  return (
    <div
      className="pin"
      role="dialog"
      aria-modal="true"
      aria-label={t('kiosk:locked')}
      onKeyDown={onKeyDown}
    >
      <form
        className="pin__pad"
        onSubmit={(event) => {
          event.preventDefault();
          unlock();
        }}
      >
        <h2 className="pin__title">{t('kiosk:locked')}</h2>
        <output className="pin__typed" aria-label={t('kiosk:pin')}>
          {'•'.repeat(pin.length)}
        </output>
        <p className="pin__answer" role="alert">
          <Refusal answer={answer} />
        </p>
        <div className="pin__digits">
          {DIGITS.map((digit, index) => (
            <button
              key={digit}
              type="button"
              className="button pin__digit"
              aria-label={t('kiosk:digit', { digit })}
              // biome-ignore lint/a11y/noAutofocus: the pad is all there is, and keys have to reach it.
              autoFocus={index === 0}
              onClick={() => type(digit)}
            >
              {digit}
            </button>
          ))}
          <button type="button" className="button pin__digit" onClick={erase}>
            {t('kiosk:erase')}
          </button>
        </div>
        <button
          type="submit"
          className="button button--primary"
          disabled={pin.length < PIN_SHORTEST}
        >
          {t('kiosk:unlock')}
        </button>
        <button type="button" className="button" onClick={onEnd}>
          {t('kiosk:stay')}
        </button>
      </form>
    </div>
  );
}

function Refusal(props: { readonly answer: PinAnswer | null }) {
  const { t } = useTexts();
  const { answer } = props;
  if (answer?.kind === 'wrong') return t('kiosk:wrong');
  return answer?.kind === 'wait' ? <Wait until={answer.until} /> : null;
}

function Wait(props: { readonly until: Extract<PinAnswer, { kind: 'wait' }>['until'] }) {
  const { t } = useTexts();
  return t('kiosk:wait', { seconds: useSecondsUntil(props.until) });
}
