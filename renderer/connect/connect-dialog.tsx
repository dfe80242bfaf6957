/** Placeholder until the form follows. */
export function ConnectDialog(_: { readonly onClose: () => void }) {
  return null;
}
