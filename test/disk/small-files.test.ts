import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Alerts } from '../../main/alerts/alerts.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import { openDesktopFile } from '../../main/desktop/desktop-file.ts';
import { openFileLog } from '../../main/desktop/file-log.ts';
import { type OpenedSettings, openFolder } from '../../main/settings/settings-folder.ts';
import { timeOf } from '../crash/numbered.ts';
import { createCore, createLogBook, meterAt } from '../support/core.ts';
import { mountSmallDisk, reasonAgainstMounting, type SmallDisk } from './small-disk.ts';

const disks: SmallDisk[] = [];
afterEach(() => {
  for (const disk of disks.splice(0)) disk.remove();
});

function disk(): SmallDisk {
  const made = mountSmallDisk(1);
  disks.push(made);
  return made;
}

/** As electron-store does it: whole or not at all. */
const open = (folder: string): OpenedSettings =>
  openFolder(folder, timeOf(0), (stored) => {
    const file = join(folder, 'settings.json');
    writeFileSync(`${file}.tmp`, JSON.stringify(stored));
    renameSync(`${file}.tmp`, file);
  });

const reason = reasonAgainstMounting();

describe.skipIf(reason !== null)(`on a disk that is full${reason ?? ''}`, () => {
  it('settings hold for this run, say why they are not saved, and the old ones stay whole', () => {
    const { folder, fill, free } = disk();
    open(folder).settings.change({ pollWatchedS: 5 });
    const { settings } = open(folder);
    fill();
    expect(settings.change({ pollWatchedS: 7 })).toMatch(/ENOSPC|no space/i);
    expect(settings.current().pollWatchedS).toBe(7);
    expect(open(folder)).toMatchObject({ notices: [] });
    expect(open(folder).settings.current().pollWatchedS).toBe(5);
    free();
    expect(settings.change({ pollIdleS: 60 })).toBeNull();
    expect(open(folder).settings.current()).toMatchObject({ pollWatchedS: 7, pollIdleS: 60 });
  });

  it('the copy of the last good settings is never half of one', () => {
    const { folder, fill } = disk();
    const { settings } = open(folder);
    settings.change({ pollWatchedS: 5 });
    // Room for the file itself and for no second one.
    const copied = readFileSync(join(folder, 'settings.last-good.json'), 'utf8');
    fill();
    settings.change({ pollWatchedS: 7 });
    expect(readFileSync(join(folder, 'settings.last-good.json'), 'utf8')).toBe(copied);
  });

  it('alerts and the memory of the window go on, and are kept again when there is room', () => {
    const { folder, fill, free } = disk();
    const core = createCore({ source: meterAt(1) });
    const log = createLogBook();
    const options = { core, clock: SYSTEM_CLOCK, log, zone: 'UTC', folder, tell: () => undefined };
    const memory = openDesktopFile(folder);
    memory.change({ said: ['before'] });
    fill();
    const alerts = new Alerts(options);
    alerts.start();
    alerts.commands.clearAlerts();
    memory.change({ said: ['while full'] });
    expect(memory.get().said).toEqual(['while full']);
    expect(openDesktopFile(folder).get().said).toEqual(['before']);
    alerts.close();
    free();
    memory.change({ said: ['after'] });
    expect(openDesktopFile(folder).get().said).toEqual(['after']);
  });

  it('the log loses lines and never the app', async () => {
    const { folder, fill, free } = disk();
    const echoed: string[] = [];
    const log = openFileLog({ folder, clock: SYSTEM_CLOCK, echo: (line) => echoed.push(line) });
    log.info('app', 'before');
    fill();
    for (let line = 0; line < 200; line++) log.info('app', `while full ${line}`.padEnd(200));
    free();
    log.info('app', 'after');
    expect(echoed).toMatchObject([expect.stringMatching(/the log is not kept: .*ENOSPC/)]);
    expect(readFileSync(log.file, 'utf8')).toMatch(/before[\s\S]*after/);
  });
});

describe.skipIf(reason !== null)('in a folder that may only be read', () => {
  it('everything small goes on without being kept', () => {
    const { folder, forbidWriting } = disk();
    open(folder).settings.change({ pollWatchedS: 5 });
    forbidWriting();
    const { settings } = open(folder);
    expect(settings.change({ pollWatchedS: 7 })).toMatch(/EROFS|read-only/i);
    expect(settings.current().pollWatchedS).toBe(7);
    const log = openFileLog({ folder, clock: SYSTEM_CLOCK, echo: () => undefined });
    log.warn('app', 'nobody reads this');
    openDesktopFile(folder).change({ said: ['nothing'] });
    expect(existsSync(join(folder, 'desktop.json'))).toBe(false);
  });
});
