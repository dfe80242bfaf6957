import type { MeterHint } from '../meter-hint.ts';
import type { Translate } from './translate.ts';

/** What is unusual at a meter, and what a person can do about it. */
export function hintText(t: Translate, hint: MeterHint): string {
  switch (hint.kind) {
    case 'padded':
      return t('diagnostics:hints.padded', { replies: hint.replies });
    case 'slow':
      return t('diagnostics:hints.slow', { seconds: hint.upToMs / 1000 });
    case 'stalled':
      return t('diagnostics:hints.stalled', { seconds: hint.forMs / 1000 });
    case 'unnumbered':
      return t('diagnostics:hints.unnumbered');
    case 'total-only':
      return t('diagnostics:hints.total-only');
    case 'import-still':
      return t('diagnostics:hints.import-still');
  }
}
