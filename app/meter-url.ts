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

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;
const LABEL = /^[\p{L}\p{M}0-9_](?:[\p{L}\p{M}0-9_-]{0,61}[\p{L}\p{M}0-9_])?$/u;
/** Systems read a name whose last part is a number as an IPv4 address: octal, hexadecimal, shortened. */
const NUMBER_AT_END = /(?:^|\.)(?:\d+|0x[\da-f]*)\.?$/i;

/** Letters that stand for others, such as full-width ones, would be looked up as those. */
const isPlain = (host: string): boolean => host.normalize('NFKC') === host.normalize('NFC');

/**
 * A host name or address as people type it; brackets around IPv6 are for URLs only. IPv4 has four
 * decimal parts: whatever else systems take for an address is connected to as another one than it
 * looks like.
 */
export function isHost(host: string): boolean {
  if (host.includes(':')) return URL.canParse(`http://[${host.replace(/%[\w.-]+$/, '')}]`);
  if (NUMBER_AT_END.test(host)) return IPV4.test(host);
  const labels = host.replace(/\.$/, '').split('.');
  return host.length <= 253 && isPlain(host) && labels.every((label) => LABEL.test(label));
}

/** `host` without the brackets of a URL. */
export const bareHost = (host: string): string => host.replace(/^\[(.*:.*)\]$/, '$1');

/** The host of a typed web address as it stands there; `URL` itself makes other addresses of some. */
export function hostOfUrl(text: string): string {
  const [, authority = ''] = /^\s*[a-z][a-z\d+.-]*:[\\/]*([^\\/?#]*)/i.exec(text) ?? [];
  return bareHost(authority.replace(/^.*@/, '').replace(/:\d*\s*$/, ''));
}

const isWhole = (text: string, max: number): boolean =>
  /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= max;

/**
 * Reads `tcp://HOST:PORT/UNIT`, `rtu+tcp://HOST:PORT/UNIT`, `auto://HOST:PORT/UNIT` or `demo:`.
 * The unit may be left out and is then 2, the port is required. `?model=ID` behind it says which
 * meter it is; without it, it is {@link DEFAULT_MODEL}.
 */
export function parseMeterUrl(text: string): Result<MeterSource, MeterUrlFault> {
  if (text.toLowerCase() === 'demo:') return ok({ kind: 'demo' });
  const match =
    /^([a-z+]+):\/\/(\[[^\]]+\]|[^/:]+):([^/?]*)(?:\/([^/?]*))?\/?(?:\?model=(.*))?$/i.exec(text);
  const framing = SCHEMES.get(match?.[1]?.toLowerCase() ?? '');
  if (match === null || framing === undefined) return err({ kind: 'not-a-meter-url', text });
  const host = bareHost(match[2] ?? '');
  const port = match[3] ?? '';
  const unit = match[4] || String(SEED_ADDRESS.unit);
  const model = match[5]?.toLowerCase() ?? DEFAULT_MODEL;
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
