/** From where the endpoint can be reached that listens at an address. */
export type Reach = 'here' | 'network' | 'one-address';

/** What the settings' two choices stand for. */
export const HOST_OF = { here: '127.0.0.1', network: '0.0.0.0' } as const;

/** @param host as typed or set; a name counts as one address, whatever it resolves to. */
export function reachOf(host: string): Reach {
  if (host === '::1' || host === 'localhost' || /^127\.[\d.]+$/.test(host)) return 'here';
  return host === HOST_OF.network || host === '::' ? 'network' : 'one-address';
}
