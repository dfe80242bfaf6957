import { readFile, stat } from 'node:fs/promises';
import type { CommandHandlers } from '../../app/bridge/contract.ts';
import type { Settings } from '../../app/settings.ts';
import {
  EXPORT_NAME,
  type ExportAnswer,
  exportText,
  type ImportAnswer,
  importedSettings,
  isExport,
} from '../../app/settings-transfer.ts';
import { writeWhole } from '../durable.ts';
import { decodeText } from '../text-file.ts';
import { migrate, SETTINGS_VERSION } from './migrations.ts';
import type { SecretStore } from './secret-store.ts';

/** The commands of the contract that belong to settings and need more than the core. */
export type SettingsCommands = Pick<
  CommandHandlers,
  'secretState' | 'setSecret' | 'exportSettings' | 'importSettings'
>;

/** Lets a person choose a file; null: none was. */
export interface SettingsFileChooser {
  toSave(suggestedName: string): Promise<string | null>;
  toOpen(kind: 'settings'): Promise<string | null>;
}

export interface SettingsCommandOptions {
  readonly settings: () => Settings;
  readonly secrets: SecretStore;
  readonly files: SettingsFileChooser;
}

/** Far more than any settings take. */
const MAX_BYTES = 1_000_000;

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

async function write(file: string | null, settings: Settings): Promise<ExportAnswer> {
  if (file === null) return { kind: 'cancelled' };
  try {
    writeWhole(file, exportText(settings, SETTINGS_VERSION));
    return { kind: 'written', file };
  } catch (error) {
    return { kind: 'not-written', reason: reasonOf(error) };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function read(path: string | null): Promise<ImportAnswer> {
  if (path === null) return { kind: 'cancelled' };
  try {
    const { size } = await stat(path);
    const file = size > MAX_BYTES ? null : parse(decodeText(await readFile(path)));
    if (!isExport(file)) return { kind: 'other-file' };
    return { kind: 'read', ...importedSettings(migrate(file).settings) };
  } catch (error) {
    return { kind: 'not-read', reason: reasonOf(error) };
  }
}

export function createSettingsCommands(options: SettingsCommandOptions): SettingsCommands {
  const { settings, secrets, files } = options;
  const url = (): string => settings().prometheus.url;
  return {
    secretState: () => secrets.stateFor(url()),
    setSecret: (secret) => secrets.set(url(), secret),
    exportSettings: async () => write(await files.toSave(EXPORT_NAME), settings()),
    importSettings: async () => read(await files.toOpen('settings')),
  };
}
