import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesktopFile } from '../../main/desktop/desktop-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wago-desktop-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const path = (): string => join(folder, 'desktop.json');
const PLACE = { x: 1, y: 2, width: 3, height: 4, maximized: false };

describe('what is remembered of a desktop', () => {
  it('is there at the next start, for its owner alone', async () => {
    openDesktopFile(folder).change({ window: PLACE, said: ['hello'] });
    expect(openDesktopFile(folder).get()).toMatchObject({ window: PLACE, said: ['hello'] });
    expect((await stat(path())).mode & 0o077).toBe(0);
  });

  it.each([
    ['nothing', ''],
    ['half of it', '{"window":{"x":1'],
    ['something else', '[1,2,3]'],
    ['null', 'null'],
    ['other types', '{"window":7,"said":"x","relaunches":[true],"gpuOffFor":1,"pin":{"salt":1}}'],
    ['a window of no size', '{"window":{"x":1,"y":2,"width":0,"height":4,"maximized":false}}'],
  ])('is as if it never had been where the file holds %s', async (_what, text) => {
    await writeFile(path(), text);
    const nothing = { window: null, said: [], relaunches: [], gpuOffFor: null, pin: null };
    expect(openDesktopFile(folder).get()).toEqual(nothing);
  });

  it('loses only what is broken', async () => {
    await writeFile(
      path(),
      JSON.stringify({ window: { ...PLACE, x: 'left' }, said: ['hello', 7] }),
    );
    expect(openDesktopFile(folder).get()).toMatchObject({ window: null, said: ['hello'] });
  });

  it('holds for this run where it cannot be kept', async () => {
    const file = openDesktopFile(join(folder, 'missing'));
    file.change({ said: ['hello'] });
    expect(file.get().said).toEqual(['hello']);
  });

  it('leaves no second file behind', async () => {
    openDesktopFile(folder).change({ said: ['hello'] });
    await expect(readFile(`${path()}.new`)).rejects.toThrow('ENOENT');
  });
});
