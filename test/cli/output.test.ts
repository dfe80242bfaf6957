import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTexts } from '../../app/text/translate.ts';
import { COMMANDS } from '../../main/cli/commands.ts';
import { commandHelp } from '../../main/cli/help.ts';
import { version } from '../../package.json' with { type: 'json' };
import { BuiltCli } from '../support/built-cli.ts';

let cli: BuiltCli;
let folder: string;
beforeAll(async () => {
  cli = await BuiltCli.build();
  folder = await mkdtemp(join(tmpdir(), 'wago-cli-'));
});
afterAll(async () => {
  await cli.remove();
  await rm(folder, { recursive: true, force: true });
});

const NAMES = COMMANDS.map(({ name }) => name);

describe('--help', () => {
  test('names every command, in both languages', async () => {
    for (const [flag, words] of [
      ['--lang=en', 'Usage: npm run cli'],
      ['--lang=de-CH', 'Aufruf: npm run cli'],
    ] as const) {
      const { code, stdout, stderr } = await cli.run('--help', flag);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain(words);
      for (const name of NAMES) expect(stdout).toMatch(new RegExp(`^ {2}${name} +\\S`, 'm'));
    }
  });

  test.each(COMMANDS)('behind $name lists each of its options', ({ name, usage }) => {
    const help = commandHelp(createTexts('en').t, { name, usage, run: () => Promise.reject() });
    expect(help).toContain(`Usage: ${usage}\n`);
    const options = usage.match(/--[a-z-]+/g) ?? [];
    for (const option of options) expect(help).toMatch(new RegExp(`^ {2}\\[?${option}`, 'm'));
  });

  test('goes behind a command too, before it is asked for what it needs', async () => {
    const { code, stdout, stderr } = await cli.run('export', '--help');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('\n  [--resolution raw|30s|5m|1h|1d]\n');
  });

  test.each([[], ['export']])('--version prints the version behind %j', async (...before) => {
    const { code, stdout, stderr } = await cli.run(...before, '--version');
    expect([code, stdout, stderr]).toEqual([0, `${version}\n`, '']);
  });
});

describe.skipIf(process.platform === 'win32')('an output', () => {
  test.each(['cli --help', 'cli simulate --port 0'])(
    'that nobody reads any more ends %s without a word',
    async (line) => {
      const { code, stderr } = await cli.shell(`${line} | true`);
      // `simulate` may have written before the reader was gone; the shell then waits for neither.
      expect([code, stderr]).toEqual([0, '']);
    },
  );

  test.each(['cli --version', 'cli read --meter=demo:', 'cli simulate --port 0'])(
    'that cannot be written ends %s with 1 and one sentence',
    async (line) => {
      const { code, stderr } = await cli.shell(`${line} > /dev/full`);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^The output could not be written: .*no space left on device.*\.\n$/);
    },
  );

  test('goes on without a place for complaints', async () => {
    expect((await cli.shell('cli nonsense 2> /dev/full')).code).toBe(64);
    expect((await cli.shell('cli nonsense 2>&-')).code).toBe(64);
  });
});

describe.skipIf(process.platform === 'win32')('a data folder that cannot be one', () => {
  const RANGE = '--from 2026-11-01 --to 2026-11-02';
  const COMMANDS: readonly (readonly [name: string, line: (data: string) => string])[] = [
    ['export', (data) => `--data ${data} ${RANGE} --format csv`],
    ['report', (data) => `--data ${data} --period 2026-10`],
    ['backup', (data) => `--data ${data} --to ${folder}/backup`],
    ['restore', (data) => `--data ${data} --from ${folder}/backup`],
    ['import', (data) => `--data ${data} --from ${folder}/file`],
    ['exporter', (data) => `--data ${data} --meter demo: --metrics 127.0.0.1:0`],
  ];

  test.each(COMMANDS)('is named by %s, with exit code 1 and no stack', async (name, line) => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    for (const data of [file, join(file, 'below'), '/proc/none']) {
      const { code, stdout, stderr } = await cli.shell(`cli ${name} ${line(data)}`);
      expect({ data, code, stdout }).toEqual({ data, code: 1, stdout: '' });
      expect(stderr).toMatch(name === 'restore' ? `${folder}/backup` : data);
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    }
  });
});
