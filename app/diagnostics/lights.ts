import type { EndpointStatus } from '../metrics/endpoint.ts';
import type { PiHealth, PiTarget } from '../metrics/pi-health.ts';
import type { Light } from './light.ts';

export function endpointLight({ state }: EndpointStatus): Light {
  switch (state) {
    case 'off':
      return 'skipped';
    case 'starting':
      return 'pending';
    case 'listening':
      return 'ok';
    case 'failed':
      return 'failed';
  }
}

export function piTargetLight({ isUp }: PiTarget): Light {
  if (isUp === null) return 'skipped';
  return isUp ? 'ok' : 'failed';
}

/** @param health null: no Prometheus is set. One target that is up is enough: old ones stay listed. */
export function piLight(health: PiHealth | null): Light {
  if (health === null) return 'skipped';
  if (health.state === 'unreachable') return 'failed';
  const lights = health.targets.map(piTargetLight);
  if (lights.includes('ok')) return 'ok';
  return lights.includes('failed') ? 'failed' : 'doubtful';
}

const MB = 1_000_000;
const LITTLE_DISK = 500 * MB;
const NO_DISK = 70 * MB;

/** @param free bytes where the history lies; null: the system does not say. */
export function diskLight(free: number | null): Light {
  if (free === null) return 'skipped';
  if (free < NO_DISK) return 'failed';
  return free < LITTLE_DISK ? 'doubtful' : 'ok';
}

const LITTLE_MEMORY = 200 * MB;
const NO_MEMORY = 50 * MB;

/** @param free bytes that programs could still get. */
export function memoryLight(free: number): Light {
  if (free < NO_MEMORY) return 'failed';
  return free < LITTLE_MEMORY ? 'doubtful' : 'ok';
}
