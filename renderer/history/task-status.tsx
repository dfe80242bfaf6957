import type { HistoryTask } from '../../app/history/task.ts';
import { shareText } from '../../app/text/numbers.ts';
import { taskFaultText } from '../../app/text/task-text.ts';
import { CloseIcon } from '../shell/icons.tsx';
import { useTexts } from '../state/texts.tsx';
import type { UsedTask } from './use-history-task.ts';
import './task-status.css';

/** How far a task is, or how it ended. */
export function TaskStatus({ task, cancel, forget }: UsedTask) {
  const { t } = useTexts();
  // Whoever cancelled knows.
  if (task === null || task.state === 'cancelled') return null;
  if (task.state === 'running') return <Running task={task} cancel={cancel} />;
  return (
    <div className="task" role={task.state === 'failed' ? 'alert' : 'status'}>
      <p className="task__text">
        {task.state === 'failed' ? taskFaultText(t, task.why) : <Done task={task} />}
      </p>
      <button
        type="button"
        className="button button--icon button--plain"
        aria-label={t('shell:dismiss')}
        onClick={forget}
      >
        <CloseIcon />
      </button>
    </div>
  );
}

function Running(props: {
  readonly task: HistoryTask & { readonly state: 'running' };
  readonly cancel: () => void;
}) {
  const { t, language } = useTexts();
  const { kind, part } = props.task;
  const label = t(`historyView:tasks.running.${kind}`);
  return (
    <div className="task task--running">
      <p className="task__text">{label}</p>
      <progress
        className="task__bar"
        aria-label={label}
        {...(part === null ? {} : { value: part })}
      />
      <span className="task__part">{part === null ? '' : shareText(language, part)}</span>
      <button type="button" className="button" onClick={props.cancel}>
        {t('historyView:tasks.cancel')}
      </button>
    </div>
  );
}

function Done({ task }: { readonly task: HistoryTask & { readonly state: 'done' } }) {
  const { t } = useTexts();
  const { kind, file, readings, rejected } = task;
  if (readings !== null) {
    return t('historyView:tasks.added', { count: readings, rejected: rejected ?? 0 });
  }
  return t(`historyView:tasks.done.${kind}`, { file: file ?? '' });
}
