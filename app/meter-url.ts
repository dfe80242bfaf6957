import type { MeterModel } from './registers/model.ts';
import { DEFAULT_MODEL, isModelId, METER_MODELS, type ModelId } from './registers/models.ts';
import { err, ok, type Result } from './result.ts';

/** How Modbus frames travel over TCP. `auto` finds out which of the two the gateway speaks. */
export type Framing = 'tcp' | 'rtu-over-tcp';
export type FramingChoice = Framing | 'auto';

/** Where a meter answers, and what kind of meter it is. */
export interface MeterAddress {
  readonly framing: FramingChoice;
  readonly host: string;
  readonly port: number;
  /** Modbus unit id, 1 to 247. */
  readonly unit: number;
  readonly model: ModelId;
}

/** Where readings come from: the built-in simulated meter or a real one. */
export type MeterSource =
  | { readonly kind: 'demo' }
  | { readonly kind: 'meter'; readonly address: MeterAddress };

export type MeterUrlFault =
  | { readonly kind: 'not-a-meter-url'; readonly text: string }
  | { readonly kind: 'bad-port'; readonly text: string }
  | { readonly kind: 'bad-unit'; readonly text: string }
  | { readonly kind: 'bad-host'; readonly text: string }
  | { readonly kind: 'bad-model'; readonly text: string };

/** The address of the installation that this app was made for. */
export const SEED_ADDRESS: MeterAddress = {
  framing: 'auto',
  host: '192.168.2.10',
  port: 8899,
  unit: 2,
  model: DEFAULT_MODEL,
};

const SCHEMES: ReadonlyMap<string, FramingChoice> = new Map([
  ['tcp', 'tcp'],
  ['rtu+tcp', 'rtu-over-tcp'],
  ['auto', 'auto'],
]);

export const MAX_UNIT = 247;
export const MAX_PORT = 65_535;

/** A host name or address as people type it; brackets around IPv6 are for URLs only. */
export function isHost(host: string): boolean {
  if (host.includes(':')) return URL.canParse(`http://[${host.replace(/%[\w.-]+$/, '')}]`);
  return host.length <= 253 && /^[\p{L}\p{N}_]([\p{L}\p{N}_.-]*[\p{L}\p{N}_.])?$/u.test(host);
}

const isWhole = (text: string, max: number): boolean =>
  /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= max;

/**
 * Reads `tcp://HOST:PORT/UNIT`, `rtu+tcp://HOST:PORT/UNIT`, `auto://HOST:PORT/UNIT` or `demo:`.
 * The unit may be left out and is then 2, the port is required. `?model=ID` behind it says which
 * meter it is; without it, it is {@link DEFAULT_MODEL}.
 */
export function parseMeterUrl(text: string): Result<MeterSource, MeterUrlFault> {
  if (text === 'demo:') return ok({ kind: 'demo' });
  const match =
    /^([a-z+]+):\/\/(\[[^\]]+\]|[^/:]+):([^/?]*)(?:\/([^/?]*))?(?:\?model=(.*))?$/i.exec(text);
  const framing = SCHEMES.get(match?.[1]?.toLowerCase() ?? '');
  if (match === null || framing === undefined) return err({ kind: 'not-a-meter-url', text });
  const host = (match[2] ?? '').replace(/^\[|\]$/g, '');
  const port = match[3] ?? '';
  const unit = match[4] || String(SEED_ADDRESS.unit);
  const model = match[5] ?? DEFAULT_MODEL;
  if (!isHost(host)) return err({ kind: 'bad-host', text: host });
  if (!isWhole(port, MAX_PORT)) return err({ kind: 'bad-port', text: port });
  if (!isWhole(unit, MAX_UNIT)) return err({ kind: 'bad-unit', text: unit });
  if (!isModelId(model)) return err({ kind: 'bad-model', text: model });
  return ok({
    kind: 'meter',
    address: { framing, host, port: Number(port), unit: Number(unit), model },
  });
}

/** The inverse of {@link parseMeterUrl}. */
export function formatMeterUrl(source: MeterSource): string {
  if (source.kind === 'demo') return 'demo:';
  const { framing, host, port, unit, model } = source.address;
  const scheme = framing === 'rtu-over-tcp' ? 'rtu+tcp' : framing;
  const query = model === DEFAULT_MODEL ? '' : `?model=${model}`;
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}/${unit}${query}`;
}

/** The registers of a source. The demo is a meter of the usual kind. */
export function modelOf(source: MeterSource): MeterModel {
  return METER_MODELS[source.kind === 'demo' ? DEFAULT_MODEL : source.address.model];
}
