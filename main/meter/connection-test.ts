import {
  type ConnectionReport,
  type ConnectionStep,
  stepsUntil,
} from '../../app/connection-report.ts';
import { NO_COUNTERS } from '../../app/counters.ts';
import type { PollFault } from '../../app/fault.ts';
import { FIELDS, type RawReading } from '../../app/measurement.ts';
import type { MeterHint } from '../../app/meter-hint.ts';
import type { Framing, MeterAddress } from '../../app/meter-url.ts';
import { isGridFrequency, judge } from '../../app/plausibility.ts';
import type { MeterIdentity } from '../../app/registers/model.ts';
import { METER_MODELS, MODEL_IDS, type ModelId } from '../../app/registers/models.ts';
import { BLOCK_LADDER } from '../../app/registers/plan.ts';
import { err, ok, type Result } from '../../app/result.ts';
import { watts } from '../../app/units.ts';
import { DECIDING_ANSWERS, nextWiring, UNKNOWN_WIRING } from '../../app/wiring.ts';
import type { Clock } from '../clock.ts';
import { sizeOutcomeOf } from './gateway-habits.ts';
import { GatewayProbe } from './gateway-probe.ts';
import type { SizeOutcome } from './ladder.ts';
import { type IdentityReply, readIdentity } from './read-identity.ts';
import { readValues } from './read-values.ts';
import { METER_TIMING, type MeterTiming } from './timing.ts';
import { findUnit, type UnitFinding } from './unit-search.ts';

export interface ConnectionTestOptions {
  readonly address: MeterAddress;
  readonly clock: Clock;
  /** Ends the test at once; the report then says `stopped`. */
  readonly stop: AbortSignal;
  /** Where it differs from {@link METER_TIMING}. */
  readonly timing?: Partial<MeterTiming>;
}

/** The first values, and the block size at which they came. */
interface FirstValues {
  readonly reading: RawReading;
  readonly maxWords: number;
}

/** A noisy bus loses a read now and then, so one failure says nothing of the block size. */
const TRIES = 2;

/** Finds out step by step what stands between us and the first values. Leaves no socket behind. */
export async function testConnection(options: ConnectionTestOptions): Promise<ConnectionReport> {
  const { address, clock, stop } = options;
  const timing = { ...METER_TIMING, ...options.timing };
  const model = METER_MODELS[address.model];
  const probe = new GatewayProbe({ endpoint: address, model, clock, timing, stop });
  try {
    const finding = await findUnit(probe, address);
    const report =
      finding.kind === 'failed'
        ? searchFailed(address, finding)
        : await examine(probe, address, finding.framing);
    return { ...report, answersAs: await otherModel(probe, report) };
  } finally {
    probe.close();
  }
}

function searchFailed(
  address: MeterAddress,
  { step, fault, framing }: UnitFinding & { kind: 'failed' },
): ConnectionReport {
  const name: ConnectionStep = fault.kind === 'name-not-found' ? 'name' : 'port';
  const steps = stepsUntil(step === 'connect' ? name : step);
  const format = step === 'values' ? { format: 'skipped' as const } : {};
  return failure(address, { ...steps, ...format }, fault, framing);
}

const EMPTY = {
  maxWords: null,
  identity: null,
  reading: null,
  answersAs: null,
  hints: [],
} as const;

function failure(
  address: MeterAddress,
  steps: ConnectionReport['steps'],
  fault: PollFault,
  framing: Framing | null,
): ConnectionReport {
  return { ...EMPTY, address, steps, fault, framing };
}

/** The unit answers in `framing`: what does it say? */
async function examine(
  probe: GatewayProbe,
  address: MeterAddress,
  framing: Framing,
): Promise<ConnectionReport> {
  const about = await identityOf(probe, address.unit, framing);
  const identity = about?.identity ?? null;
  if (about !== null && identity?.floatFormat === false) {
    const fault: PollFault = { kind: 'not-float', dataFormat: about.dataFormat ?? 0 };
    return { ...failure(address, stepsUntil('format'), fault, framing), identity };
  }
  const format = identity?.floatFormat === true ? 'ok' : 'skipped';
  const values = await firstValues(probe, address.unit, framing);
  if (!values.ok) {
    const steps = { ...stepsUntil('values'), format } as const;
    return { ...failure(address, steps, values.error, framing), identity };
  }
  const { reading, maxWords } = values.value;
  const fault = implausibleIn(reading, identity);
  const isGood = fault === null && hasNumbers(reading);
  const steps = { ...stepsUntil('values'), format, values: isGood ? 'ok' : 'failed' } as const;
  const hints = isGood ? await hintsOf(probe, address.unit, framing, values.value, identity) : [];
  return { ...EMPTY, address, steps, fault, framing, maxWords, identity, reading, hints };
}

/** Less may be a load that feeds back for a moment. */
const FLOWS_BACK_W = -25;

