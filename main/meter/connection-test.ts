import { type ConnectionReport, stepOf, stepsUntil } from '../../app/connection-report.ts';
import { NO_COUNTERS } from '../../app/counters.ts';
import type { PollFault } from '../../app/fault.ts';
import type { MeterSession } from '../../app/live.ts';
import type { RawReading } from '../../app/measurement.ts';
import type { Framing, MeterAddress } from '../../app/meter-url.ts';
import { judge } from '../../app/plausibility.ts';
import type { MeterModel } from '../../app/registers/model.ts';
import { err, ok, type Result } from '../../app/result.ts';
import { millis, type Watts } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import { otherFraming } from './framing-search.ts';
import { createModbusMeter } from './modbus-meter.ts';
import { METER_TIMING, type MeterTiming } from './timing.ts';

export interface ConnectionTestOptions {
  readonly address: MeterAddress;
  readonly model: MeterModel;
  readonly clock: Clock;
  readonly connectionLimit: Watts;
  readonly stop: AbortSignal;
  readonly timing?: Partial<MeterTiming>;
}

interface Answer {
  readonly raw: RawReading;
  readonly session: MeterSession;
}

/** Unit ids that a meter is often set to; few, since each silent one costs others bus time. */
const COMMON_UNITS: readonly number[] = [1, 2, 3];
/** A unit that is there answers within this; one that is not must not be waited for long. */
const SEARCH_REPLY = millis(700);

/** "Gateway path unavailable" and "target device failed to respond". */
const GATEWAY_EXCEPTIONS: readonly number[] = [0x0a, 0x0b];

/** One read over a connection of its own. */
async function tryOnce(
  options: ConnectionTestOptions,
  address: MeterAddress,
  timing: Partial<MeterTiming>,
): Promise<Result<Answer, PollFault>> {
  const { model, clock, stop } = options;
  const memory = { recall: () => null, remember: () => undefined };
  const meter = createModbusMeter({ address, model, clock, memory, timing });
  const answer = await meter.read({ slow: true }, stop);
  const session = meter.session();
  meter.disconnect();
  if (!answer.ok) return answer;
  return session === null ? err({ kind: 'closed' }) : ok({ raw: answer.value, session });
}

const isGatewaySilence = (fault: PollFault): boolean =>
  fault.kind === 'exception' && GATEWAY_EXCEPTIONS.includes(fault.code);

/** Somebody is there, even if not what we hoped for. */
function isSomebody(answer: Result<Answer, PollFault>): boolean {
  if (answer.ok || answer.error.kind === 'not-float') return true;
  return answer.error.kind === 'exception' && !isGatewaySilence(answer.error);
}

/** The port is open, but nothing sensible came back. */
const isMute = ({ kind }: PollFault): boolean =>
  kind === 'no-answer' || kind === 'garbled' || kind === 'closed';

async function otherFramingFault(options: ConnectionTestOptions): Promise<PollFault | null> {
  const { address } = options;
  if (address.framing === 'auto') return null;
  const answers: Framing = otherFraming(address.framing);
  const answer = await tryOnce(options, { ...address, framing: answers }, timingOf(options));
  return isSomebody(answer) ? { kind: 'other-framing', asked: address.framing, answers } : null;
}

async function wrongUnitFault(options: ConnectionTestOptions): Promise<PollFault | null> {
  const { address } = options;
  const timing = timingOf(options);
  const replyMs = millis(Math.min(timing.replyMs, SEARCH_REPLY));
  for (const unit of COMMON_UNITS) {
    if (unit === address.unit || options.stop.aborted) continue;
    const answer = await tryOnce(options, { ...address, unit }, { ...timing, replyMs });
    if (isSomebody(answer)) return { kind: 'wrong-unit', asked: address.unit, answers: unit };
  }
  return null;
}

const timingOf = (options: ConnectionTestOptions): MeterTiming => ({
  ...METER_TIMING,
  ...options.timing,
});

/** What stands behind a fault, found out with a few more questions. */
async function explain(options: ConnectionTestOptions, fault: PollFault): Promise<PollFault> {
  const silent = isGatewaySilence(fault);
  if (!silent && !isMute(fault)) return fault;
  const framing = silent ? null : await otherFramingFault(options);
  if (framing !== null) return framing;
  const unit = await wrongUnitFault(options);
  if (unit !== null) return unit;
  return silent ? { kind: 'wrong-unit', asked: options.address.unit, answers: null } : fault;
}

function failure(address: MeterAddress, fault: PollFault): ConnectionReport {
  const steps = stepsUntil(stepOf(fault));
  return { address, steps, fault, framing: null, identity: null, values: null };
}

function success(options: ConnectionTestOptions, { raw, session }: Answer): ConnectionReport {
  const limits = { connection: options.connectionLimit, energyMode: session.identity.energyMode };
  const { reading, rejections } = judge(raw, NO_COUNTERS, limits);
  const [rejected] = rejections.filter(
    ({ field, reason }) => field === 'frequency' || (field === 'power' && reason !== 'not-finite'),
  );
  const fault: PollFault | null =
    rejected === undefined
      ? null
      : { kind: 'implausible', field: rejected.field, value: rejected.value };
  return {
    address: options.address,
    steps: stepsUntil(fault === null ? null : stepOf(fault)),
    fault,
    framing: session.framing,
    identity: session.identity,
    values: reading.values,
  };
}

/**
 * Goes the way from the name to the values and says at which step it ends, and why.
 * Takes up to some seconds where nothing answers; `stop` ends it early with `stopped`.
 */
export async function testConnection(options: ConnectionTestOptions): Promise<ConnectionReport> {
  const { address, stop } = options;
  const answer = await tryOnce(options, address, timingOf(options));
  if (answer.ok) return success(options, answer.value);
  const fault = await explain(options, answer.error);
  return failure(address, stop.aborted ? { kind: 'stopped' } : fault);
}
