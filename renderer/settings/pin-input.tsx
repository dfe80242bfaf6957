import { useEffect, useState } from 'react';
import { PIN_LONGEST, PIN_SHORTEST, type PinAnswer, pinSchema } from '../../app/kiosk/pin.ts';
import { useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { SecretField } from './secret-field.tsx';

const isPin = (typed: string): boolean => pinSchema.safeParse(typed).success;

/** The PIN without which nobody leaves the wall view. A set one is typed before it goes. */
export function PinInput() {
  const { t } = useTexts();
  const { bridge } = useServices();
  const [isSet, setIsSet] = useState(false);
  const [answer, setAnswer] = useState<PinAnswer | null>(null);
  useEffect(() => {
    void bridge.hasKioskPin().then(setIsSet);
  }, [bridge]);
  const send = (typed: string): void => {
    const sent = isSet ? bridge.setKioskPin(typed, null) : bridge.setKioskPin(null, typed);
    void sent.then((given) => {
      setAnswer(given);
      void bridge.hasKioskPin().then(setIsSet);
    });
  };
  const isRefused = answer !== null && answer.kind !== 'done';
  const hint = t(`settings:pin.${isSet ? 'set' : 'none'}`, {
    shortest: PIN_SHORTEST,
    longest: PIN_LONGEST,
  });
  return (
    <SecretField
      name={t('settings:names.pin')}
      action={t(`settings:pin.${isSet ? 'remove' : 'keep'}`)}
      hint={isRefused ? t(`settings:pin.${answer.kind}`) : hint}
      isWrong={isRefused}
      mayBe={isPin}
      isDigits
      onSend={send}
    />
  );
}
