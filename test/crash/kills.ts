import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hours } from '../../app/units.ts';
import { writePart } from './csv.ts';
import { type Acknowledgement, EVERY, PARTS, type Phase, timeOf } from './numbered.ts';
import { lookInto } from './verify.ts';

type Reading = Acknowledgement & { readonly kind: 'reading' };
type Backup = Acknowledgement & { readonly kind: 'backup' };

/** What became of a record whose process was killed again and again while it did one thing. */
export interface Outcome {
  readonly phase: Phase;
  readonly kills: number;
  /** How much was said to be on disk: readings, whole CSVs, backups. */
  readonly readings: number;
  readonly imports: number;
  readonly backups: number;
  readonly lost: number;
  /** Files for which SQLite's whole check found something. */
  readonly unsound: number;
  /** Kills after which the energies did not add up to what the counter rose by. */
  readonly energyOff: number;
  /** Files that were set aside as broken, notices and failed tasks. */
  readonly complaints: readonly string[];
}

/** From the first acknowledgement to the kill; while purging it comes when a purge is about to begin. */
const LONGEST_LIFE_MS: Readonly<Record<Phase, number>> = {
  polling: 500,
  importing: 2000,
  purging: 250,
  'backing up': 1000,
};
/** What is kept for as long as it may be asked for here, also while purging. */
const KEPT = hours(24);

/** Runs the program until it is killed at a random moment. @returns what it acknowledged. */
async function liveAndDie(
  program: string,
  phase: Phase,
  folder: string,
  begin: number,
): Promise<readonly Acknowledgement[]> {
  const child = spawn(process.execPath, [program, phase, folder, String(begin)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  const ended = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), ended]);
  await sleep(Math.random() * LONGEST_LIFE_MS[phase]);
  const endedByItself = child.exitCode !== null;
  child.kill('SIGKILL');
  await ended;
  // The last line may have been cut off; what was printed whole was acknowledged.
  const whole = out.slice(0, out.lastIndexOf('\n') + 1).trim();
  const said = whole === '' ? [] : whole.split('\n').map((line) => JSON.parse(line));
  if (endedByItself) said.push({ kind: 'complaint', text: `ended by itself: ${child.exitCode}` });
  return said as readonly Acknowledgement[];
}

/** More than a process can have recorded without its acknowledgement having come through. */
const UNSAID = hours(24);

/** Where the next life begins: behind everything that may be on disk. */
function nextBegin(phase: Phase, begin: number, newest: number): number {
  const before = phase === 'polling' ? begin : timeOf(begin);
  const at = Math.max(before, newest) + UNSAID;
  return phase === 'polling' ? at : Math.ceil((at - timeOf(0)) / EVERY);
}

class Toll {
  readonly readings: Reading[] = [];
  readonly parts = new Set<number>();
  readonly complaints: string[] = [];
  readonly backups: Backup[] = [];
  lost = 0;
  unsound = 0;
  energyOff = 0;
  #judged = 0;

  take(said: readonly Acknowledgement[]): void {
    for (const one of said) {
      if (one.kind === 'complaint') this.complaints.push(one.text);
      if (one.kind === 'reading') this.readings.push(one);
      if (one.kind === 'import') this.parts.add(one.part);
      if (one.kind === 'backup') this.backups.push(one);
    }
  }

  get newest(): number {
    return this.readings.at(-1)?.at ?? 0;
  }

  /** Judges the record; of long ago only what nobody purges. */
  judge(file: string, until: number = this.newest): void {
    const kept = this.readings.filter(({ at }) => at > this.newest - KEPT && at <= until);
    const found = lookInto(file, kept, [...this.parts]);
    this.lost += found.lost + found.lostImports;
    if (found.integrity !== 'ok') this.unsound += 1;
    if (found.energyOffWh !== 0) this.energyOff += 1;
  }

  /** Backups hold what was there when they began; nothing half-made has the name of one. */
  judgeBackups(folder: string): void {
    for (const { file, at } of this.backups.slice(this.#judged)) {
      this.judge(file, at);
      rmSync(file);
    }
    this.#judged = this.backups.length;
    for (const name of readdirSync(folder).filter((one) => /^backup.*sqlite$/.test(one))) {
      this.judge(join(folder, name), 0);
      rmSync(join(folder, name));
    }
    const aside = readdirSync(folder).filter((name) => name.includes('.broken'));
    this.complaints.push(...aside);
  }
}

/** Kills the program `kills` times in one phase, and looks at the disk after each time. */
export async function killAgainAndAgain(
  program: string,
  phase: Phase,
  kills: number,
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'crash-'));
  if (phase === 'importing') for (let part = 0; part < PARTS; part++) writePart(folder, part);
  const toll = new Toll();
  let begin = phase === 'polling' ? Number(timeOf(0)) : 0;
  for (let kill = 0; kill < kills; kill++) {
    toll.take(await liveAndDie(program, phase, folder, begin));
    begin = nextBegin(phase, begin, toll.newest);
    toll.judge(join(folder, 'history.sqlite'));
    toll.judgeBackups(folder);
  }
  rmSync(folder, { recursive: true, force: true });
  const { lost, unsound, energyOff, complaints } = toll;
  const [readings, imports] = [toll.readings.length, toll.parts.size];
  const backups = toll.backups.length;
  return { phase, kills, readings, imports, backups, lost, unsound, energyOff, complaints };
}

export const isFlawless = ({ lost, unsound, energyOff, complaints, readings }: Outcome): boolean =>
  lost + unsound + energyOff + complaints.length === 0 && readings > 0;
