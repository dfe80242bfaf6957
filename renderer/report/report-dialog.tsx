import { useState } from 'react';
import { monthsUpTo, periodQuery } from '../../app/report/period.ts';
import { REPORT_FORMATS, type ReportFormat } from '../../app/report/report.ts';
import type { ExportAnswer } from '../../app/settings-transfer.ts';
import type { Language } from '../../app/text/texts.ts';
import type { Translate } from '../../app/text/translate.ts';
import type { EpochMs } from '../../app/units.ts';
import { Select } from '../connect/select.tsx';
import { ActionDialog } from '../history/dialog.tsx';
import { useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { ZONE } from '../zone.ts';
import { periodText } from './period-text.ts';

interface Props {
  /** In the month that is chosen at first. */
  readonly at: EpochMs;
  readonly onClose: () => void;
}

/** Three years; older months can be had on the command line. */
const MONTHS = 36;

function monthText(month: string, language: Language): string {
  const query = periodQuery(month, ZONE);
  return query === null ? month : periodText(query, language);
}

function answerText(t: Translate, answer: ExportAnswer): string {
  if (answer.kind === 'cancelled') return '';
  return t(`report:dialog.${answer.kind}`, { file: '', reason: '', ...answer });
}

/** Asks for a month and a form; the system asks where to. */
export function ReportDialog({ at, onClose }: Props) {
  const { t, language } = useTexts();
  const { bridge, clock } = useServices();
  const [months] = useState(() => monthsUpTo(clock.now(), ZONE, MONTHS));
  const [month, setMonth] = useState(() => {
    const [wanted = ''] = monthsUpTo(at, ZONE, 1);
    return months.includes(wanted) ? wanted : (months[0] ?? '');
  });
  const [format, setFormat] = useState<ReportFormat>('pdf');
  const [said, setSaid] = useState('');
  const save = async (): Promise<void> => {
    setSaid(t('report:dialog.working'));
    setSaid(answerText(t, await bridge.saveReport(month, format)));
  };
  return (
    <ActionDialog
      title={t('report:dialog.title')}
      intro={t('report:dialog.intro')}
      action={t('report:dialog.action')}
      onAction={() => {
        void save();
        return false;
      }}
      onClose={onClose}
    >
      <Select
        label={t('report:dialog.month')}
        choices={months}
        text={(choice) => monthText(choice, language)}
        value={month}
        onChange={setMonth}
      />
      <Select
        label={t('report:dialog.format')}
        choices={REPORT_FORMATS}
        text={(choice) => t(`report:dialog.formats.${choice}`)}
        value={format}
        onChange={setFormat}
      />
      <p className="field__hint" role="status">
        {said}
      </p>
    </ActionDialog>
  );
}
