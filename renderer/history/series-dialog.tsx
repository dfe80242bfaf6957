import { useState } from 'react';
import type { SeriesChoice } from '../../app/history/prometheus.ts';
import { seriesText } from '../../app/text/prometheus-text.ts';
import { Choices } from '../settings/choices.tsx';
import { useTexts } from '../state/texts.tsx';
import { ActionDialog } from './dialog.tsx';

interface Props {
  readonly choices: readonly SeriesChoice[];
  /** How many there are, of which `choices` are the first. */
  readonly count: number;
  readonly onChoose: (choice: SeriesChoice) => void;
  readonly onClose: () => void;
}

/** Asks which of a Prometheus' series is the meter of this history. */
export function SeriesDialog({ choices, count, onChoose, onClose }: Props) {
  const { t } = useTexts();
  const [chosen, setChosen] = useState(0);
  return (
    <ActionDialog
      title={t('historyView:series.title')}
      intro={t('historyView:series.intro', { count })}
      action={t('historyView:fill.action')}
      onAction={() => {
        const choice = choices[chosen];
        if (choice !== undefined) onChoose(choice);
        return true;
      }}
      onClose={onClose}
    >
      <Choices
        name={t('historyView:series.name')}
        choices={choices.map((choice, index) => ({
          value: String(index),
          text: seriesText(t, choice, choices),
        }))}
        value={String(chosen)}
        hint={
          count > choices.length ? t('historyView:series.more', { shown: choices.length }) : null
        }
        onChange={(index) => setChosen(Number(index))}
      />
    </ActionDialog>
  );
}
