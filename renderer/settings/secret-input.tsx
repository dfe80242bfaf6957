import { useEffect, useState } from 'react';
import { type SecretState, secretSchema } from '../../app/settings-secret.ts';
import { useAppState, useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { SecretField } from './secret-field.tsx';

const mayBe = (typed: string): boolean => secretSchema.safeParse(typed).success;

/** The password or token for the Pi's Prometheus. It goes to main and never comes back. */
export function SecretInput() {
  const { t } = useTexts();
  const { bridge } = useServices();
  const { url } = useAppState((state) => state.settings.prometheus);
  const access = useAppState((state) => state.settings.prometheusAccess);
  const [state, setState] = useState<SecretState | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a secret belongs to an address.
  useEffect(() => {
    void bridge.secretState().then(setState);
  }, [bridge, url]);
  if (state === null || access === 'open') return null;
  const { hasSecret, keeping } = state;
  const set = (secret: string | null): void => {
    void bridge.setSecret(secret).then(setState);
  };
  return (
    <SecretField
      name={t(`settings:secret.${access}`)}
      action={t(`settings:secret.keep.${keeping}`)}
      hint={t(`settings:secret.${hasSecret ? 'kept' : 'none'}.${keeping}`)}
      isWrong={false}
      mayBe={mayBe}
      onSend={set}
    >
      {hasSecret && (
        <button type="button" className="button" onClick={() => set(null)}>
          {t('settings:secret.remove')}
        </button>
      )}
    </SecretField>
  );
}
