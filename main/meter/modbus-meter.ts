import type { PollFault } from '../../app/fault.ts';
import type { MeterSession } from '../../app/live.ts';
import type { RawReading } from '../../app/measurement.ts';
import type { MeterHint } from '../../app/meter-hint.ts';
import type { Framing, MeterAddress } from '../../app/meter-url.ts';
import type { MeterIdentity, MeterModel } from '../../app/registers/model.ts';
import { METER_MODELS } from '../../app/registers/models.ts';
import { BLOCK_LADDER } from '../../app/registers/plan.ts';
import { err, ok, type Result } from '../../app/result.ts';
import type { Clock } from '../clock.ts';
import type { Meter } from '../poller/meter.ts';
import { type Connection, openConnection } from './connection.ts';
import { GatewayLearner, isSilence } from './gateway-habits.ts';
import type { GatewayMemory } from './gateway-memory.ts';
import { readIdentity, silentIdentity } from './read-identity.ts';
import { type ReadOrder, type ReadValues, readValues } from './read-values.ts';
import { METER_TIMING, type MeterTiming } from './timing.ts';

export interface ModbusMeterOptions {
  readonly address: MeterAddress;
  readonly clock: Clock;
  readonly memory: GatewayMemory;
  /** Where it differs from {@link METER_TIMING}. */
  readonly timing?: Partial<MeterTiming>;
}

type Reading = Result<RawReading, PollFault>;
type Want = Parameters<Meter['read']>[0];

/** A meter that answers values but so often no word about itself is taken without. */
const IDENTITY_TRIES = 3;
/** Counters that were refused at every block size are not asked for again on a connection. */
const REFUSALS = BLOCK_LADDER.length;

/** Of the faults of several framings the one that says most. */
function moreTelling(before: PollFault | null, fault: PollFault): PollFault {
  if (before === null || before.kind === 'closed') return fault;
  return fault.kind === 'garbled' ? fault : before;
}

class ModbusMeter implements Meter {
  readonly #options: ModbusMeterOptions;
  readonly #timing: MeterTiming;
  readonly #model: MeterModel;
  readonly #gateway: GatewayLearner;
  #connection: Connection | null = null;
  /** null: not yet asked for on this connection. */
  #identity: MeterIdentity | null = null;
  #identityFailures = 0;
  /** Every second poll asks for somewhat more. */
  #isLonger = true;
  /** How often in a row the counters were refused on this connection. */
  #refusals = 0;
  /** The connection was lost to a try of larger blocks, and what it found out still holds. */
  #isLostToTry = false;
  /** Ends the read that is under way. */
  #underWay: AbortController | null = null;

  constructor(options: ModbusMeterOptions) {
    this.#options = options;
    this.#timing = { ...METER_TIMING, ...options.timing };
    this.#model = METER_MODELS[options.address.model];
    this.#gateway = new GatewayLearner(options.address, options.memory, this.#timing);
  }

