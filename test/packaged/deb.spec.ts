import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { rootArguments } from '../../resources/dev/electron.mjs';
import { packagesFolder, packHere } from '../../resources/dev/pack.mjs';
import { onPath } from '../../resources/dev/process.mjs';
import { expect, test } from './app.ts';

test.skip(!onPath('dpkg-deb'), 'dpkg-deb makes the package, and only Debian has it');

const ENTRY = join('usr', 'share', 'applications', 'wago-energy-monitor.desktop');

/** The command of a group of the entry, without the places for what is opened with it. */
function commandIn(entry: string, group: string): readonly [string, ...string[]] {
  const lines = entry.split(`[${group}]\n`)[1]?.split('\n[')[0]?.split('\n') ?? [];
  const exec = lines.find((line) => line.startsWith('Exec='))?.slice('Exec='.length) ?? '';
  const words = [...exec.matchAll(/"([^"]*)"|(\S+)/g)].map(
    ([, quoted, bare]) => quoted ?? bare ?? '',
  );
  const [program = '', ...args] = words.filter((word) => !/^%[a-zA-Z]$/.test(word));
  return [program, ...args];
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

const metricsAt = async (port: number): Promise<string> => {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`).catch(() => null);
  return (await answer?.text()) ?? '';
};

test('a deb starts by the commands of its desktop entry', async ({ run, folder }) => {
  expect(await packHere(['deb'])).toBe(0);
  const deb = readdirSync(packagesFolder()).find((name) => name.endsWith('.deb')) ?? 'none';
  const root = join(folder, 'root');
  execFileSync('dpkg-deb', ['-x', join(packagesFolder(), deb), root]);
  const entry = readFileSync(join(root, ENTRY), 'utf8');

  await test.step('the entry says where it belongs, in both languages', () => {
    expect(entry).toMatch(/^Categories=Utility;$/m);
    expect(entry).toMatch(/^Comment\[de\]=.*Wärmepumpe/m);
    expect(entry).toMatch(/^Actions=Kiosk;$/m);
    const icons = readdirSync(join(root, 'usr', 'share', 'icons', 'hicolor'));
    expect(icons).toEqual(expect.arrayContaining(['16x16', '48x48', '256x256', '512x512']));
    if (onPath('desktop-file-validate')) execFileSync('desktop-file-validate', [join(root, ENTRY)]);
  });

  for (const group of ['Desktop Entry', 'Desktop Action Kiosk']) {
    await test.step(`[${group}]`, async () => {
      const [program, ...args] = commandIn(entry, group);
      const installed = join(root, program);
      expect(existsSync(installed)).toBe(true);
      expect(args).toEqual(group === 'Desktop Entry' ? [] : ['--kiosk']);
      const port = await freePort();
      const userData = join(folder, group.replaceAll(' ', '-'));
      const ours = [`--user-data-dir=${userData}`, `--metrics=127.0.0.1:${port}`];
      const app = run({ program: installed, args: [...args, ...rootArguments(), ...ours] });
      await expect.poll(() => metricsAt(port)).toMatch(/^wago_\w+ [\d.]+$/m);
      expect(await app.quit()).toBe(0);
    });
  }
});
