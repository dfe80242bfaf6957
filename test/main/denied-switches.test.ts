import { describe, expect, it } from 'vitest';
import { deniedSwitch } from '../../main/denied-switches.ts';

const DEBUGGING = [
  '--remote-debugging-port=9222',
  '--remote-debugging-pipe',
  '--remote-allow-origins=*',
  '--inspect',
  '--inspect=0',
  '--inspect-brk=9229',
  '--inspect-port=9229',
  '--js-flags=--expose-gc',
  '--js-flags=--max-old-space-size=256 --allow-natives-syntax',
  '--auto-open-devtools-for-tabs',
  // Chromium takes one dash, Windows a slash and capitals.
  '-remote-debugging-port=9222',
  '/remote-debugging-port=9222',
  '--Remote-Debugging-Port=9222',
];

const WALLS = [
  '--disable-web-security',
  '-disable-web-security',
  '--disable-site-isolation-trials',
  '--disable-features=IsolateOrigins,site-per-process',
  '--disable-setuid-sandbox',
  '--disable-seccomp-filter-sandbox',
  '--disable-namespace-sandbox',
  '--disable-gpu-sandbox',
  '--no-zygote',
  '--single-process',
  '--in-process-gpu',
  '--renderer-cmd-prefix=gdb',
  '--gpu-launcher=sh',
  '--browser-subprocess-path=/tmp/x',
  '--load-extension=/tmp',
  '--allow-file-access-from-files',
  '--allow-running-insecure-content',
  '--unsafely-treat-insecure-origin-as-secure=http://h',
  '--enable-unsafe-webgpu',
  '--enable-blink-features=X',
  '--enable-experimental-web-platform-features',
  '--ignore-certificate-errors',
  '--ignore-certificate-errors-spki-list=x',
  '--host-rules=MAP * 127.0.0.1',
  '--host-resolver-rules=MAP * 127.0.0.1',
  '--proxy-server=127.0.0.1:9',
  '--proxy-pac-url=http://h',
  '--log-net-log=/tmp/x',
  '--ssl-key-log-file=/tmp/x',
  '--auth-server-allowlist=*',
  '--use-fake-ui-for-media-stream',
];

const PASSED = [
  '--kiosk',
  '--meter=tcp://inspect:502/1',
  '--inspector',
  'inspect',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-features=UseOzonePlatform',
  '--enable-features=WaylandWindowDecorations',
  '--enable-unsafe-swiftshader',
  '--js-flags=--max-old-space-size=256',
  '--js-flags=--lite-mode --optimize_for_size',
  '--updated',
  '--use-gl=egl',
  '--lang=de-CH',
  '--password-store=basic',
];

describe('switches that let somebody look in', () => {
  it.each(DEBUGGING)('%s is one where nobody may', (flag) => {
    const found = { flag: flag.split('=')[0], kind: 'debugging' };
    expect(deniedSwitch(['--kiosk', flag], true)).toEqual(found);
    expect(deniedSwitch([flag], false)).toBeNull();
  });
});

describe('switches that take a wall down', () => {
  it.each(WALLS)('%s is one, always', (flag) => {
    const found = { flag: flag.split('=')[0], kind: 'wall' };
    expect(deniedSwitch(['--hidden', flag], true)).toEqual(found);
    expect(deniedSwitch([flag], false)).toEqual(found);
  });

  it.each(PASSED)('%s is none', (flag) => {
    expect(deniedSwitch([flag], true)).toBeNull();
  });
});