  async read(want: Want, stop: AbortSignal): Promise<Reading> {
    if (this.#underWay !== null) throw new Error('a second read before the first one ended');
    const underWay = new AbortController();
    const onStop = (): void => underWay.abort();
    this.#underWay = underWay;
    stop.addEventListener('abort', onStop);
    try {
      if (stop.aborted) underWay.abort();
      return await this.#poll(want, underWay.signal);
    } finally {
      stop.removeEventListener('abort', onStop);
      this.#underWay = null;
    }
  }

  session(): MeterSession | null {
    const connection = this.#connection;
    const holds = connection?.isOpen() === true || this.#isLostToTry;
    if (this.#identity === null || connection === null || !holds) return null;
    return { framing: connection.framing, identity: this.#identity };
  }

  hints(): readonly MeterHint[] {
    return this.#gateway.hints(this.#options.clock.elapsed());
  }

  disconnect(): void {
    this.#underWay?.abort();
    this.#connection?.destroy();
    this.#isLostToTry = false;
    this.#identityFailures = 0;
  }

  async #poll(want: Want, stop: AbortSignal): Promise<Reading> {
    const open = this.#connection?.isOpen() ? this.#connection : null;
    const framings = open ? [open.framing] : this.#gateway.framings(this.#options.address.framing);
    const order = this.#order(want);
    let fault: PollFault | null = null;
    for (const framing of framings) {
      const connection = open ? ok(open) : await this.#connect(framing, stop);
      if (!connection.ok) return connection;
      const values = await readValues(connection.value, order, this.#options.clock, stop);
      const hasAnswered = connection.value.hasAnswered();
      if (values.ok || hasAnswered || !isSilence(values.error)) {
        this.#learn(values, want, connection.value);
        return values.ok ? this.#finish(connection.value, order, values.value, stop) : values;
      }
      fault = moreTelling(fault, values.error);
    }
    const silence = err<PollFault>(fault ?? { kind: 'stopped' });
    this.#gateway.learn(silence, framings.at(-1) ?? 'tcp', false);
    return silence;
  }

  async #finish(
    connection: Connection,
    order: ReadOrder,
    values: ReadValues,
    stop: AbortSignal,
  ): Promise<Reading> {
    const reading = await this.#identified(connection, order, values.reading, stop);
    if (reading.ok) await this.#tryLarger(connection, order, stop);
    return reading;
  }

  /** Whatever becomes of larger blocks, this poll has its values. */
  async #tryLarger(connection: Connection, order: ReadOrder, stop: AbortSignal): Promise<void> {
    this.#gateway.learnPace(connection.slowestMs());
    const { clock } = this.#options;
    let maxWords = this.#gateway.wordsToTry();
    while (maxWords !== null) {
      const tried = await readValues(connection, { ...order, maxWords }, clock, stop);
      if (stop.aborted) return;
      this.#gateway.learnTry(tried);
      this.#isLostToTry = !connection.isOpen();
      maxWords = tried.ok ? this.#gateway.wordsToTry() : null;
    }
  }

  /** Refused counters may be for want of smaller blocks, until they were refused too often. */
  #learn(values: Result<ReadValues, PollFault>, want: Want, connection: Connection): void {
    const refused = values.ok ? values.value.refused : null;
    if (refused !== null) this.#refusals += 1;
    else if (values.ok && want.slow && this.#refusals < REFUSALS) this.#refusals = 0;
    const isDoubtful = refused !== null && this.#refusals < REFUSALS;
    const result = isDoubtful ? err(refused) : values;
    this.#gateway.learn(result, connection.framing, connection.hasAnswered());
  }

  /** A new connection, once the gateway had a moment to forget the former one. */
  async #connect(framing: Framing, stop: AbortSignal): Promise<Result<Connection, PollFault>> {
    const { address, clock } = this.#options;
    const timing = this.#gateway.timing();
    const { traits } = this.#gateway;
    if (this.#connection !== null) {
      this.#connection.destroy();
      this.#connection = null;
      await clock.sleep(timing.reconnectMs, stop);
    }
    if (!this.#isLostToTry) this.#identity = null;
    this.#isLostToTry = false;
    const opened = await openConnection(address, framing, { clock, timing, traits }, stop);
    if (opened.ok) this.#connection = opened.value;
    return opened;
  }

  #order(want: Want): ReadOrder {
    // A new connection asks anew.
    if (!this.#connection?.isOpen() && !this.#isLostToTry) this.#refusals = 0;
    const model = this.#model;
    const wantsCounters = want.slow && this.#refusals < REFUSALS;
    const registers = wantsCounters ? [...model.fast, ...model.slow] : model.fast;
    this.#isLonger = !this.#isLonger;
    return {
      model,
      unit: this.#options.address.unit,
      registers,
      maxWords: this.#gateway.maxWords(),
      isLonger: this.#isLonger,
    };
  }

  /** Lets values pass once it is known that the meter sends them as float32. */
  async #identified(
    connection: Connection,
    order: ReadOrder,
    reading: RawReading,
    stop: AbortSignal,
  ): Promise<Reading> {
    if (this.#identity !== null) return ok(reading);
    const asks = this.#identityFailures < IDENTITY_TRIES;
    const reply = asks
      ? await readIdentity(connection, order, stop)
      : ok(silentIdentity(this.#model));
    if (!reply.ok) {
      if (reply.error.kind !== 'stopped') this.#identityFailures += 1;
      return reply;
    }
    if (asks) this.#identityFailures = 0;
    if (reply.value.identity.floatFormat === false) {
      connection.destroy();
      return err({ kind: 'not-float', dataFormat: reply.value.dataFormat ?? 0 });
    }
    this.#identity = reply.value.identity;
    return ok(reading);
  }
}

/** A meter that is read with modbus-serial over a socket of its own. */
export function createModbusMeter(options: ModbusMeterOptions): Meter {
  return new ModbusMeter(options);
}
