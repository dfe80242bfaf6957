import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../../app/settings.ts';
import { createDiagnosticsCommands, NO_ENDPOINT } from '../../../main/diagnostics/commands.ts';
import { prometheusAddress, withKeptAccess } from '../../../main/settings/prometheus-access.ts';
import { createFastClock } from '../../support/fast-clock.ts';

const PI = 'http://192.168.2.20:9090';
const KNOWN = { secretFor: (url: string) => (url === PI ? 'secret' : null) };

const addressWith = (patch: Partial<Settings>) =>
  prometheusAddress({ ...DEFAULT_SETTINGS, prometheus: { url: PI }, ...patch }, KNOWN);

describe('the way into the Pi’s Prometheus', () => {
  test('is none where no address is set', () => {
    expect(prometheusAddress(DEFAULT_SETTINGS, KNOWN)).toBeNull();
  });

  test('is open, with a user and a password, or with a token, as it is set', () => {
    expect(addressWith({})).toEqual({ url: PI, access: { kind: 'open' } });
    const basic = { prometheusAccess: 'basic', prometheusUser: 'pi' } as const;
    expect(addressWith(basic)).toEqual({
      url: PI,
      access: { kind: 'basic', user: 'pi', password: 'secret' },
    });
    expect(addressWith({ prometheusAccess: 'bearer' })).toEqual({
      url: PI,
      access: { kind: 'bearer', token: 'secret' },
    });
  });

  test('gives no secret of another address away', () => {
    const elsewhere = { prometheus: { url: 'http://192.168.2.66:9090' } };
    for (const prometheusAccess of ['basic', 'bearer'] as const) {
      expect(JSON.stringify(addressWith({ ...elsewhere, prometheusAccess }))).not.toContain(
        'secret',
      );
    }
  });
});

describe('filling gaps from an address that was typed', () => {
  const settings = {
    ...DEFAULT_SETTINGS,
    prometheus: { url: PI },
    prometheusAccess: 'bearer',
  } as const;
  const open = { kind: 'open' } as const;
  const own = { kind: 'basic', user: 'me', password: 'mine' } as const;

  test('uses the kept way in for the address that is set', () => {
    expect(withKeptAccess({ url: PI, access: open }, settings, KNOWN)).toEqual({
      url: PI,
      access: { kind: 'bearer', token: 'secret' },
    });
  });

  test('uses what was typed with it, and for another address nothing else', () => {
    for (const typed of [
      { url: PI, access: own },
      { url: `${PI}/other`, access: open },
      { url: 'http://192.168.2.66:9090', access: open },
    ]) {
      expect(withKeptAccess(typed, settings, KNOWN)).toEqual(typed);
    }
  });
});

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A Prometheus without series that wants `authorization`. */
async function guarded(authorization: string): Promise<string> {
  const server = createServer((request, response) => {
    const isIn = request.headers.authorization === authorization;
    const data = { resultType: 'matrix', result: [] };
    response.writeHead(isIn ? 200 : 401, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(isIn ? { status: 'success', data } : { status: 'error', error: '' }),
    );
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('asking after the Pi', () => {
  test.each([
    ['basic', `Basic ${Buffer.from('pi:s€cret').toString('base64')}`],
    ['bearer', 'Bearer s-cret'],
  ] as const)('gets in with what is kept: %s', async (prometheusAccess, wanted) => {
    const url = await guarded(wanted);
    let kept: string | null = null;
    const settings = {
      ...DEFAULT_SETTINGS,
      prometheus: { url },
      prometheusAccess,
      prometheusUser: 'pi',
    };
    const { checkPi } = createDiagnosticsCommands({
      prometheus: () => prometheusAddress(settings, { secretFor: () => kept }),
      endpoint: () => NO_ENDPOINT,
      version: '1.0.0',
      folder: '',
      logFile: null,
      clock: createFastClock(1),
      copy: () => undefined,
    });
    expect(await checkPi()).toMatchObject({
      state: 'unreachable',
      fault: { kind: 'unauthorised', status: 401 },
    });
    kept = prometheusAccess === 'basic' ? 's€cret' : 's-cret';
    expect(await checkPi()).toEqual({ state: 'reachable', targets: [] });
  });
});
