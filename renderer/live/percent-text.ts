import type { Language } from '../../app/text/texts.ts';

/** `33 %`, from a part between 0 and 1; the space never wraps. */
export function percentText(language: Language, part: number): string {
  const digits = new Intl.NumberFormat(language, { maximumFractionDigits: 0 }).format(part * 100);
  return `${digits}\u00a0%`;
}
