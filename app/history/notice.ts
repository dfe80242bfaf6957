import type { Notice } from '../bridge/state.ts';
import type { HistoryFault, HistoryNotice } from './fault.ts';

const fileIn = (fault: HistoryFault): string => ('file' in fault ? fault.file : '');

/** Which notice text says it, and with what in it. */
export function historyNotice(notice: HistoryNotice): Pick<Notice, 'text' | 'values'> {
  switch (notice.kind) {
    case 'set-aside':
      return { text: 'historySetAside', values: { file: notice.file, days: notice.days } };
    case 'foreign-removed':
      return { text: 'historyForeignRemoved', values: { file: notice.file, names: notice.names } };
    case 'left-out':
      return { text: 'historyLeftOut', values: { file: notice.file, names: notice.names } };
    case 'restore-finished':
      return notice.file === null
        ? { text: 'historyRestoreFinished', values: {} }
        : { text: 'historyRestoreFinishedKept', values: { file: notice.file } };
    case 'restore-undone':
      return { text: 'historyRestoreUndone', values: {} };
    case 'brought-back':
      return { text: 'historyBroughtBack', values: { file: notice.file } };
    case 'not-writing':
      return {
        text: `historyNotWriting-${notice.fault.kind}`,
        values: { file: fileIn(notice.fault) },
      };
    case 'clock-not-set':
      return { text: 'historyClockNotSet', values: {} };
    case 'writing-again':
      return { text: 'historyWritingAgain', values: {} };
    case 'low-space':
      return { text: 'historyLowSpace', values: { mb: Math.round(notice.freeBytes / 1e6) } };
  }
}
