import { readdirSync, readFileSync } from 'node:fs';

/** Of `/proc/PID/stat`; Linux has had no other for decades. */
const TICKS_PER_SECOND = 100;

export interface Usage {
  readonly processes: number;
  /** Memory with shared pages divided among those who share them, in MiB. */
  readonly pssMib: number;
  /** Since the processes began. */
  readonly cpuS: number;
}

const readProc = (path: string): string => {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return '';
  }
};

/** Parent, and time spent in user and kernel mode. */
function statOf(pid: number): { readonly parent: number; readonly ticks: number } {
  // The name in parentheses may hold spaces.
  const fields = readProc(`${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
}

function familyOf(pid: number): readonly number[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const parents = new Map(all.map((one) => [one, statOf(one).parent]));
  const family = new Set([pid]);
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const [child, parent] of parents) if (family.has(parent)) family.add(child);
  }
  return [...family];
}

/** What a process and all those that it started take. Linux only. */
export function usageOf(pid: number): Usage {
  const family = familyOf(pid);
  const pssKib = family.map((one) =>
    Number(/^Pss:\s+(\d+)/m.exec(readProc(`${one}/smaps_rollup`))?.[1] ?? 0),
  );
  const ticks = family.map((one) => statOf(one).ticks).filter(Number.isFinite);
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  return {
    processes: family.length,
    pssMib: Math.round(sum(pssKib) / 102.4) / 10,
    cpuS: sum(ticks) / TICKS_PER_SECOND,
  };
}

/** Files, sockets and pipes that a process holds open. Linux only. */
export function descriptorsOf(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}