async function hintsOf(
  probe: GatewayProbe,
  unit: number,
  framing: Framing,
  { reading, maxWords }: FirstValues,
  identity: MeterIdentity | null,
): Promise<readonly MeterHint[]> {
  const hints: MeterHint[] = [...probe.hints()];
  const limits = { connection: ANY_CONNECTION, energyMode: identity?.energyMode ?? null };
  let wiring = nextWiring(UNKNOWN_WIRING, reading.values, limits);
  for (let answer = 1; answer < DECIDING_ANSWERS; answer++) {
    if (wiring.kind !== 'unknown' || wiring.disagreements < answer) break;
    const again = await trySize(probe, unit, framing, maxWords);
    if (again.kind === 'values') wiring = nextWiring(wiring, again.found.reading.values, limits);
  }
  if (wiring.kind === 'total-only') hints.push({ kind: 'total-only' });
  const countsImport = (limits.energyMode ?? 'import') === 'import';
  if (countsImport && (reading.values.power ?? 0) < FLOWS_BACK_W)
    hints.push({ kind: 'import-still' });
  return hints;
}

/**
 * What a device that refuses our registers is instead, if it is another meter that we know: one
 * that answers with the frequency of a grid where that model has it. null: nothing speaks for one.
 */
async function otherModel(
  probe: GatewayProbe,
  { address, fault, framing }: ConnectionReport,
): Promise<ModelId | null> {
  if (fault?.kind !== 'exception' || framing === null) return null;
  for (const id of MODEL_IDS) {
    if (id === address.model) continue;
    const answer = await probe.askGrid(framing, address.unit, METER_MODELS[id]);
    if (answer.ok && isGridFrequency(answer.value)) return id;
    if (!answer.ok && answer.error.kind !== 'exception') return null;
  }
  return null;
}

/** null: the meter gives no information about itself. */
async function identityOf(
  probe: GatewayProbe,
  unit: number,
  framing: Framing,
): Promise<IdentityReply | null> {
  const { model, stop } = probe.options;
  for (const maxWords of BLOCK_LADDER.slice(0, TRIES)) {
    const connection = await probe.connect(framing);
    if (!connection.ok) return null;
    const reply = await readIdentity(connection.value, { model, unit, maxWords }, stop);
    if (reply.ok) return reply.value;
  }
  return null;
}

/** What reads of one size brought. */
type Tried =
  | { readonly kind: 'values'; readonly found: FirstValues; readonly isWhole: boolean }
  /** `outcome` null: no other size will help. */
  | { readonly kind: 'fault'; readonly fault: PollFault; readonly outcome: SizeOutcome | null };

async function tryOnce(
  probe: GatewayProbe,
  unit: number,
  framing: Framing,
  maxWords: number,
): Promise<Tried> {
  const { model, clock, stop } = probe.options;
  const connection = await probe.connect(framing);
  if (!connection.ok) return { kind: 'fault', fault: connection.error, outcome: null };
  const registers = [...model.fast, ...model.slow];
  const values = await readValues(
    connection.value,
    { model, unit, registers, maxWords },
    clock,
    stop,
  );
  if (!values.ok) {
    return { kind: 'fault', fault: values.error, outcome: sizeOutcomeOf(values.error) };
  }
  const { reading, refused } = values.value;
  return { kind: 'values', found: { reading, maxWords }, isWhole: refused === null };
}

async function trySize(...way: Parameters<typeof tryOnce>): Promise<Tried> {
  let tried = await tryOnce(...way);
  for (let attempt = 1; attempt < TRIES; attempt++) {
    if (tried.kind === 'values' || tried.outcome !== 'failed') return tried;
    tried = await tryOnce(...way);
  }
  return tried;
}

/**
 * All values, with the largest blocks that are answered; those without the counters when they are
 * refused at every size. The fault is the last one's.
 */
async function firstValues(
  probe: GatewayProbe,
  unit: number,
  framing: Framing,
): Promise<Result<FirstValues, PollFault>> {
  let best: Result<FirstValues, PollFault> = err({ kind: 'stopped' });
  for (const maxWords of BLOCK_LADDER) {
    const tried = await trySize(probe, unit, framing, maxWords);
    if (tried.kind === 'values' && tried.isWhole) return ok(tried.found);
    if (!best.ok) best = tried.kind === 'values' ? ok(tried.found) : err(tried.fault);
    if (tried.kind === 'fault' && tried.outcome === null) return best;
  }
  return best;
}

/** More than any house has; the setting for the real limit may not be made yet. */
const ANY_CONNECTION = watts(1_000_000);

/** What cannot be true of a first reading, such as words in the wrong order; null: nothing. */
function implausibleIn(reading: RawReading, identity: MeterIdentity | null): PollFault | null {
  const energyMode = identity?.energyMode ?? null;
  const { rejections } = judge(reading, NO_COUNTERS, { connection: ANY_CONNECTION, energyMode });
  // NaN only says that this model has no such value, and phases may disagree for a moment.
  const rejected = rejections.find(
    ({ reason }) => reason === 'denormal' || reason === 'out-of-range',
  );
  return rejected === undefined
    ? null
    : { kind: 'implausible', field: rejected.field, value: rejected.value };
}

function hasNumbers({ values }: RawReading): boolean {
  return FIELDS.some((field) => Number.isFinite(values[field] ?? Number.NaN));
}
