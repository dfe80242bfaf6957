import { app } from 'electron';
import { type Millis, minutes } from '../../app/units.ts';
import { type CrashCareOptions, relaunch } from '../window/crash-care.ts';
import type { DesktopFile } from './desktop-file.ts';

/** With one more Chromium ends the whole app. */
const MOST_CRASHES = 3;
const MEMORY = minutes(10);

/** Must run before the app is ready. Another Electron brings other drivers' luck. */
export function avoidBrokenGpu(memory: DesktopFile): void {
  if (memory.get().gpuOffFor === process.versions.electron) app.disableHardwareAcceleration();
}

/** When the GPU process keeps crashing, the app starts anew and draws without it. */
export function watchGpu(options: CrashCareOptions): void {
  const { clock, log, memory } = options;
  let crashes: readonly Millis[] = [];
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (type !== 'GPU' || reason === 'clean-exit') return;
    const now = clock.elapsed();
    crashes = [...crashes.filter((at) => now - at < MEMORY), now];
    log.warn('window', `the GPU process died (${reason}, ${exitCode})`);
    if (crashes.length < MOST_CRASHES) return;
    crashes = [];
    memory.change({ gpuOffFor: process.versions.electron ?? null });
    relaunch(options, 'the GPU process keeps dying');
  });
}
