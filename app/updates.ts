/** What is known of newer versions of the app, and how far one of them has come. */
export type UpdateState =
  /** Nobody was asked yet. */
  | { readonly kind: 'unasked' }
  /** This copy cannot replace itself: it runs from source, or was unpacked by hand. */
  | { readonly kind: 'by-hand' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'newest' }
  | { readonly kind: 'available'; readonly version: string }
  /** @param percent of the download that is here, whole. */
  | { readonly kind: 'fetching'; readonly version: string; readonly percent: number }
  /** Downloaded and checked. Installed when a person says so, or else when the app ends. */
  | { readonly kind: 'ready'; readonly version: string }
  /** Downloaded and checked; the system asks for a password to install it, so a person has to be there. */
  | { readonly kind: 'needs-password'; readonly version: string }
  /** @param reason as the network or the system put it. */
  | { readonly kind: 'failed'; readonly reason: string };

export const UNASKED: UpdateState = { kind: 'unasked' };

/** The version that waits for a person, or null. */
export function waitingVersion(state: UpdateState): string | null {
  const isWaiting = state.kind === 'ready' || state.kind === 'needs-password';
  return isWaiting || state.kind === 'available' ? state.version : null;
}
