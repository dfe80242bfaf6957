import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatLabels, isWebAddress, parseLabels } from '../../../app/history/prometheus.ts';
import { parsePrometheusUrl } from '../../../app/history/prometheus-url.ts';

const urlOf = (text: string): string | undefined => parsePrometheusUrl(text)?.url;

describe('an address of Prometheus', () => {
  test.each([
    ['http://raspberrypi:9090', 'http://raspberrypi:9090'],
    ['raspberrypi:9090', 'http://raspberrypi:9090'],
    ['  raspberrypi:9090/ ', 'http://raspberrypi:9090'],
    ['192.168.2.5:9090', 'http://192.168.2.5:9090'],
    ['pi.local/prom', 'http://pi.local/prom'],
    ['HTTPS://Pi.Example/prom/', 'https://pi.example/prom'],
    ['[fd00::5]:9090', 'http://[fd00::5]:9090'],
    ['fd00::5', 'http://[fd00::5]'],
    ['http://[::1]:9090/graph', 'http://[::1]:9090'],
  ])('“%s” is %s', (text, url) => {
    expect(urlOf(text)).toBe(url);
  });

  test.each([
    'http://pi:9090/graph?g0.expr=up&g0.tab=1',
    'http://pi:9090/query?g0.expr=wago_power&g0.show_tree=0',
    'http://pi:9090/classic/graph',
    'http://pi:9090/targets#pool-wago',
    'http://pi:9090/api/v1/query_range?query=up',
    'http://pi:9090/-/ready',
    'http://pi:9090/status',
    'http://pi:9090/vmui/#/?g0.expr=up',
    'pi:9090/graph?g0.expr=up',
  ])('the page %s of it will do', (text) => {
    expect(urlOf(text)).toBe('http://pi:9090');
  });

  test('below a path of a proxy the path stays', () => {
    expect(urlOf('https://pi.example/prom/graph?g0.expr=up')).toBe('https://pi.example/prom');
    expect(urlOf('http://vm:8481/select/0/prometheus/vmui/#/')).toBe(
      'http://vm:8481/select/0/prometheus',
    );
  });

  test('gives up user and password, a stray % too', () => {
    expect(parsePrometheusUrl('http://pi:s%40fe@host:9090')).toEqual({
      url: 'http://host:9090',
      access: { kind: 'basic', user: 'pi', password: 's@fe' },
    });
    expect(parsePrometheusUrl('pi:100%@host:9090/')?.access).toEqual({
      kind: 'basic',
      user: 'pi',
      password: '100%',
    });
  });

  test.each(['', '%', 'what?', 'ftp://pi', 'http://', 'two words', 'pi:99999'])(
    '“%s” is none',
    (text) => expect(parsePrometheusUrl(text)).toBeNull(),
  );

  test('whatever is typed, it never throws and ends in an address without secrets or in none', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc
        .array(fc.constantFrom('http', '://', ':', '/', '@', '%', '[', ']', '?', '#', 'pi', '9090'))
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const address = parsePrometheusUrl(text);
        if (address === null) return;
        expect(isWebAddress(address.url)).toBe(true);
        expect(address.url).not.toMatch(/[?#]|\/$/);
        expect(parsePrometheusUrl(address.url)?.url).toBe(address.url);
      }),
    );
  });
});

describe('labels that tell series apart', () => {
  test('are taken with quotes, without, and in braces', () => {
    const both = { site: 'garage', replica: '0' };
    expect(parseLabels('site=garage, replica=0')).toEqual(both);
    expect(parseLabels('{site="garage",replica="0"}')).toEqual(both);
    expect(parseLabels('site=""')).toEqual({ site: '' });
    expect(parseLabels('')).toEqual({});
  });

  test.each(['site', '=x', 'a b=c', 'site="open', '0=x', 'a=b,,'])('“%s” is refused', (text) => {
    expect(parseLabels(text)).toBeNull();
  });

  test('come back as they were written', () => {
    const name = fc.stringMatching(/^[a-z_]\w{0,8}$/).filter((one) => one !== '__proto__');
    fc.assert(
      fc.property(fc.dictionary(name, fc.stringMatching(/^[^\p{Cc}]*$/u)), (labels) => {
        expect({ ...parseLabels(formatLabels(labels)) }).toEqual({ ...labels });
      }),
    );
  });
});
