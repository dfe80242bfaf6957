import type { PollFault } from '../../app/fault.ts';
import type { Framing, MeterAddress } from '../../app/meter-url.ts';
import { type Millis, millis } from '../../app/units.ts';
import { otherFraming } from './framing-search.ts';
import { isSilence } from './gateway-habits.ts';
import type { GatewayProbe } from './gateway-probe.ts';

/** Who answers at an address. */
export type UnitFinding =
  | { readonly kind: 'found'; readonly framing: Framing }
  /** The step that failed, and why. `framing`: what the gateway speaks, when that is known. */
  | {
      readonly kind: 'failed';
      readonly step: 'connect' | 'unit' | 'values';
      readonly fault: PollFault;
      readonly framing: Framing | null;
    };

const GATEWAY_PATH_UNAVAILABLE = 0x0a;
const GATEWAY_TARGET_SILENT = 0x0b;

/** Unit ids that meters come with or are usually given. Few, for we are guests on the bus. */
const COMMON_UNITS: readonly number[] = [1, 2, 3, 4];
/** Patience with units that are probably not there. */
const SHORT_REPLY = millis(400);

/** The gateway itself says that it gets no answer from the unit. */
const isGatewayException = (fault: PollFault): boolean =>
  fault.kind === 'exception' &&
  (fault.code === GATEWAY_PATH_UNAVAILABLE || fault.code === GATEWAY_TARGET_SILENT);

const unitFailed = (fault: PollFault, framing: Framing | null): UnitFinding => ({
  kind: 'failed',
  step: 'unit',
  fault,
  framing,
});

/** Looks for the unit of `address` in one framing and then in the other, and once more with patience. */
export async function findUnit(probe: GatewayProbe, address: MeterAddress): Promise<UnitFinding> {
  const first = address.framing === 'auto' ? 'tcp' : address.framing;
  const quick = await tryFramings(probe, address, first);
  // What closes or answers junk does so no better with time.
  if (quick.kind !== 'silence' || quick.fault.kind !== 'no-answer')
    return found(probe, address, quick);
  probe.waitLonger();
  return found(probe, address, await tryFramings(probe, address, first));
}

type Tried = UnitFinding | { readonly kind: 'silence'; readonly fault: PollFault };

const found = (
  probe: GatewayProbe,
  { unit }: MeterAddress,
  tried: Tried,
): UnitFinding | Promise<UnitFinding> =>
  tried.kind === 'silence' ? silent(probe, unit, tried.fault) : tried;

async function tryFramings(
  probe: GatewayProbe,
  address: MeterAddress,
  first: Framing,
): Promise<Tried> {
  let silence: PollFault | null = null;
  for (const framing of [first, otherFraming(first)]) {
    const connection = await probe.connect(framing);
    if (!connection.ok) {
      return { kind: 'failed', step: 'connect', fault: connection.error, framing: null };
    }
    const answer = await probe.ask(framing, address.unit);
    const fault = answer.ok ? null : answer.error;
    if (fault === null || !isSilence(fault)) return answered(probe, address, framing, fault);
    if (silence === null || fault.kind === 'garbled') silence = fault;
  }
  return { kind: 'silence', fault: silence ?? { kind: 'stopped' } };
}

/** Somebody spoke in `framing`: the unit, or the gateway in its place. */
async function answered(
  probe: GatewayProbe,
  { framing: choice, unit }: MeterAddress,
  framing: Framing,
  fault: PollFault | null,
): Promise<UnitFinding> {
  if (fault !== null && fault.kind !== 'exception') return unitFailed(fault, null);
  if (choice !== 'auto' && choice !== framing) {
    return unitFailed({ kind: 'other-framing', asked: choice, answers: framing }, framing);
  }
  if (fault === null) return { kind: 'found', framing };
  if (!isGatewayException(fault)) return { kind: 'failed', step: 'values', fault, framing };
  const answers = await otherUnit(probe, unit, framing);
  return unitFailed({ kind: 'wrong-unit', asked: unit, answers }, framing);
}

/** Nobody spoke at the unit in either framing: perhaps it is another one's id that is needed. */
async function silent(probe: GatewayProbe, unit: number, fault: PollFault): Promise<UnitFinding> {
  for (const framing of ['tcp', 'rtu-over-tcp'] as const) {
    const answers = await otherUnit(probe, unit, framing);
    if (answers !== null) {
      return unitFailed({ kind: 'wrong-unit', asked: unit, answers }, framing);
    }
  }
  if (probe.options.stop.aborted) return unitFailed({ kind: 'stopped' }, null);
  return unitFailed(fault, null);
}

/** The first of the common units that answers in `framing`. null: none does. */
async function otherUnit(
  probe: GatewayProbe,
  unit: number,
  framing: Framing,
): Promise<number | null> {
  const patience: Millis = millis(Math.min(SHORT_REPLY, probe.options.timing.replyMs));
  for (const candidate of COMMON_UNITS) {
    if (candidate === unit) continue;
    const answer = await probe.ask(framing, candidate, patience);
    const isThere =
      answer.ok || (answer.error.kind === 'exception' && !isGatewayException(answer.error));
    if (isThere) return candidate;
    const goesOn = !answer.ok && (isSilence(answer.error) || answer.error.kind === 'exception');
    if (!goesOn) return null;
  }
  return null;
}
