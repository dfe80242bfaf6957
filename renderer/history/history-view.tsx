import { useRef, useState } from 'react';
import { formatMeterUrl } from '../../app/meter-url.ts';
import type { EpochMs } from '../../app/units.ts';
import { usePainted } from '../shell/painted.tsx';
import { useTimeInHash } from '../shell/use-view.ts';
import { useAppState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { ZONE } from '../zone.ts';
import { ExportDialog } from './export-dialog.tsx';
import { HistoryCard } from './history-card.tsx';
import { FaultNote } from './history-notes.tsx';
import { RangeBar } from './range-bar.tsx';
import { RecordTasks } from './record-tasks.tsx';
import { TaskStatus } from './task-status.tsx';
import { useHistoryTask } from './use-history-task.ts';
import { useRecordView } from './use-record-view.ts';
import './history.css';

/** Another source has another record. */
export function HistoryView() {
  const source = useAppState((state) => formatMeterUrl(state.live.source));
  const at = useTimeInHash();
  return <RecordView key={`${source} ${at}`} at={at} />;
}

/** @param props.at what the view opens at; null: now */
function RecordView(props: { readonly at: EpochMs | null }) {
  const { t } = useTexts();
  const surface = useRef<HTMLElement>(null);
  const view = useRecordView(surface, props.at);
  const { state, dispatch, range, over, loaded } = view;
  const used = useHistoryTask(loaded.retry);
  const [exporting, setExporting] = useState(false);
  usePainted(loaded.picture !== null || loaded.fault !== null);
  return (
    <div className="history">
      <div className="history__bar">
        <RangeBar state={state} range={range} dispatch={dispatch} />
        <button
          type="button"
          className="button"
          disabled={used.task?.state === 'running'}
          onClick={() => setExporting(true)}
        >
          {t('historyView:export.open')}
        </button>
      </div>
      <TaskStatus {...used} />
      {loaded.fault !== null && <FaultNote fault={loaded.fault} onRetry={loaded.retry} />}
      <HistoryCard surface={surface} view={view} />
      <RecordTasks used={used} overlay={over.overlay} onOverlay={over.choose} />
      {exporting && (
        <ExportDialog
          range={range}
          zone={ZONE}
          onExport={(query) => used.run({ kind: 'export', query })}
          onClose={() => setExporting(false)}
        />
      )}
    </div>
  );
}
