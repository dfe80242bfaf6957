import { join } from 'node:path';
import type { HistoryFault, HistoryNotice } from '../../app/history/fault.ts';
import { rulesOf } from '../../app/insights/rules.ts';
import { err, type Result } from '../../app/result.ts';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import { seconds } from '../../app/units.ts';
import { History } from '../../main/history/history.ts';
import { acknowledged, EVERY, readingOf, timeOf } from '../crash/numbered.ts';
import { lookInto } from '../crash/verify.ts';
import { ManualClock } from '../support/manual-clock.ts';

/** A real record in `folder` that is given numbered readings. */
export class Kept {
  readonly file: string;
  readonly history: History;
  readonly notices: HistoryNotice[];
  readonly bugs: string[];
  /** Numbers of the readings that were acknowledged. */
  readonly kept: number[] = [];
  readonly #clock: ManualClock;
  #number = 0;

  private constructor(
    file: string,
    history: History,
    notices: HistoryNotice[],
    bugs: string[],
    clock: ManualClock,
  ) {
    this.file = file;
    this.history = history;
    this.notices = notices;
    this.bugs = bugs;
    this.#clock = clock;
  }

  static async open(folder: string, worker: URL): Promise<Result<Kept, HistoryFault>> {
    const notices: HistoryNotice[] = [];
    const bugs: string[] = [];
    const clock = new ManualClock(timeOf(0));
    const file = join(folder, 'history.sqlite');
    const opened = await History.open({
      file,
      worker,
      source: 'tcp://127.0.0.1:502/2',
      pollEvery: seconds(30),
      retention: { markDays: 400, capBytes: 1e9 },
      rules: rulesOf(DEFAULT_SETTINGS, 'Europe/Berlin'),
      clock,
      onNotice: (notice) => notices.push(notice),
      onBug: (stack) => bugs.push(stack),
    });
    if (!opened.ok) return err(opened.error);
    return { ok: true, value: new Kept(file, opened.value, notices, bugs, clock) };
  }

  /** Records `count` readings. @returns the faults, in order */
  async feed(count: number): Promise<readonly HistoryFault[]> {
    const faults: HistoryFault[] = [];
    for (let i = 0; i < count; i++) {
      await this.#clock.advance(EVERY);
      const number = ++this.#number;
      const done = await this.history.record(readingOf(number));
      if (done.ok) this.kept.push(number);
      else faults.push(done.error);
    }
    return faults;
  }

  /** Numbers of all readings that were given. */
  get given(): readonly number[] {
    return Array.from({ length: this.#number }, (_, index) => index + 1);
  }

  /** What of the readings with these numbers the closed file says. */
  look(numbers: readonly number[] = this.kept) {
    const readings = numbers.map((number) => {
      const said = acknowledged(readingOf(number));
      if (said.kind !== 'reading') throw new Error('No reading');
      return said;
    });
    return lookInto(this.file, readings, []);
  }
}

/** As for {@link Kept.open}, where it must work. */
export async function keep(folder: string, worker: URL): Promise<Kept> {
  const opened = await Kept.open(folder, worker);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
}

export const FLAWLESS = { integrity: 'ok', lost: 0, lostImports: 0, energyOffWh: 0 };
