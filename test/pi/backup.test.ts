import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isOnPath } from '../metrics/on-path.ts';
import { PI } from './stack-files.ts';

/** Docker itself is not at hand everywhere; the scripts, tar and the folders are real. */
describe.skipIf(process.platform !== 'linux')('the backup of the volumes', () => {
  let folder = '';
  const volume = (name: string): string => join(folder, 'volumes', name);
  const calls = async (): Promise<readonly string[]> =>
    (await readFile(join(folder, 'calls'), 'utf8')).trim().split('\n');
  const archives = async (): Promise<readonly string[]> =>
    (await readdir(join(folder, 'backups'))).toSorted();

  function run(script: string, ...args: string[]) {
    const env = {
      ...process.env,
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      FAKE_DOCKER: folder,
    };
    return spawnSync(join(folder, 'pi', script), args, { encoding: 'utf8', env, cwd: folder });
  }

  async function fill(name: string, text: string): Promise<void> {
    await mkdir(join(volume(name), 'wal'), { recursive: true });
    await writeFile(join(volume(name), 'wal', '00000001'), text);
    await writeFile(join(volume(name), '.hidden'), text);
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wago-backup-'));
    await mkdir(join(folder, 'bin'));
    await symlink(resolve('test/pi/fake-docker.sh'), join(folder, 'bin', 'docker'));
    await mkdir(join(folder, 'pi'));
    for (const script of ['backup.sh', 'restore.sh', 'volumes.sh']) {
      await cp(join(PI, script), join(folder, 'pi', script));
    }
    await fill('modbus_prometheus_data', 'series');
    await fill('modbus_grafana_data', 'dashboards');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('brings both volumes back as they were', async () => {
    expect(run('backup.sh', 'backups')).toMatchObject({ status: 0, stderr: '' });
    const [grafana, prometheus] = await archives();
    expect([grafana, prometheus]).toEqual([
      expect.stringMatching(/^grafana_data_.*\.tar\.gz$/),
      expect.stringMatching(/^prometheus_data_.*\.tar\.gz$/),
    ]);
    await fill('modbus_prometheus_data', 'lost');
    await writeFile(join(volume('modbus_prometheus_data'), 'left-over'), '');
    const paths = [grafana, prometheus].map((name) => join(folder, 'backups', name ?? ''));
    expect(run('restore.sh', ...paths)).toMatchObject({ status: 0, stderr: '' });
    const restored = volume('modbus_prometheus_data');
    expect((await readdir(restored)).toSorted()).toEqual(['.hidden', 'wal']);
    expect(await readFile(join(restored, 'wal', '00000001'), 'utf8')).toBe('series');
    expect(await readFile(join(restored, '.hidden'), 'utf8')).toBe('series');
  });

  test('keeps what a restore replaces, and can bring that back too', async () => {
    run('backup.sh', 'backups');
    await fill('modbus_grafana_data', 'newer');
    const [grafana = ''] = await archives();
    run('restore.sh', join('backups', grafana));
    const before = join('backups', `before-restore_${grafana}`);
    expect(run('restore.sh', before)).toMatchObject({ status: 0 });
    const text = await readFile(join(volume('modbus_grafana_data'), '.hidden'), 'utf8');
    expect(text).toBe('newer');
  });

  test('stops each service while its volume is read, and starts it again', async () => {
    run('backup.sh', 'backups');
    expect(await calls()).toEqual([
      'stop prometheus',
      'run on modbus_prometheus_data',
      'stop grafana',
      'run on modbus_grafana_data',
      'start prometheus',
      'start grafana',
    ]);
  });

  test('leaves a service alone that did not run', async () => {
    await writeFile(join(folder, 'stopped-grafana'), '');
    run('backup.sh', 'backups');
    expect(await calls()).not.toContain('start grafana');
  });

  test('that fails starts the services again, leaves no archive and says so', async () => {
    await writeFile(join(folder, 'no-space'), '');
    const { status, stderr } = run('backup.sh', 'backups');
    expect(status).toBe(1);
    expect(stderr).toContain('modbus_prometheus_data could not be copied');
    expect(await archives()).toEqual([]);
    expect(await calls()).toContain('start prometheus');
  });

  test('looks for the volumes of the project in .env', async () => {
    await writeFile(join(folder, 'pi', '.env'), 'COMPOSE_PROJECT_NAME=other\n');
    const { status, stderr } = run('backup.sh', 'backups');
    expect(status).toBe(1);
    expect(stderr).toContain('There is no volume other_prometheus_data.');
  });

  test('is not restored from something else, and nothing is changed by trying', async () => {
    run('backup.sh', 'backups');
    const [, prometheus = ''] = await archives();
    const damaged = join(folder, 'backups', 'grafana_data_x.tar.gz');
    await writeFile(damaged, 'no archive');
    const { length } = await calls();
    const good = join(folder, 'backups', prometheus);
    expect(run('restore.sh', good, damaged)).toMatchObject({ status: 1 });
    await writeFile(join(folder, 'holiday.tar.gz'), '');
    const stranger = run('restore.sh', join(folder, 'holiday.tar.gz'));
    expect(stranger.stderr).toContain('is no archive of backup.sh');
    expect(run('restore.sh').status).toBe(64);
    expect(await calls()).toHaveLength(length);
  });

  test.skipIf(!isOnPath('shellcheck'))('is clean for shellcheck', () => {
    const scripts = ['backup.sh', 'restore.sh', 'volumes.sh'].map((name) => join(PI, name));
    const checked = spawnSync('shellcheck', ['-x', '--source-path=SCRIPTDIR', ...scripts], {
      encoding: 'utf8',
    });
    expect(checked).toMatchObject({ status: 0, stdout: '' });
  });
});
