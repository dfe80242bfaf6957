import type { PrometheusFault } from '../../app/history/prometheus.ts';
import { BadRedirect } from './http-get.ts';

type TlsFault = Extract<PrometheusFault, { readonly kind: 'tls' }>;

/** What OpenSSL and Node call it. */
const TLS_REASONS: readonly (readonly [TlsFault['why'], RegExp])[] = [
  ['expired', /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/],
  ['other-host', /^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/],
  ['unknown-issuer', /SELF_SIGNED|UNABLE_TO_|CERT_UNTRUSTED|ISSUER/],
  [
    'no-tls',
    /^(EPROTO|ERR_SSL_.*(WRONG_VERSION_NUMBER|HTTP_REQUEST|UNKNOWN_PROTOCOL|PACKET_LENGTH_TOO_LONG))$/,
  ],
  ['other', /CERT|SSL|TLS/],
];

function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const inner = error instanceof AggregateError ? error.errors.flatMap(codesOf) : [];
  return [...inner, ...own];
}

/** Why nothing came back from `url`. */
export function connectionFault(url: string, error: unknown): PrometheusFault {
  if (error instanceof BadRedirect) return { kind: 'redirected', url, to: error.message };
  const [code = ''] = codesOf(error);
  // It answered, in a language of its own.
  if (code.startsWith('HPE_')) return { kind: 'not-prometheus', url, detail: code };
  for (const [why, pattern] of TLS_REASONS) {
    if (pattern.test(code)) return { kind: 'tls', url, why, detail: code };
  }
  const detail = code || (error instanceof Error ? error.message : String(error));
  return { kind: 'unreachable', url, detail };
}
