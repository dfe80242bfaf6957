import { err, ok, type Result } from './result.ts';

/** How Modbus frames travel over TCP. `auto` finds out which of the two the gateway speaks. */
export type Framing = 'tcp' | 'rtu-over-tcp';
export type FramingChoice = Framing | 'auto';

/** Where a meter answers. */
export interface MeterAddress {
  readonly framing: FramingChoice;
  readonly host: string;
  readonly port: number;
  /** Modbus unit id, 1 to 247. */
  readonly unit: number;
}

/** Where readings come from: the built-in simulated meter or a real one. */
export type MeterSource =
  | { readonly kind: 'demo' }
  | { readonly kind: 'meter'; readonly address: MeterAddress };

export type MeterUrlFault =
  | { readonly kind: 'not-a-meter-url'; readonly text: string }
  | { readonly kind: 'bad-port'; readonly text: string }
  | { readonly kind: 'bad-unit'; readonly text: string }
  | { readonly kind: 'bad-host'; readonly text: string };

/** The address of the installation that this app was made for. */
export const SEED_ADDRESS: MeterAddress = {
  framing: 'auto',
  host: '192.168.2.10',
  port: 8899,
  unit: 2,
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
 * The unit may be left out and is then 2, the port is required.
 */
export function parseMeterUrl(text: string): Result<MeterSource, MeterUrlFault> {
  if (text === 'demo:') return ok({ kind: 'demo' });
  const match = /^([a-z+]+):\/\/(\[[^\]]+\]|[^/:]+):([^/]*)(?:\/([^/]*))?$/i.exec(text);
  const framing = SCHEMES.get(match?.[1]?.toLowerCase() ?? '');
  if (match === null || framing === undefined) return err({ kind: 'not-a-meter-url', text });
  const host = (match[2] ?? '').replace(/^\[|\]$/g, '');
  const port = match[3] ?? '';
  const unit = match[4] || String(SEED_ADDRESS.unit);
  if (!isHost(host)) return err({ kind: 'bad-host', text: host });
  if (!isWhole(port, MAX_PORT)) return err({ kind: 'bad-port', text: port });
  if (!isWhole(unit, MAX_UNIT)) return err({ kind: 'bad-unit', text: unit });
  return ok({
    kind: 'meter',
    address: { framing, host, port: Number(port), unit: Number(unit) },
  });
}

/** The inverse of {@link parseMeterUrl}. */
export function formatMeterUrl(source: MeterSource): string {
  if (source.kind === 'demo') return 'demo:';
  const { framing, host, port, unit } = source.address;
  const scheme = framing === 'rtu-over-tcp' ? 'rtu+tcp' : framing;
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}/${unit}`;
}
