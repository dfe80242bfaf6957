import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { rootArguments } from '../../resources/dev/electron.mjs';
import { machineOf } from '../../resources/dev/machine-of.mjs';
import { noticesFile } from '../../resources/dev/notices.mjs';
import { expect, onLinux, test } from './app.ts';
import { copyOf, PACKED } from './package.ts';

/** As they are written into the program. */
const ON = '1'.charCodeAt(0);
const OFF = '0'.charCodeAt(0);

test('its fuses let it run its own code and nothing else', async () => {
  const wire = await getCurrentFuseWire(PACKED.program);
  expect(wire[FuseV1Options.RunAsNode]).toBe(OFF);
  expect(wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(OFF);
  expect(wire[FuseV1Options.EnableNodeCliInspectArguments]).toBe(OFF);
  expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(ON);
  expect(wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(ON);
  expect(wire[FuseV1Options.EnableCookieEncryption]).toBe(ON);
  expect(wire[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(OFF);
  expect(wire[FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]).toBe(OFF);
});

test('it holds what the app loads, and one native library for this very machine', () => {
  const files = listPackage(PACKED.asar, { isPack: false }).map((name) =>
    name.replaceAll('\\', '/'),
  );
  const strange = files.filter((name) => /\.(map|ts|tsx|md|cpp|h|gyp)$|\/test\//.test(name));
  expect(strange).toEqual([]);
  const packages = files.flatMap(
    (name) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(name)?.[1] ?? [],
  );
  expect(packages.sort()).toEqual(['@photostructure/sqlite', 'node-gyp-build']);
  const libraries = files.filter((name) => name.endsWith('.node'));
  expect(libraries).toHaveLength(1);
  expect(machineOf(join(`${PACKED.asar}.unpacked`, libraries[0] ?? ''))).toBe(process.arch);
  expect(machineOf(PACKED.program)).toBe(process.arch);
  const manifest = JSON.parse(extractFile(PACKED.asar, 'package.json').toString());
  expect(manifest.version).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version);
  expect(readdirSync(join(PACKED.folder, 'locales')).sort()).toEqual(['de.pak', 'en-US.pak']);
});

test('it carries the licences of everything in it', () => {
  const text = (name: string) => readFileSync(join(PACKED.folder, name), 'utf8');
  expect(text('LICENSE.txt')).toBe(readFileSync('LICENSE', 'utf8'));
  expect(text('THIRD-PARTY-NOTICES.txt')).toBe(readFileSync(noticesFile, 'utf8'));
  expect(text('LICENSE.electron.txt')).toContain('Permission is hereby granted');
  expect(existsSync(join(PACKED.folder, 'LICENSES.chromium.html'))).toBe(true);
});

test('it runs from the archive alone', async ({ run, folder }) => {
  test.skip(!onLinux, 'macOS and Windows check the archive itself');
  const copy = copyOf(PACKED, join(folder, 'copy'));
  const app = { args: [...rootArguments(), '--lang=xx', `--user-data-dir=${folder}`] };
  // A wrong flag is answered by the app’s own code and at once.
  expect(await run({ program: copy.program, ...app }).ended()).toBe(64);
  renameSync(copy.asar, `${copy.asar}.gone`);
  const loose = join(copy.folder, 'resources', 'app');
  mkdirSync(loose);
  writeFileSync(join(loose, 'package.json'), JSON.stringify({ main: 'main.js' }));
  writeFileSync(join(loose, 'main.js'), 'process.exit(64)');
  expect(await run({ program: copy.program, ...app }).ended()).not.toBe(64);
});
