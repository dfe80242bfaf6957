import type { HistoryFault } from '../history/fault.ts';
import type { Translate } from './translate.ts';

/** What is wrong with the history and what a person can do about it. */
export function historyFaultText(t: Translate, fault: HistoryFault): string {
  switch (fault.kind) {
    case 'in-use':
    case 'newer':
    case 'not-ours':
    case 'corrupt':
    case 'altered':
    case 'not-a-file':
    case 'not-there':
    case 'already-there':
    case 'read-only':
    case 'no-space':
      return t(`history:faults.${fault.kind}`, { file: fault.file });
    case 'cannot-open':
      return t('history:faults.cannot-open', { file: fault.file, detail: fault.detail });
    case 'cancelled':
      return t('history:faults.cancelled');
    case 'gone':
      return t('history:faults.gone', { detail: fault.detail });
  }
}
