import { useEffect, useState } from 'react';
import type { DisplayChoice } from '../../app/bridge/desktop.ts';
import { useAppState, useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { Choices } from './choices.tsx';
import type { FieldName } from './fields.ts';

interface Props {
  readonly onChange: (name: FieldName, value: string) => void;
}

const PRIMARY = 'primary';

/** On which display the wall view is shown. One that is not connected stays a choice. */
export function DisplayInput({ onChange }: Props) {
  const { t } = useTexts();
  const { bridge } = useServices();
  const value = useAppState((state) => state.settings.kioskDisplay);
  const [displays, setDisplays] = useState<readonly DisplayChoice[]>([]);
  useEffect(() => {
    void bridge.displays().then(setDisplays);
  }, [bridge]);
  const textOf = ({ name, width, height }: DisplayChoice): string =>
    t('settings:display.one', { name: name || t('settings:display.unnamed'), width, height });
  const choices = [
    { value: PRIMARY, text: t('settings:display.primary') },
    ...displays.map((display) => ({ value: display.key, text: textOf(display) })),
  ];
  if (!choices.some((choice) => choice.value === value)) {
    choices.push({ value, text: t('settings:display.gone', { name: value }) });
  }
  return (
    <Choices
      name={t('settings:names.kioskDisplay')}
      choices={choices}
      value={value}
      hint={null}
      onChange={(key) => onChange('kioskDisplay', key)}
    />
  );
}
