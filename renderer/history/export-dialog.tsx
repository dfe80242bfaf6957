import { useState } from 'react';
import {
  EXPORT_FORMATS,
  type ExportFormat,
  type ExportRequest,
  RESOLUTIONS,
  type Resolution,
} from '../../app/history/export.ts';
import type { TimeRange } from '../../app/history/query.ts';
import { days, hours } from '../../app/units.ts';
import { Select } from '../connect/select.tsx';
import { useTexts } from '../state/texts.tsx';
import { ActionDialog } from './dialog.tsx';
import { rangeText } from './range-text.ts';

interface Props {
  readonly range: TimeRange;
  readonly zone: string;
  readonly onExport: (query: ExportRequest) => void;
  readonly onClose: () => void;
}

/** Fine enough for what the charts show, and not so fine that the file cannot be opened. */
export function usualResolution(span: number): Resolution {
  if (span <= hours(6)) return 'raw';
  if (span <= days(2)) return '30s';
  if (span <= days(14)) return '5m';
  return span <= days(120) ? '1h' : '1d';
}

/** Asks how to write what is shown. The system asks where to. */
export function ExportDialog({ range: shown, zone, onExport, onClose }: Props) {
  const { t, language } = useTexts();
  // What is shown may go on while somebody chooses.
  const [range] = useState(shown);
  const [format, setFormat] = useState<ExportFormat>('csv');
  const [resolution, setResolution] = useState(usualResolution(range.to - range.from));
  return (
    <ActionDialog
      title={t('historyView:export.title')}
      intro={rangeText(language, range)}
      action={t('historyView:export.action')}
      onAction={() => {
        onExport({ from: range.from, to: range.to, format, resolution, language, zone });
        return true;
      }}
      onClose={onClose}
    >
      <Select
        label={t('historyView:export.format')}
        choices={EXPORT_FORMATS}
        text={(choice) => t(`historyView:export.formats.${choice}`)}
        value={format}
        onChange={setFormat}
      />
      <Select
        label={t('historyView:export.resolution')}
        choices={RESOLUTIONS}
        text={(choice) => t(`historyView:export.resolutions.${choice}`)}
        value={resolution}
        onChange={setResolution}
      />
    </ActionDialog>
  );
}
