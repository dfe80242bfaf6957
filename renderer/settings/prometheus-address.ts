import { parsePrometheusUrl } from '../../app/history/prometheus-url.ts';

/** What a person typed as the address of a Prometheus. */
export type TypedAddress =
  /** Empty: none is wanted. */
  | { readonly kind: 'address'; readonly url: string }
  | { readonly kind: 'wrong' }
  /** It has a password in it, which must not lie in a plain file. */
  | { readonly kind: 'password' };

/** `raspberrypi:9090` is as good as `http://raspberrypi:9090/`. */
export function readPrometheusAddress(text: string): TypedAddress {
  const typed = text.trim();
  if (typed === '') return { kind: 'address', url: '' };
  const address = parsePrometheusUrl(typed);
  if (address === null) return { kind: 'wrong' };
  return address.access.kind === 'open'
    ? { kind: 'address', url: address.url }
    : { kind: 'password' };
}
