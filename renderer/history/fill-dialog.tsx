import { useRef, useState } from 'react';
import type {
  PrometheusAccess,
  PrometheusAddress,
  SeriesChoice,
} from '../../app/history/prometheus.ts';
import { parsePrometheusUrl } from '../../app/history/prometheus-url.ts';
import { TextField } from '../connect/text-field.tsx';
import { useAppState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { ActionDialog } from './dialog.tsx';

interface Props {
  readonly onFill: (address: PrometheusAddress, choice: SeriesChoice) => void;
  readonly onClose: () => void;
}

interface Draft {
  readonly url: string;
  readonly user: string;
  readonly secret: string;
  readonly job: string;
  readonly instance: string;
}

/** With a user the secret is a password, without one a token. */
function accessOf({ user, secret }: Draft, fromUrl: PrometheusAccess): PrometheusAccess {
  if (user !== '') return { kind: 'basic', user, password: secret };
  return secret === '' ? fromUrl : { kind: 'bearer', token: secret };
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** Asks which Prometheus knows what is missing here. */
export function FillDialog({ onFill, onClose }: Props) {
  const { t } = useTexts();
  const known = useAppState((state) => state.settings.prometheus.url);
  const [draft, setDraft] = useState<Draft>({
    url: known,
    user: '',
    secret: '',
    job: '',
    instance: '',
  });
  const [wrong, setWrong] = useState(false);
  const url = useRef<HTMLInputElement>(null);
  const submit = (): boolean => {
    const address = parsePrometheusUrl(draft.url.trim());
    setWrong(address === null);
    if (address === null) {
      url.current?.focus();
      return false;
    }
    const choice = { job: orNull(draft.job), instance: orNull(draft.instance) };
    onFill({ ...address, access: accessOf(draft, address.access) }, choice);
    return true;
  };
  const field = (name: keyof Draft, secret = false) => (
    <TextField
      label={t(`historyView:fill.${name}`)}
      hint={t(`historyView:fill.hints.${name}`)}
      value={draft[name]}
      problem={name === 'url' && wrong ? t('historyView:fill.wrong') : null}
      secret={secret}
      inputRef={name === 'url' ? url : null}
      onChange={(text) => setDraft({ ...draft, [name]: text })}
      onLeave={() => undefined}
    />
  );
  return (
    <ActionDialog
      title={t('historyView:fill.title')}
      intro={t('historyView:fill.intro')}
      action={t('historyView:fill.action')}
      onAction={submit}
      onClose={onClose}
    >
      {field('url')}
      <div className="fill__pair">
        {field('user')}
        {field('secret', true)}
        {field('job')}
        {field('instance')}
      </div>
    </ActionDialog>
  );
}
