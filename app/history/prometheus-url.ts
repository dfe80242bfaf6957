import { hostOfUrl, isHost } from '../meter-url.ts';
import { percentDecoded } from '../percent.ts';
import { isWebAddress, type PrometheusAccess, type PrometheusAddress } from './prometheus.ts';

/** Pages of Prometheus, Thanos, Mimir and VictoriaMetrics, whose address is in the browser when it is copied. */
const PAGES =
  /\/(graph|query|explore|alerts|targets|rules|config|flags|status|tsdb-status|service-discovery|metrics|vmui|consoles|classic|api|-)(\/.*)?$/;

/** `host`, `host:port`, `[::1]:9090`, with a path or not, behind `user:password@` or not. */
const WITHOUT_SCHEME = /^([^@/?#\s]*@)?(\[[\da-f:.%]+\]|[\w.-]+)(:\d{1,5})?([/?#].*)?$/i;

function withScheme(text: string): string {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return text;
  // An IPv6 address that nobody put into brackets; more than one colon is no port.
  if (/^[\da-f]*:[\da-f]*:[\da-f:.]*$/i.test(text)) return `http://[${text}]`;
  return WITHOUT_SCHEME.test(text) && !/^[^/]*[?#]/.test(text) ? `http://${text}` : text;
}

/**
 * What a person typed or copied from the browser. Takes a user and a password out of the address, where
 * people like to put them, and the page that was open. null: it is no address of a web server.
 */
export function parsePrometheusUrl(text: string): PrometheusAddress | null {
  const full = withScheme(text.trim());
  if (!URL.canParse(full) || !isHost(hostOfUrl(full))) return null;
  const url = new URL(full);
  const { username, password } = url;
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  url.pathname = url.pathname.replace(/\/+$/, '').replace(PAGES, '');
  const plain = url.href.replace(/\/+$/, '');
  if (!isWebAddress(plain)) return null;
  const access: PrometheusAccess =
    username === '' && password === ''
      ? { kind: 'open' }
      : { kind: 'basic', user: percentDecoded(username), password: percentDecoded(password) };
  return { url: plain, access };
}
