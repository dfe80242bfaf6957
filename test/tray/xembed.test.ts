import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasXembedTray, localDisplay } from '../../main/tray/xembed.ts';
import { startXServer, type XServer } from './x-server.ts';
import { ownTray } from './x-tray.ts';

let server: XServer;
beforeAll(async () => {
  server = await startXServer(320, 240);
});
afterAll(() => server.stop());

describe('the older kind of tray', () => {
  it('is there while a panel owns it', async () => {
    expect(await hasXembedTray(server.env)).toBe(false);
    const giveUp = await ownTray(server);
    expect(await hasXembedTray(server.env)).toBe(true);
    giveUp();
    await expect.poll(() => hasXembedTray(server.env)).toBe(false);
  });

  it('is not looked for under Wayland, on another machine, or without the right to look', async () => {
    const giveUp = await ownTray(server);
    expect(await hasXembedTray({ ...server.env, WAYLAND_DISPLAY: 'wayland-0' })).toBe(false);
    expect(await hasXembedTray({ ...server.env, DISPLAY: 'elsewhere:0' })).toBe(false);
    expect(await hasXembedTray({ ...server.env, DISPLAY: ':9999' })).toBe(false);
    expect(await hasXembedTray({ ...server.env, XAUTHORITY: '/nonexistent' })).toBe(false);
    expect(await hasXembedTray({})).toBe(false);
    giveUp();
  });

  it.each([
    [':0', { number: '0', screen: 0 }],
    [':12.3', { number: '12', screen: 3 }],
    ['unix:1', { number: '1', screen: 0 }],
    ['host:0', null],
    ['', null],
    [undefined, null],
  ])('takes %s for the display %o', (display, expected) => {
    expect(localDisplay(display)).toEqual(expected);
  });
});
