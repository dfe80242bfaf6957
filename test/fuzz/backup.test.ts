import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect } from 'vitest';
import { FIELDS } from '../../app/measurement.ts';
import { epochMs, seconds } from '../../app/units.ts';
import { openForReading } from '../../main/history/open-file.ts';
import { gather } from '../../main/history/queries/gather.ts';
import { restore } from '../../main/history/restore.ts';
import { Store } from '../../main/history/store.ts';
import { Recording, reading, values } from '../history/fixtures.ts';
import { fuzz } from './fuzz.ts';
import { mutated } from './mutations.ts';

const NOW = epochMs(Date.UTC(2026, 10, 22, 11));
const START = NOW - 40 * 30_000;
const folder = mkdtempSync(join(tmpdir(), 'wago-fuzz-backup-'));
const backup = join(folder, 'backup.sqlite');
const target = join(folder, 'data', 'history.sqlite');
afterAll(() => rmSync(folder, { recursive: true }));

/** A small history of ours, whole and without companions. */
function goodBackup(): Uint8Array {
  const file = join(folder, 'good.sqlite');
  const recording = new Recording(seconds(30), file);
  for (let row = 0; row < 40; row++) {
    recording.record(reading(START + row * 30_000, values(46 + row, 500_000 + row)));
  }
  recording.seal();
  recording.store.db.exec('PRAGMA journal_mode=DELETE; VACUUM');
  recording.close();
  return Uint8Array.from(readFileSync(file));
}

const GOOD = goodBackup();
let restored = 0;

beforeAll(() => {
  const done = restoreBytes(GOOD);
  expect(done).toMatchObject({ ok: true });
  restored = 0;
});

function restoreBytes(bytes: Uint8Array) {
  writeFileSync(backup, bytes);
  rmSync(join(folder, 'data'), { recursive: true, force: true });
  return restore(target, backup, NOW);
}

/** What was taken over can be asked for everything, damaged or not, and answers nothing impossible. */
function expectReadable(): void {
  const opened = openForReading(target);
  expect(opened.ok).toBe(true);
  if (!opened.ok) return;
  const store = new Store(opened.value);
  try {
    const all = FIELDS.map((_, index) => index);
    gather(store, START, NOW, all, 'polls');
    gather(store, START, NOW, all, 'marks');
  } finally {
    store.close();
  }
}

fuzz<Uint8Array>('backup files', {
  // Each that is taken in is written down to the disk itself.
  cases: 3_000,
  arbitrary: fc.oneof(
    { weight: 9, arbitrary: mutated(fc.constant(GOOD)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 4096 }) },
  ),
  check: (bytes) => {
    const done = restoreBytes(bytes);
    if (!done.ok) {
      expect(['corrupt', 'altered', 'not-ours', 'newer', 'cannot-open']).toContain(done.error.kind);
      expect(existsSync(target)).toBe(false);
      return;
    }
    restored += 1;
    expectReadable();
  },
  finally: () => expect(restored).toBeGreaterThan(200),
});
