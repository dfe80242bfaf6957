import { type SettingName, type Settings, type SettingsPatch, takeSettings } from './settings.ts';

/** How settings travel from one installation to another. Secrets are no settings and stay behind. */
const APP = 'wago-energy-monitor';
export const EXPORT_NAME = `${APP}-settings.json`;

export type ExportAnswer =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'written'; readonly file: string }
  | { readonly kind: 'not-written'; readonly reason: string };

/** What an exported file holds; nothing has changed yet. */
export interface ImportedSettings {
  readonly taken: SettingsPatch;
  /** Settings whose value is not usable. */
  readonly refused: readonly SettingName[];
  /** Names that are no settings of this version. */
  readonly unknown: readonly string[];
}

export type ImportAnswer =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'not-read'; readonly reason: string }
  /** No file of exported settings. */
  | { readonly kind: 'other-file' }
  | ({ readonly kind: 'read' } & ImportedSettings);

export function exportText(settings: Settings, version: number): string {
  return `${JSON.stringify({ app: APP, version, settings }, null, 2)}\n`;
}

export function isExport(file: unknown): file is Readonly<Record<string, unknown>> {
  const { app, settings }: Readonly<Record<string, unknown>> = Object(file);
  return app === APP && typeof settings === 'object' && settings !== null;
}

/** Takes over field by field what is valid. */
export function importedSettings(settings: unknown): ImportedSettings {
  const { taken, refused } = takeSettings(settings);
  const known = new Set<string>([...Object.keys(taken), ...refused]);
  const unknown = Object.keys(Object(settings)).filter((name) => !known.has(name));
  return { taken, refused, unknown };
}
