import { useState } from 'react';
import { after, days } from '../../app/units.ts';
import { useAppState, useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { FillDialog } from './fill-dialog.tsx';
import type { UsedTask } from './use-history-task.ts';

/** What can be done with the whole record. */
export function RecordTasks({ task, run }: UsedTask) {
  const { t } = useTexts();
  const { clock } = useServices();
  const kept = useAppState((state) => state.settings.historyDays);
  const [filling, setFilling] = useState(false);
  const busy = task?.state === 'running';
  const button = (name: 'fill' | 'import' | 'backup' | 'restore', onClick: () => void) => (
    <button type="button" className="button" disabled={busy} onClick={onClick}>
      {t(`historyView:tasks.${name}`)}
    </button>
  );
  return (
    <section className="record-tasks" aria-label={t('historyView:tasks.title')}>
      {button('fill', () => setFilling(true))}
      {button('import', () => run({ kind: 'import' }))}
      {button('backup', () => run({ kind: 'backup' }))}
      {button('restore', () => run({ kind: 'restore' }))}
      {filling && (
        <FillDialog
          onFill={(address, choice) => {
            const to = clock.now();
            const range = { from: after(to, -days(kept)), to };
            run({ kind: 'backfill', address, choice, range });
          }}
          onClose={() => setFilling(false)}
        />
      )}
    </section>
  );
}
