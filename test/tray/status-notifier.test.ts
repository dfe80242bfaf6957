import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type StatusNotifierWatch, watchStatusNotifier } from '../../main/tray/status-notifier.ts';
import { type DesktopBus, startDesktopBus } from './desktop-bus.ts';
import { type Panel, startPanel } from './panel.ts';

let bus: DesktopBus;
beforeAll(async () => {
  bus = await startDesktopBus();
});
afterAll(() => bus.stop());

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

interface Watched {
  readonly told: readonly boolean[];
  /** Resolves once the newest answer is `shown`. */
  readonly becomes: (shown: boolean) => Promise<void>;
}

async function watch(env: NodeJS.ProcessEnv): Promise<Watched> {
  const told: boolean[] = [];
  const waiting: { readonly shown: boolean; readonly resolve: () => void }[] = [];
  const started: StatusNotifierWatch = await watchStatusNotifier(env, (shown) => {
    told.push(shown);
    for (const one of waiting) if (one.shown === shown) one.resolve();
  });
  ends.push(() => started.stop());
  const becomes = (shown: boolean): Promise<void> =>
    told.at(-1) === shown
      ? Promise.resolve()
      : new Promise((resolve) => waiting.push({ shown, resolve }));
  return { told, becomes };
}

async function panelOn(address: string): Promise<Panel> {
  const panel = await startPanel(address);
  ends.push(() => panel.stop());
  return panel;
}

const envOf = (address: string): NodeJS.ProcessEnv => ({ DBUS_SESSION_BUS_ADDRESS: address });

describe('whether a panel shows icons', () => {
  it('is true at once where one runs', async () => {
    await panelOn(bus.address);
    const { told } = await watch(envOf(bus.address));
    expect(told).toEqual([true]);
  });

  it('is false where none runs, becomes true with one and false without it', async () => {
    const { told, becomes } = await watch(envOf(bus.address));
    expect(told).toEqual([false]);
    const panel = await panelOn(bus.address);
    await becomes(true);
    panel.stop();
    await becomes(false);
  });

  it('is false where the session has no bus', async () => {
    expect((await watch({})).told).toEqual([false]);
    expect((await watch(envOf('unix:path=/nonexistent/bus'))).told).toEqual([false]);
    expect((await watch(envOf('tcp:host=localhost,port=1'))).told).toEqual([false]);
  });

  it('becomes false when the bus ends', async () => {
    const own = await startDesktopBus();
    ends.push(() => own.stop());
    const panel = await startPanel(own.address);
    const { becomes } = await watch(envOf(own.address));
    await becomes(true);
    panel.stop();
    own.stop();
    await becomes(false);
  });
});
