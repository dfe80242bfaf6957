import { useState } from 'react';
import { seriesQuestion } from '../../app/history/prometheus.ts';
import type { HistoryTask } from '../../app/history/task.ts';
import { after, days } from '../../app/units.ts';
import { useAppState, useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { FillDialog } from './fill-dialog.tsx';
import { OverlayDialog } from './overlay-dialog.tsx';
import type { Overlay } from './overlay-store.ts';
import { SeriesDialog } from './series-dialog.tsx';
import type { UsedTask } from './use-history-task.ts';

interface Props {
  readonly used: UsedTask;
  readonly overlay: Overlay | null;
  readonly onOverlay: (overlay: Overlay | null) => void;
}

/** Asks which series is meant once it turns out that there are several, and fills with that one. */
function SeriesQuestion({ task, request, run }: UsedTask) {
  const [left, setLeft] = useState<HistoryTask | null>(null);
  if (task?.state !== 'failed' || task.why.from !== 'prometheus' || task === left) return null;
  const question = seriesQuestion(task.why.fault);
  if (question === null || request?.kind !== 'backfill') return null;
  return (
    <SeriesDialog
      choices={question.choices}
      count={question.count}
      onChoose={(choice) => run({ ...request, choice })}
      onClose={() => setLeft(task)}
    />
  );
}

/** What can be done with the whole record, and what can be laid over it. */
export function RecordTasks({ used, overlay, onOverlay }: Props) {
  const { task, run } = used;
  const { t } = useTexts();
  const { clock } = useServices();
  const kept = useAppState((state) => state.settings.historyDays);
  const [filling, setFilling] = useState(false);
  const [overlaying, setOverlaying] = useState(false);
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
      <button type="button" className="button" onClick={() => setOverlaying(true)}>
        {t('historyView:overlay.open')}
      </button>
      {overlaying && (
        <OverlayDialog
          overlay={overlay}
          onChoose={onOverlay}
          onClose={() => setOverlaying(false)}
        />
      )}
      <SeriesQuestion {...used} />
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
