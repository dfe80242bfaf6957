import type { ElectronApplication, Page } from '@playwright/test';
import { freePort } from '../soak/free-port.ts';
import { type DesktopBus, startDesktopBus } from '../tray/desktop-bus.ts';
import { type MenuRow, type Panel, startPanel } from '../tray/panel.ts';
import { fromArgb, readIcon } from '../tray/read-icon.ts';
import { test as base, expect } from './app.ts';
import { holdValues } from './steady-meter.ts';

interface Fixtures {
  readonly bus: DesktopBus;
  readonly panel: Panel;
}

const test = base.extend<Fixtures>({
  bus: async ({ browserName: _ }, use) => {
    const bus = await startDesktopBus();
    await use(bus);
    bus.stop();
  },
  panel: async ({ bus }, use) => {
    const panel = await startPanel(bus.address);
    await use(panel);
    panel.stop();
  },
});

const GREEN = [0x17, 0x79, 0x3a];
const SLATE = [0x3a, 0x43, 0x4e];
const LIGHT = [0xff, 0xff, 0xff];

/** What the panel shows, read from the pixels that it got. */
async function shown(panel: Panel) {
  const { icon } = await panel.item();
  expect([icon.width, icon.height]).toEqual([48, 48]);
  return readIcon(fromArgb(icon.width, icon.argb), 2);
}

const figureOf = async (panel: Panel): Promise<string | null> => (await shown(panel)).text;
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

async function tooltip(panel: Panel): Promise<string> {
  return plain((await panel.item()).tooltip);
}

async function row(panel: Panel, label: string | RegExp): Promise<MenuRow> {
  const rows = await panel.menu();
  const found = rows.find((one) => plain(one.label).match(label) !== null);
  if (found === undefined) throw new Error(`${label} is not in ${rows.map((one) => one.label)}`);
  return found;
}

/** An entry has another number in each new menu, and the menu may be replaced meanwhile. */
async function choose(panel: Panel, label: string): Promise<void> {
  while (!(await panel.choose((await row(panel, label)).id)));
}

const isInSight = (electron: ElectronApplication): Promise<boolean> =>
  electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some((window) => window.isVisible()),
  );

const closeWindow = (electron: ElectronApplication): Promise<void> =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

const polls = (page: Page): Promise<number> =>
  page.evaluate(async () => (await window.bridge.snapshot()).value.live.counts.polls);

