import type { QuietHours } from '../../app/alerts/quiet-hours.ts';
import { quietHoursSchema } from '../../app/alerts/quiet-hours.ts';
import { useTexts } from '../state/texts.tsx';
import { Choices } from './choices.tsx';
import { Switch } from './switch.tsx';
import { TypedField } from './typed-field.tsx';
import { useTyped } from './use-typed.ts';

interface Props {
  readonly quiet: QuietHours;
  readonly onChange: (patch: Partial<QuietHours>) => void;
}

function TimeInput({ quiet, which, onChange }: Props & { readonly which: 'from' | 'until' }) {
  const { t } = useTexts();
  const parse = (text: string): string | null =>
    quietHoursSchema.shape[which].safeParse(text.trim()).data ?? null;
  const typed = useTyped({
    value: quiet[which],
    parse,
    onChange: (time) => onChange({ [which]: time }),
  });
  const name = t(`alerts:rules.${which}`);
  const hint = typed.isWrong ? t('alerts:rules.notTime', { name }) : '';
  return <TypedField name={name} typed={typed} isNumber hint={hint} />;
}

/** When the desktop stays still, and what is told afterwards. */
export function QuietHoursInput(props: Props) {
  const { t } = useTexts();
  const { quiet, onChange } = props;
  const name = t('alerts:rules.quiet');
  return (
    <fieldset className="rule" aria-label={name}>
      <Switch
        name={name}
        text={t('settings:on')}
        checked={quiet.enabled}
        hint={null}
        onChange={(enabled) => onChange({ enabled })}
      />
      {quiet.enabled && (
        <>
          <TimeInput {...props} which="from" />
          <TimeInput {...props} which="until" />
          <Choices
            name={t('alerts:rules.afterwards')}
            choices={[
              { value: 'defer', text: t('alerts:rules.defer') },
              { value: 'mute', text: t('alerts:rules.mute') },
            ]}
            value={quiet.afterwards}
            hint={null}
            onChange={(afterwards) => onChange({ afterwards })}
          />
        </>
      )}
    </fieldset>
  );
}
