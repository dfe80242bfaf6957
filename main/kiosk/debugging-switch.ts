/** Switches of Chromium and Node by which somebody could look into the running app. */
const DEBUGGING =
  /^--(remote-debugging-(port|pipe|address|io-pipes)|remote-allow-origins|inspect(-brk|-port|-publish-uid|-wait)?|debug(-brk|-port)?|js-flags|auto-open-devtools-for-tabs)(=|$)/;

/** The first such switch among `args` as it was written, without its value; null: none. */
export function debuggingSwitch(args: readonly string[]): string | null {
  const found = args.find((arg) => DEBUGGING.test(arg));
  return found === undefined ? null : (found.split('=')[0] ?? null);
}
