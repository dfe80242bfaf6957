import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Notice } from '../../../app/bridge/state.ts';
import { DEFAULT_SETTINGS } from '../../../app/settings.ts';
import { minutes, seconds } from '../../../app/units.ts';
import { openForReading } from '../../../main/history/open-file.ts';
import { gather } from '../../../main/history/queries/gather.ts';
import { Store } from '../../../main/history/store.ts';
import { lockForWriting } from '../../../main/history/writer-lock.ts';
import { SourceRecord } from '../../../main/station/record.ts';
import { buildHistoryWorker } from '../../history/built-worker.ts';
import { type End, endingWorker } from '../../history/ending-worker.ts';
import { reading, tempFolder, values } from '../../history/fixtures.ts';
import { createLogBook, meterAt } from '../../support/core.ts';
import { createFastClock } from '../../support/fast-clock.ts';

/** A heap takes its time to be full. */
const LONG = minutes(2);
const START = Date.UTC(2026, 1, 5, 12);
const timeOf = (poll: number): number => START + poll * 30_000;

let worker: URL;
beforeAll(async () => {
  worker = await buildHistoryWorker();
});
const open: SourceRecord[] = [];
afterEach(async () => {
  for (const record of open.splice(0)) await record.close();
});

interface Subject {
  readonly record: SourceRecord;
  readonly file: string;
  /** What was said, `null` where it was taken back. */
  readonly said: (string | null)[];
  /** Resolves when what was said last is taken back. */
  readonly isWriting: Promise<void>;
}

function subject(thread: URL): Subject {
  const dir = tempFolder();
  const said: (string | null)[] = [];
  let resolve = (): void => undefined;
  const isWriting = new Promise<void>((done) => {
    resolve = done;
  });
  const record = new SourceRecord({
    dir,
    worker: thread,
    clock: createFastClock(100),
    zone: 'Europe/Berlin',
    log: createLogBook(),
    states: {
      notify: ({ text }: Notice) => void said.push(text),
      dismiss: () => {
        said.push(null);
        resolve();
      },
    },
    settings: () => ({ ...DEFAULT_SETTINGS, source: meterAt(502) }),
    pollEvery: () => seconds(30),
    onPast: async () => undefined,
  });
  open.push(record);
  return { record, file: join(dir, 'history.sqlite'), said, isWriting };
}

function take({ record }: Subject, from: number, to: number): void {
  for (let poll = from; poll < to; poll++) {
    record.take(reading(timeOf(poll), values(46 + poll, 500_000 + poll)));
  }
}

/** Times of what is on disk. */
function recorded(file: string): number[] {
  const opened = openForReading(file);
  if (!opened.ok) throw new Error(opened.error.kind);
  const store = new Store(opened.value);
  const { at } = gather(store, START, timeOf(10_000), [0], 'polls');
  store.close();
  return at;
}

const upTo = (polls: number): number[] => Array.from({ length: polls }, (_, poll) => timeOf(poll));

describe('a record whose thread ends', () => {
  it.each(['exit', 'throw', 'memory'] as const satisfies readonly End[])(
    'is opened anew and has every poll once: %s',
    async (end) => {
      const one = subject(endingWorker(worker, end));
      await one.record.open();
      take(one, 0, 20);
      const asked = one.record.history?.size();
      // Asked after what ends it: nobody will answer.
      const behind = one.record.history?.today('Europe/Berlin');
      take(one, 20, 40);
      expect(await asked).toMatchObject({ ok: false, error: { kind: 'gone' } });
      expect(await behind).toMatchObject({ ok: false, error: { kind: 'gone' } });
      expect(one.record.history).toBeNull();
      take(one, 40, 60);
      await one.isWriting;
      take(one, 60, 80);
      const today = await one.record.history?.today('Europe/Berlin');
      expect(today?.ok).toBe(true);
      await one.record.close();
      expect(recorded(one.file)).toEqual(upTo(80));
      expect(one.said).toEqual(['historyNotWriting-gone', null]);
    },
    LONG,
  );
});

describe('a record that somebody else uses when the app starts', () => {
  it('is recorded from the first poll on once the other has finished, and says so meanwhile', async () => {
    const one = subject(worker);
    const lock = lockForWriting(one.file);
    if (!lock.ok) throw new Error(lock.error.kind);
    await one.record.open();
    expect(one.record.history).toBeNull();
    expect(one.said).toEqual(['historyNotWriting-in-use']);
    take(one, 0, 30);
    lock.value.release();
    await one.isWriting;
    take(one, 30, 40);
    await one.record.close();
    expect(recorded(one.file)).toEqual(upTo(40));
    expect(one.said).toEqual(['historyNotWriting-in-use', null]);
  });

  it('is let alone once the app has ended', async () => {
    const one = subject(worker);
    const lock = lockForWriting(one.file);
    if (!lock.ok) throw new Error(lock.error.kind);
    await one.record.open();
    await one.record.close();
    lock.value.release();
    const again = lockForWriting(one.file);
    expect(again.ok).toBe(true);
    if (again.ok) again.value.release();
    expect(one.record.history).toBeNull();
  });
});
