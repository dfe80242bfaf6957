import { beforeEach, describe, expect, it } from 'vitest';
import { days, epochMs, minutes } from '../../../app/units.ts';
import type { UpdateState } from '../../../app/updates.ts';
import { type UpdateSource, Updates, type UpdatesOptions } from '../../../main/updates/updates.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const SILENT = { info() {}, warn() {}, error() {} };

/** A place where versions are published, as a test wants it. */
class Shop implements UpdateSource {
  needsPassword = false;
  version: string | null = '2.0.0';
  fault: Error | null = null;
  percents: readonly number[] = [];
  asked = 0;
  installed = 0;

  async newer(): Promise<string | null> {
    this.asked += 1;
    if (this.fault !== null) throw this.fault;
    return this.version;
  }
  async fetch(onPercent: (percent: number) => void): Promise<void> {
    for (const percent of this.percents) onPercent(percent);
    if (this.fault !== null) throw this.fault;
  }
  install(): void {
    this.installed += 1;
  }
}

let shop: Shop;
let clock: ManualClock;
let states: UpdateState[];
let told: string[];
let quits: number;
let options: UpdatesOptions;
let wanted: boolean;
let onWall: boolean;

beforeEach(() => {
  shop = new Shop();
  clock = new ManualClock(epochMs(0));
  [states, told, quits, wanted, onWall] = [[], [], 0, true, false];
  options = {
    open: async () => shop,
    clock,
    log: SILENT,
    onState: (state) => states.push(state),
    onNewer: (version) => told.push(version),
    isWanted: () => wanted,
    mayRestart: () => !onWall,
    quit: () => {
      quits += 1;
    },
  };
});

const last = (): UpdateState | undefined => states.at(-1);

async function fetched(): Promise<Updates> {
  const updates = new Updates(options);
  await updates.commands.askForUpdate();
  await updates.commands.fetchUpdate();
  return updates;
}

describe('asking', () => {
  it('happens some time after the start and then once a day, and tells of a version once', async () => {
    shop.version = null;
    const updates = new Updates(options);
    const running = updates.start();
    await clock.advance(minutes(1));
    expect(shop.asked).toBe(0);
    await clock.advance(minutes(1));
    expect([shop.asked, last()]).toEqual([1, { kind: 'newest' }]);
    shop.version = '2.0.0';
    await clock.advance(days(1));
    expect([shop.asked, last()]).toEqual([2, { kind: 'available', version: '2.0.0' }]);
    await clock.advance(days(5));
    expect([shop.asked, told]).toEqual([2, ['2.0.0']]);
    updates.close();
    await running;
  });

  it('happens never where nobody wants it', async () => {
    wanted = false;
    const updates = new Updates({ ...options, open: () => expect.unreachable() });
    const running = updates.start();
    await clock.advance(days(3));
    expect(states).toEqual([]);
    updates.close();
    await running;
  });

  it('by a person is answered where they look, without a notice', async () => {
    wanted = false;
    await new Updates(options).commands.askForUpdate();
    expect([last(), told]).toEqual([{ kind: 'available', version: '2.0.0' }, []]);
  });

  it('tells why nobody answered, in one line, and can be repeated', async () => {
    shop.fault = new Error(`net::ERR_NAME_NOT_RESOLVED\n${'page '.repeat(1000)}`);
    const { commands } = new Updates(options);
    await commands.askForUpdate();
    expect(last()).toEqual({ kind: 'failed', reason: 'net::ERR_NAME_NOT_RESOLVED' });
    shop.fault = null;
    await commands.askForUpdate();
    expect(last()).toEqual({ kind: 'available', version: '2.0.0' });
  });

  it('says of a copy that cannot replace itself that it cannot', async () => {
    await new Updates({ ...options, open: async () => null }).commands.askForUpdate();
    expect(last()).toEqual({ kind: 'by-hand' });
  });
});

describe('a newer version', () => {
  it('is downloaded when a person says so, a whole per cent at a time', async () => {
    shop.percents = [0.2, 0.9, 1.1, 1.5, 100];
    await fetched();
    const percents = states.flatMap((state) => (state.kind === 'fetching' ? [state.percent] : []));
    expect(percents).toEqual([0, 1, 100]);
    expect(last()).toEqual({ kind: 'ready', version: '2.0.0' });
  });

  it('is not downloaded before one was found', async () => {
    await new Updates(options).commands.fetchUpdate();
    expect(states).toEqual([]);
  });

  it('that came broken is not installed', async () => {
    const updates = new Updates(options);
    await updates.commands.askForUpdate();
    shop.fault = new Error('sha512 checksum mismatch');
    await updates.commands.fetchUpdate();
    updates.commands.installUpdate();
    expect(last()).toEqual({ kind: 'failed', reason: 'sha512 checksum mismatch' });
    expect([quits, await updates.finish(), shop.installed]).toEqual([0, false, 0]);
  });

  it('is installed after everything was closed, when a person restarts', async () => {
    const updates = await fetched();
    updates.commands.installUpdate();
    expect([quits, shop.installed]).toEqual([1, 0]);
    expect([await updates.finish(), shop.installed]).toEqual([true, 1]);
  });

  it('does not take over an end that a person chose', async () => {
    const updates = await fetched();
    expect([await updates.finish(), shop.installed]).toEqual([false, 0]);
  });

  it('waits while the app hangs on the wall', async () => {
    onWall = true;
    const updates = await fetched();
    updates.commands.installUpdate();
    expect([quits, await updates.finish()]).toEqual([0, false]);
    onWall = false;
    updates.commands.installUpdate();
    expect(quits).toBe(1);
  });

  it('says so where the system asks for a password', async () => {
    shop.needsPassword = true;
    await fetched();
    expect(last()).toEqual({ kind: 'needs-password', version: '2.0.0' });
  });
});
