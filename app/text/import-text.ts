import type { ImportFault } from '../history/import.ts';
import { historyFaultText } from './history-text.ts';
import type { Translate } from './translate.ts';

/** Why a file was not taken in. */
export function importFaultText(t: Translate, fault: ImportFault): string {
  if (fault.kind === 'history') return historyFaultText(t, fault.fault);
  return t(`history:import.${fault.kind}`, { file: fault.file, line: fault.line });
}
