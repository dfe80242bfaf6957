import type { TaskFault } from '../history/task.ts';
import { historyFaultText } from './history-text.ts';
import { importFaultText } from './import-text.ts';
import { prometheusFaultText } from './prometheus-text.ts';
import type { Translate } from './translate.ts';

/** Why a task on the history failed, and what a person can do about it. */
export function taskFaultText(t: Translate, why: TaskFault): string {
  switch (why.from) {
    case 'history':
      return historyFaultText(t, why.fault);
    case 'import':
      return importFaultText(t, why.fault);
    case 'prometheus':
      return prometheusFaultText(t, why.fault);
  }
}
