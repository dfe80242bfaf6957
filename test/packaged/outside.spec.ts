import { chmodSync, chownSync, copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootArguments } from '../../resources/dev/electron.mjs';
import { expect, onLinux, test } from './app.ts';
import { copyOf, PACKED } from './package.ts';

const NOBODY = 65534;

test('takes a picture of the demo meter and prints its values', async ({ run, folder }) => {
  const file = join(folder, 'picture.png');
  const args = [...rootArguments(), `--user-data-dir=${folder}`, `--snapshot=${file}`];
  const app = run({ program: PACKED.program, args: [...args, '--size=800x480'] });
  expect(await app.ended()).toBe(0);
  const values = JSON.parse(app.stdout);
  expect(values.source).toBe('demo:');
  expect(values.powerW).toBeGreaterThan(0);
  const picture = readFileSync(file);
  expect(picture.toString('latin1', 1, 4)).toBe('PNG');
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([800, 480]);
});

for (const flag of ['--remote-debugging-port=0', '--remote-debugging-pipe', '--inspect=0'])
  test(`refuses ${flag.split('=')[0]}`, async ({ run, folder }) => {
    const args = [...rootArguments(), `--user-data-dir=${folder}`, flag];
    const app = run({ program: PACKED.program, args });
    expect(await app.ended()).toBe(64);
    expect(app.stderr).not.toMatch(/Debugger listening/);
  });

test('is neither turned into Node nor made to load other code by the environment', async ({
  run,
  folder,
}) => {
  const env = {
    ...process.env,
    ELECTRON_RUN_AS_NODE: '1',
    NODE_OPTIONS: '--require=/nowhere/of-mine.cjs',
  };
  // As Node it would print the sum; told to load a file that is not there, it would not start.
  const args = [...rootArguments(), `--user-data-dir=${folder}`, '-p', '40+2'];
  const app = run({ program: PACKED.program, args, env });
  expect(await app.ended()).toBe(64);
  expect(app.stdout).toBe('');
});

test('shows its page in a sandbox', async ({ run, folder }) => {
  test.skip(!onLinux, 'Linux says of each process how it is confined');
  const isRoot = process.getuid?.() === 0;
  // Chromium does not sandbox what root starts, so somebody else starts it.
  const installed = isRoot ? copyOf(PACKED, join(folder, 'installed')) : PACKED;
  const home = join(folder, 'home');
  mkdirSync(home);
  const authority = join(home, 'authority');
  if (process.env.XAUTHORITY) copyFileSync(process.env.XAUTHORITY, authority);
  if (isRoot) {
    chmodSync(folder, 0o755);
    for (const path of [home, ...(process.env.XAUTHORITY ? [authority] : [])])
      chownSync(path, NOBODY, NOBODY);
  }
  const { DBUS_SESSION_BUS_ADDRESS: _, ...rest } = process.env;
  const app = run({
    program: installed.program,
    args: [`--user-data-dir=${join(home, 'data')}`, '--lang=en'],
    env: { ...rest, HOME: home, XDG_CONFIG_HOME: home, XAUTHORITY: authority },
    ...(isRoot ? { uid: NOBODY } : {}),
  });
  await expect.poll(() => app.renderers().length).toBe(1);
  await expect.poll(() => app.renderers()[0]).toMatch(/^Seccomp:\s*2$/m);
  expect(app.renderers()[0]).toMatch(/^NoNewPrivs:\s*1$/m);
  expect(await app.quit()).toBe(0);
});
