import { arch, freemem, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { MachineReport } from '../../app/diagnostics/machine.ts';
import { freeBytes } from '../history/disk.ts';

/** @param folder where settings and history lie. */
export function machineReport(version: string, folder: string): MachineReport {
  const { electron, node } = process.versions;
  return {
    version,
    runtime: electron === undefined ? `node ${node}` : `electron ${electron}`,
    system: `${platform()} ${arch()} ${release()}`,
    memoryTotal: totalmem(),
    memoryFree: freemem(),
    diskFree: freeBytes(join(folder, 'history')),
  };
}
