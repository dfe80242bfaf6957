/** Placeholder until the fields follow. */
export function SettingsView() {
  return null;
}
