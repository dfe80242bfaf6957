import { useState } from 'react';
import type { EpochMs } from '../../app/units.ts';
import { useTexts } from '../state/texts.tsx';
import { ReportDialog } from './report-dialog.tsx';

/** Opens the dialog that makes a report, of the month that holds `at` unless another is chosen. */
export function ReportButton({ at }: { readonly at: EpochMs }) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t('report:dialog.open')}
      </button>
      {open && <ReportDialog at={at} onClose={() => setOpen(false)} />}
    </>
  );
}
