import type { Translate } from '../../app/text/translate.ts';

export type PrintFault =
  /** The page had nothing to show, and says why. */
  | { readonly kind: 'nothing-shown'; readonly reason: string }
  | { readonly kind: 'not-written'; readonly reason: string };

export const printFaultText = (t: Translate, fault: PrintFault, file: string): string =>
  fault.kind === 'nothing-shown' && fault.reason !== ''
    ? fault.reason
    : t('flags:fileNotWritten', { file, reason: fault.reason || t('flags:reportTimeout') });
