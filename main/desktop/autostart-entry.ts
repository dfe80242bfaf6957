import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Our own mark, so that nobody else's file is touched. */
const MARK = 'X-WagoEnergyMonitor-Autostart=true';
const FILE = 'wago-energy-monitor.desktop';

type Environment = Readonly<Record<string, string | undefined>>;

/** The file that makes a Linux desktop start the app (XDG Desktop Application Autostart). */
export function autostartPath(env: Environment): string {
  const config = env.XDG_CONFIG_HOME || join(env.HOME || homedir(), '.config');
  return join(config, 'autostart', FILE);
}

/** An argument as `Exec` takes it. Backslashes count twice: for the quotes and for the string. */
function quoted(argument: string): string {
  const escaped = argument.replaceAll(/["`$\\]/g, '\\$&').replaceAll('\\', '\\\\');
  return `"${escaped.replaceAll('%', '%%')}"`;
}

/** The entry that runs `command` at login. */
export function autostartEntry(command: readonly string[], name: string): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    `Name=${name}`,
    `Exec=${command.map(quoted).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    MARK,
    '',
  ].join('\n');
}

async function contentOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return null;
  }
}

/** Puts the entry there, or takes it away where `entry` is null. A file that is not ours stays. */
export async function writeAutostart(path: string, entry: string | null): Promise<void> {
  const present = await contentOf(path);
  if (present === entry || (present !== null && !present.includes(MARK))) return;
  if (entry === null) return rm(path, { force: true });
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, entry);
}
