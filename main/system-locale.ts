/**
 * The locale by which the system writes numbers, as `de_CH.UTF-8` or `en-DE`; empty: it names none.
 * @param told what the runtime says, for systems that have no variables for it.
 */
export function systemLocale(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  told: () => string,
): string {
  const { LC_ALL, LC_NUMERIC, LANG } = env;
  const named = LC_ALL || LC_NUMERIC || LANG || '';
  return named !== '' || platform === 'linux' ? named : told();
}
