import type { ImportFault } from '../history/import.ts';
import { historyFaultText } from './history-text.ts';
import type { Translate } from './translate.ts';

/** Why a file was not taken in. */
export function importFaultText(t: Translate, fault: ImportFault): string {
  if (fault.kind === 'history') return historyFaultText(t, fault.fault);
  if (fault.kind === 'stopped') {
    const reason = importFaultText(t, fault.why);
    return t('history:stopped', { reason, count: fault.readings });
  }
  return t(`history:import.${fault.kind}`, { file: fault.file, line: fault.line });
}
