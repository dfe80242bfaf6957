import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { machineOf } from '../../../resources/dev/machine-of.mjs';

const prebuilt = join('node_modules', '@photostructure', 'sqlite', 'prebuilds');
const library = '@photostructure+sqlite.glibc.node';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wago-machine-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

for (const system of ['linux', 'win32', 'darwin'])
  for (const machine of ['x64', 'arm64'])
    it(`tells that a library of ${system} is for ${machine}`, () => {
      expect(machineOf(join(prebuilt, `${system}-${machine}`, library))).toBe(machine);
    });

it('does not take a script, a stub or an empty file for a program', () => {
  const file = join(folder, 'file');
  for (const text of ['#!/bin/sh\n'.repeat(20), `MZ${'\xff'.repeat(200)}`, '']) {
    writeFileSync(file, text, 'latin1');
    expect(machineOf(file)).toBeNull();
  }
});
