import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  autostartEntry,
  autostartPath,
  writeAutostart,
} from '../../main/desktop/autostart-entry.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wago-autostart-'));
  path = autostartPath({ XDG_CONFIG_HOME: folder });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const entry = autostartEntry(['/opt/app', '--hidden'], 'WAGO Energy Monitor');

describe('the start at login on Linux', () => {
  it('is a file where desktops look for it', async () => {
    expect(path).toBe(join(folder, 'autostart', 'wago-energy-monitor.desktop'));
    expect(autostartPath({ HOME: '/home/me' })).toMatch('/home/me/.config/autostart/');
    await writeAutostart(path, entry);
    expect(await readFile(path, 'utf8')).toContain('\nExec="/opt/app" "--hidden"\n');
    await writeAutostart(path, null);
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  });

  it('is changed when the app moved', async () => {
    await writeAutostart(path, entry);
    const moved = autostartEntry(['/elsewhere/app', '--hidden'], 'WAGO Energy Monitor');
    await writeAutostart(path, moved);
    expect(await readFile(path, 'utf8')).toBe(moved);
  });

  it('leaves a file that is not ours alone', async () => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, '[Desktop Entry]\nExec=mine\n');
    await writeAutostart(path, entry);
    await writeAutostart(path, null);
    expect(await readFile(path, 'utf8')).toContain('Exec=mine');
  });

  it('needs nothing to be there to be taken away', async () => {
    await writeAutostart(path, null);
  });

  it('quotes whatever a path can hold', () => {
    const odd = autostartEntry(['/my "apps"/$x`y%z\\w'], 'x');
    expect(odd).toContain('Exec="/my \\\\"apps\\\\"/\\\\$x\\\\`y%%z\\\\\\\\w"');
  });
});
