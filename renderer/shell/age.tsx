import type { EpochMs } from '../../app/units.ts';
import { between } from '../../app/units.ts';
import { useTimed } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { spanText } from './age-text.ts';

/** The span from `at` until now, ticking by itself without its surroundings. */
export function Age(props: { readonly at: EpochMs }) {
  const { t } = useTexts();
  return useTimed((_, now) => spanText(t, between(props.at, now)));
}

/** The same as `12 s ago`. */
export function Ago(props: { readonly at: EpochMs }) {
  const { t } = useTexts();
  return useTimed((_, now) => t('shell:ago', { age: spanText(t, between(props.at, now)) }));
}

/** Whole seconds until `at`, never below zero. */
export const useSecondsUntil = (at: EpochMs): number =>
  useTimed((_, now) => Math.max(0, Math.ceil(between(now, at) / 1000)));
