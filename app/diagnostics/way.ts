import { type ConnectionStep, stepsUntil } from '../connection-report.ts';
import type { PollFaultKind } from '../fault.ts';
import type { Link } from '../link.ts';
import { freshness, type Live } from '../live.ts';
import { GRID_FIELDS, type Measurement, POWER_FIELDS } from '../measurement.ts';
import type { EpochMs } from '../units.ts';
import type { Light } from './light.ts';

/** A light for each step from the gateway's name to a reading. */
export type WayLights = Readonly<Record<ConnectionStep, Light>>;

/** How far a poll came that ended so; null: our side stopped it, so it says nothing. */
const REACHED: Readonly<Record<PollFaultKind, ConnectionStep | null>> = {
  'name-not-found': 'name',
  refused: 'port',
  unreachable: 'port',
  closed: 'unit',
  'no-answer': 'unit',
  'other-framing': 'unit',
  'wrong-unit': 'unit',
  garbled: 'unit',
  'not-float': 'format',
  exception: 'values',
  implausible: 'values',
  busy: null,
  stopped: null,
};

const all = (light: Light): WayLights => ({
  name: light,
  port: light,
  unit: light,
  format: light,
  values: light,
});

type Troubled = Link & { readonly state: 'faltering' | 'offline' };

function afterFault({ fault, state }: Troubled): WayLights {
  const step = REACHED[fault.kind];
  if (step === null) return all('pending');
  const format: Partial<WayLights> = fault.kind === 'exception' ? { format: 'skipped' } : {};
  const light: Light = state === 'faltering' ? 'doubtful' : 'failed';
  return { ...stepsUntil(step), ...format, [step]: light };
}

/** Of what every poll asks for; energy is asked for less often. */
function valuesLight(values: Measurement): Light {
  const asked = [...POWER_FIELDS, ...GRID_FIELDS].map((field) => values[field]);
  const missing = asked.filter((value) => value === null).length;
  if (missing === 0) return 'ok';
  return missing === asked.length ? 'failed' : 'doubtful';
}

function formatLight({ session }: Live): Light {
  if (session === null) return 'pending';
  const { floatFormat } = session.identity;
  if (floatFormat === null) return 'skipped';
  return floatFormat ? 'ok' : 'failed';
}

function online(live: Live, now: EpochMs): WayLights {
  const reached = { ...all('pending'), name: 'ok', port: 'ok' } as const;
  if (freshness(live, now) === 'stale') return reached;
  return { ...reached, unit: 'ok', format: formatLight(live), values: valuesLight(live.values) };
}

function ofLink(live: Live, now: EpochMs): WayLights {
  const { link } = live;
  switch (link.state) {
    case 'connecting':
      return all('pending');
    case 'paused':
      return all('skipped');
    case 'faltering':
    case 'offline':
      return afterFault(link);
    case 'online':
      return online(live, now);
  }
}

/** What the polls say of each step, without asking the gateway anything. Pure. */
export function wayLights(live: Live, now: EpochMs): WayLights {
  const lights = ofLink(live, now);
  // The demo meter has neither name nor port.
  return live.source.kind === 'demo' ? { ...lights, name: 'skipped', port: 'skipped' } : lights;
}
