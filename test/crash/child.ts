import { join } from 'node:path';
import { epochMs, watts } from '../../app/units.ts';
import type { Core } from '../../main/compose.ts';
import type { History } from '../../main/history/history.ts';
import { toWire } from '../../main/history/wire.ts';
import { CompressedApp } from '../soak/compressed.ts';
import { freePort } from '../soak/free-port.ts';
import { createCore, meterAt } from '../support/core.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { csvOf } from './csv.ts';
import { type FilePhase, restoreAgainAndAgain, writeAgainAndAgain } from './files.ts';
import {
  type Acknowledgement,
  acknowledged,
  EVERY,
  PARTS,
  type Phase,
  partNumbers,
  readingOf,
  timeOf,
} from './numbered.ts';

/**
 * The app's core, doing one thing without an end and saying what is on disk. It is killed from
 * outside. Arguments: the phase, the folder, and where to begin (epoch ms while polling, else a number).
 */
const [action, folder = '', begin = '0'] = process.argv.slice(2) as [
  Phase | FilePhase,
  string,
  string,
];

/** Into a pipe, which Node writes at once: what was acknowledged does not wait in this process. */
const say = (what: Acknowledgement): void => void process.stdout.write(`${JSON.stringify(what)}\n`);

function complainOfNotices(core: Core): void {
  core.states.subscribe(({ value }) => {
    if (value.kind !== 'notices') return;
    const about = value.notices.filter(({ id }) => id === 'history');
    for (const { text } of about) say({ kind: 'complaint', text });
  });
}

/** Polls a simulated meter on a real socket as fast as it goes. */
async function poll(): Promise<never> {
  const at = epochMs(Number(begin));
  const app = await CompressedApp.start(folder, at, EVERY, await freePort());
  complainOfNotices(app.core);
  for (;;) {
    // The thread answers in the order in which it was asked: the reading is on disk by then.
    await app.core.history?.size();
    const { live } = app.core.states.state;
    const { power, energy } = live.values;
    say({ kind: 'reading', at: live.at ?? 0, power: power ?? 0, wh: energy ?? 0 });
    await app.poll();
  }
}

/** A core whose readings come from here: faster than any socket. */
class FedCore {
  readonly history: History;
  readonly #core: Core;
  readonly #clock: ManualClock;
  #number: number;

  private constructor(core: Core, clock: ManualClock, number: number, history: History) {
    this.#core = core;
    this.#clock = clock;
    this.#number = number;
    this.history = history;
  }

  static async open(number: number, historyDays: number): Promise<FedCore> {
    const clock = new ManualClock(timeOf(number));
    const source = meterAt(1);
    const core = createCore({ source, historyDays, pollIdleS: 30 }, { clock, historyDir: folder });
    complainOfNotices(core);
    await core.open();
    // Nobody is there to be polled.
    core.pause();
    const { history } = core;
    if (history === null) throw new Error('No record');
    return new FedCore(core, clock, number, history);
  }

  /** Publishes `count` readings and waits until they are on disk. */
  async feed(count: number): Promise<void> {
    const events = [];
    for (let i = 0; i < count; i++) {
      await this.#clock.advance(EVERY);
      const event = readingOf(++this.#number);
      events.push(event);
      this.#core.polls.publish(event);
    }
    await this.history.size();
    for (const event of events) say(acknowledged(event));
  }

  /** Adds readings to the past, for which everything is sealed first. */
  async fill(numbers: readonly number[]): Promise<void> {
    const samples = numbers.map((number) => {
      const { at, values } = readingOf(number).reading;
      return { at, wire: toWire(values), flags: 0 };
    });
    await this.history.fill(samples, 'import');
  }

  /** When the newest reading was made that is on disk. */
  get at(): number {
    return timeOf(this.#number);
  }
}

const LIMITS = { connection: watts(24_000), energyMode: null } as const;

/** Part by part in any order, so that each life meets some that are there and some that are not. */
async function importAgainAndAgain(core: FedCore): Promise<never> {
  for (;;) {
    const part = Math.floor(Math.random() * PARTS);
    const done = await core.history.importCsv(csvOf(folder, part), LIMITS);
    if (!done.ok) say({ kind: 'complaint', text: JSON.stringify(done.error) });
    else say({ kind: 'import', part });
  }
}

/** Something to copy, so that a copy takes its time. Found there already by all lives but the first. */
async function giveItAPast(core: FedCore): Promise<void> {
  for (let part = 0; part < PARTS; part++) await core.fill(partNumbers(part));
}

async function backUpAgainAndAgain(core: FedCore): Promise<never> {
  for (let number = 0; ; number++) {
    const { at } = core;
    const file = join(folder, `backup-${at}-${number}.sqlite`);
    const done = await core.history.backup(file);
    if (!done.ok) say({ kind: 'complaint', text: JSON.stringify(done.error) });
    else say({ kind: 'backup', file, at });
  }
}

const FEW = 10;
/** A few less than are sealed together; the purge follows at once. */
const BEFORE_SEALING = 2040;
/** While purging; elsewhere nothing is. */
const DAYS_KEPT = 3;

async function feed(kind: Exclude<Phase, 'polling'>): Promise<never> {
  const isPurging = kind === 'purging';
  const core = await FedCore.open(Number(begin), isPurging ? DAYS_KEPT : 400);
  if (isPurging) await core.fill([Number(begin)]);
  if (kind === 'backing up' && Number(begin) === 0) await giveItAPast(core);
  await core.feed(isPurging ? BEFORE_SEALING : 1);
  if (kind === 'importing') void importAgainAndAgain(core);
  if (kind === 'backing up') void backUpAgainAndAgain(core);
  for (;;) await core.feed(isPurging ? 1 : FEW);
}

if (action === 'restoring') restoreAgainAndAgain(folder);
if (action === 'writing files') writeAgainAndAgain(folder);
if (action === 'polling') await poll();
else await feed(action);
