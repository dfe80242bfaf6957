import { useState } from 'react';
import { useTexts } from '../state/texts.tsx';
import { ReportDialog } from './report-dialog.tsx';

/** Opens the dialog that makes a report. */
export function ReportButton() {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t('report:dialog.open')}
      </button>
      {open && <ReportDialog onClose={() => setOpen(false)} />}
    </>
  );
}
