/** Why a switch of Chromium or Node is not passed on to them. */
export interface DeniedSwitch {
  /** As it was written, without its value. */
  readonly flag: string;
  /** `debugging`: somebody could look into the app by it. `wall`: it takes a wall of the page down. */
  readonly kind: 'debugging' | 'wall';
}

const DEBUGGING =
  /^(remote-debugging-.+|remote-allow-origins|inspect(-.+)?|debug(-brk|-port)?|js-flags|auto-open-devtools-for-tabs|devtools-.+|custom-devtools-frontend)$/;

/** Whole families, because each new Chromium may add one to them. */
const WALLS: readonly RegExp[] = [
  /^disable-(web-security|site-isolation.*|extensions-except|.*sandbox)$/,
  /^(no-zygote|no-zygote-sandbox|single-process|in-process-.+|browser-subprocess-path)$/,
  /^(.+-cmd-prefix|.+-launcher|load-.*extension|ppapi-.+|register-pepper-plugins)$/,
  /^(?!allow-pre-commit-input$)allow-.+$/,
  /^(?!enable-unsafe-swiftshader$)enable-unsafe-.+$/,
  /^(unsafely-.+|blink-settings|enable-blink-.+|enable-experimental-.+|enable-local-file-.+)$/,
  /^(ignore-certificate-errors.*|ignore-.*cert.*|host-rules|host-resolver-rules|proxy-.+)$/,
  /^(log-net-log|net-log-.+|ssl-key-log-file|auth-.+|use-fake-ui-.+)$/,
];

/** What V8 may be told about its memory; anything else of V8 opens it to whoever looks. */
const MEMORY_ALONE =
  /^(\s*--?(max[-_](old|semi)[-_]space[-_]size|max[-_]heap[-_]size|min[-_]semi[-_]space[-_]size|optimize[-_]for[-_]size|lite[-_]mode)(=\d+)?\s*)+$/;
const ISOLATION = /isolat|site-per-process|sandbox/i;

/** The name as Chromium takes it, which knows two dashes, one, and on Windows a slash. */
function switchOf(arg: string): { readonly name: string; readonly value: string } | null {
  const match = /^(?:--?|\/)([^=/\s]+)(?:=(.*))?$/s.exec(arg);
  if (match === null) return null;
  return { name: (match[1] ?? '').toLowerCase(), value: match[2] ?? '' };
}

function kindOf(name: string, value: string): DeniedSwitch['kind'] | null {
  if (name === 'js-flags' && MEMORY_ALONE.test(value)) return null;
  if (DEBUGGING.test(name)) return 'debugging';
  if (name === 'disable-features' && ISOLATION.test(value)) return 'wall';
  return WALLS.some((wall) => wall.test(name)) ? 'wall' : null;
}

/**
 * The first denied switch among `args`; null: none.
 * @param isLocked whether nobody may look into this app, as into a released one or a wall display.
 */
export function deniedSwitch(args: readonly string[], isLocked: boolean): DeniedSwitch | null {
  for (const arg of args) {
    const { name, value } = switchOf(arg) ?? { name: '', value: '' };
    const kind = kindOf(name, value);
    if (kind === null || (kind === 'debugging' && !isLocked)) continue;
    return { flag: arg.split('=')[0] ?? arg, kind };
  }
  return null;
}
