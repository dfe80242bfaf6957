import { useId, useRef, useState } from 'react';
import { TextField } from '../connect/text-field.tsx';
import { useTexts } from '../state/texts.tsx';
import { ActionDialog } from './dialog.tsx';
import { OVERLAY_CHARTS, type Overlay, type OverlayChart } from './overlay-store.ts';

interface Props {
  readonly overlay: Overlay | null;
  readonly onChoose: (overlay: Overlay | null) => void;
  readonly onClose: () => void;
}

/** Asks for a series of the Pi's Prometheus and the chart to lay it over. Empty takes it away. */
export function OverlayDialog({ overlay, onChoose, onClose }: Props) {
  const { t } = useTexts();
  const id = useId();
  const [promql, setPromql] = useState(overlay?.promql ?? '');
  const [chart, setChart] = useState<OverlayChart>(overlay?.chart ?? 'power');
  const input = useRef<HTMLInputElement>(null);
  return (
    <ActionDialog
      title={t('historyView:overlay.title')}
      intro={t('historyView:overlay.intro')}
      action={t('historyView:overlay.action')}
      onAction={() => {
        const typed = promql.trim();
        onChoose(typed === '' ? null : { promql: typed, chart });
        return true;
      }}
      onClose={onClose}
    >
      <TextField
        label={t('historyView:overlay.promql')}
        hint={t('historyView:overlay.hint')}
        value={promql}
        problem={null}
        inputRef={input}
        onChange={setPromql}
        onLeave={() => undefined}
      />
      <div className="text-field">
        <label htmlFor={id}>{t('historyView:overlay.chart')}</label>
        <select
          id={id}
          className="input"
          value={chart}
          onChange={({ target }) =>
            setChart(OVERLAY_CHARTS.find((name) => name === target.value) ?? chart)
          }
        >
          {OVERLAY_CHARTS.map((name) => (
            <option key={name} value={name}>
              {t(`historyView:overlay.charts.${name}`)}
            </option>
          ))}
        </select>
      </div>
    </ActionDialog>
  );
}