test('shows the watts in the tray, with their state, and brings the window back', async ({
  launch,
  simulate,
  bus,
  panel,
}) => {
  const meter = await simulate({ framing: 'tcp' });
  holdValues(meter, { phases: [300, 290, 279], energy: 500_000 });
  const { electron, page } = await launch({
    flags: ['--lang=en', `--meter=tcp://127.0.0.1:${meter.port}/2`],
    env: { DBUS_SESSION_BUS_ADDRESS: bus.address },
  });
  const port = await freePort();
  await page.evaluate((metrics) => window.bridge.changeSettings({ metrics }), {
    enabled: false,
    host: '127.0.0.1',
    port,
  });

  await test.step('icon, tooltip and menu say what the window says', async () => {
    await expect.poll(() => panel.registered.length).toBe(1);
    await expect.poll(() => figureOf(panel)).toBe('869');
    expect(await shown(panel)).toMatchObject({ plate: GREEN, ink: LIGHT, isDashed: false });
    await expect.poll(() => tooltip(panel)).toBe('Running · 869 W\n0.00 kWh today · just now');
    await expect
      .poll(async () => (await panel.menu()).map(({ label }) => plain(label)))
      .toEqual([
        'Running · 869 W',
        '0.00 kWh today',
        'just now',
        '',
        'Open',
        'Wall display',
        '',
        'Pause reading',
        `Metrics endpoint (port ${port})`,
        '',
        'Quit',
      ]);
    expect((await row(panel, '869 W')).enabled).toBe(false);
  });

  await test.step('polls that bring nothing new send nothing', async () => {
    const [sent, polled] = [panel.changes(), await polls(page)];
    await expect.poll(() => polls(page)).toBeGreaterThan(polled + 1);
    expect(panel.changes()).toBe(sent);
  });

  await test.step('another power is another figure in another colour', async () => {
    holdValues(meter, { phases: [46, 0, 0], energy: 500_000 });
    await expect.poll(() => figureOf(panel)).toBe('46');
    expect(await shown(panel)).toMatchObject({ plate: SLATE });
    expect(await tooltip(panel)).toContain('Circulating · 46 W');
    holdValues(meter, { phases: [800, 760, 740], energy: 500_000 });
    await expect.poll(() => figureOf(panel)).toBe('2.3k');
  });

  await test.step('polling can be paused and resumed', async () => {
    await choose(panel, 'Pause reading');
    await expect.poll(() => figureOf(panel)).toBeNull();
    expect(await tooltip(panel)).toContain('Paused · last 2.30 kW');
    await expect.poll(async () => (await row(panel, 'Pause reading')).checked).toBe(true);
    await choose(panel, 'Pause reading');
    await expect.poll(() => figureOf(panel)).toBe('2.3k');
    await expect.poll(async () => (await row(panel, 'Pause reading')).checked).toBe(false);
  });

  await test.step('the metrics endpoint is switched there too', async () => {
    const isOn = (): Promise<boolean> =>
      page.evaluate(async () => (await window.bridge.snapshot()).value.settings.metrics.enabled);
    await choose(panel, 'Metrics');
    await expect.poll(isOn).toBe(true);
    await expect.poll(async () => (await row(panel, 'Metrics')).checked).toBe(true);
    await choose(panel, 'Metrics');
    await expect.poll(isOn).toBe(false);
  });

  await test.step('closing hides the window, says so once, and a click brings it back', async () => {
    const isSaidByDesktop = await electron.evaluate(({ Notification }) =>
      Notification.isSupported(),
    );
    const notice = page.getByText('leaves the app running in the tray');
    for (let time = 0; time < 2; time++) {
      await closeWindow(electron);
      await expect.poll(() => isInSight(electron)).toBe(false);
      await panel.activate();
      await expect.poll(() => isInSight(electron)).toBe(true);
      if (isSaidByDesktop) continue;
      await expect(notice).toHaveCount(time === 0 ? 1 : 0);
      if (time === 0) await page.getByRole('button', { name: 'Dismiss' }).click();
    }
    expect(panel.notified).toEqual(isSaidByDesktop ? ['Still running here'] : []);
  });

  await test.step('a meter that is away is a cross', async () => {
    await meter.close();
    await expect.poll(() => tooltip(panel)).toContain('Offline');
    expect(await figureOf(panel)).toBeNull();
  });

  await test.step('without the panel the window is not lost, and closing it ends the app', async () => {
    await closeWindow(electron);
    await expect.poll(() => isInSight(electron)).toBe(false);
    panel.stop();
    await expect.poll(() => isInSight(electron)).toBe(true);
    const ended = electron.waitForEvent('close');
    await closeWindow(electron);
    await ended;
  });
});

test('starts hidden to the tray, and ends from there', async ({ launch, bus, panel }) => {
  const { electron } = await launch({
    flags: ['--lang=de', '--hidden'],
    env: { DBUS_SESSION_BUS_ADDRESS: bus.address },
    windowless: true,
  });
  await expect.poll(() => panel.registered.length).toBe(1);
  await expect.poll(() => tooltip(panel)).toContain('heute');
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(
    0,
  );
  const opened = electron.waitForEvent('window');
  await choose(panel, 'Öffnen');
  await expect((await opened).getByText('Demo').first()).toBeVisible();
  const ended = electron.waitForEvent('close');
  await choose(panel, 'Beenden');
  await ended;
});

test('where there is no tray, a hidden start shows the window, says why, and closing ends', async ({
  launch,
}) => {
  const { electron, page } = await launch({ flags: ['--lang=en', '--hidden'] });
  await expect(page.getByText('This desktop shows no tray icons')).toBeVisible();
  const ended = electron.waitForEvent('close');
  await closeWindow(electron);
  await ended;
});
