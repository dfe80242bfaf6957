import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Language } from '../../app/text/texts.ts';
import { createTexts } from '../../app/text/translate.ts';
import { BACKFILL } from '../../main/cli/commands/backfill.ts';
import { tempFolder } from '../history/fixtures.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function serve(answer: (response: ServerResponse, authorization: string) => void) {
  const server = createServer((request, response) => {
    answer(response, request.headers.authorization ?? '');
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

async function backfill(url: string, env: Record<string, string> = {}, language: Language = 'en') {
  const folder = join(tempFolder(), 'data');
  const complaints: string[] = [];
  const range = ['--from=2026-10-20', '--to=2026-10-21'];
  const code = await BACKFILL.run(['--data', folder, '--prometheus', url, ...range], {
    language,
    t: createTexts(language).t,
    out: async () => undefined,
    locale: '',
    complain: (sentence) => complaints.push(sentence),
    env,
    stop: new AbortController().signal,
  });
  return { code, complaints, touched: existsSync(folder) };
}

const json = (response: ServerResponse, body: string): void => {
  response.setHeader('content-type', 'application/json');
  response.end(body);
};

describe('a Prometheus that does not answer as it should', () => {
  it('is said in one sentence of either language, and nothing is changed', async () => {
    const html = await serve((response) => {
      response.setHeader('content-type', 'text/html').end('<html>Router</html>');
    });
    const denied = await serve((response) => {
      response.statusCode = 401;
      response.end('Unauthorized');
    });
    const half = await serve((response) => json(response, '{"status":"success","data":[{"__na'));
    const page = await serve((response) => response.writeHead(404).end('<html>not found'));
    const starting = await serve((response) => response.writeHead(503).end('Service Unavailable'));
    const secure = await serve((response) =>
      response.writeHead(400).end('Client sent an HTTP request to an HTTPS server.\n'),
    );
    const login = await serve((response) =>
      response.writeHead(302, { location: 'ftp://pi/login' }).end(),
    );
    const big = await serve((response) => response.writeHead(413).end('<html>too large'));
    const broken = await serve((response) => {
      response.setHeader('content-length', '5000').write('{"status":');
      setTimeout(() => response.destroy(), 20);
    });
    const strange = await serve((response) => json(response, '{"status":"success","data":7}'));
    const refusing = await serve((response) => {
      response.statusCode = 422;
      json(response, '{"status":"error","errorType":"execution","error":"too much"}');
    });
    const empty = await serve((response) => json(response, '{"status":"success","data":[]}'));
    const cases: readonly (readonly [string, RegExp])[] = [
      [`http://${html}`, /not as a Prometheus/],
      [`http://${denied}`, /401/],
      [`http://${half}`, /half-way/],
      [`http://${broken}`, /half-way/],
      [`http://${strange}`, /not as a Prometheus/],
      [`http://${refusing}`, /too much/],
      [`http://${empty}`, /no wago_/],
      [`https://${html}`, /does not answer https/],
      [`http://${page}`, /no Prometheus at this path/],
      [`http://${starting}`, /just now \(answer 503\)/],
      [`http://${secure}`, /Write https/],
      [`http://${login}`, /points elsewhere \(ftp/],
      [`http://${big}`, /more than one answer may hold/],
      ['http://127.0.0.1:9', /No Prometheus answers/],
    ];
    for (const [url, sentence] of cases) {
      const { code, complaints, touched } = await backfill(url);
      expect(complaints).toHaveLength(1);
      expect(complaints[0]).toMatch(sentence);
      expect([code, touched]).toEqual([1, false]);
      expect((await backfill(url, {}, 'de')).complaints).toHaveLength(1);
    }
  });

  it('is not even asked when its address is none', async () => {
    for (const url of ['http://', 'ftp://pi', 'what?']) {
      const { code, complaints } = await backfill(url);
      expect(code).toBe(64);
      expect(complaints).toHaveLength(1);
    }
  });

  it('gets user and password or a token, which never appear in a sentence', async () => {
    const seen: string[] = [];
    const address = await serve((response, authorization) => {
      seen.push(authorization);
      response.statusCode = 403;
      response.end();
    });
    await backfill(`http://${address}`, { PROMETHEUS_USER: 'pi', PROMETHEUS_PASSWORD: 'secret' });
    await backfill(`http://${address}`, { PROMETHEUS_TOKEN: 'geheim' });
    const { complaints } = await backfill(`http://pi:s%40fe@${address}/prom/`);
    expect(seen).toEqual([
      `Basic ${Buffer.from('pi:secret').toString('base64')}`,
      'Bearer geheim',
      `Basic ${Buffer.from('pi:s@fe').toString('base64')}`,
    ]);
    expect(complaints[0]).not.toContain('s@fe');
    expect(complaints[0]).not.toContain('s%40fe');
  });
});
