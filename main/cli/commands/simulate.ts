import { formatMeterUrl, MAX_PORT } from '../../../app/meter-url.ts';
import { DEFAULT_MODEL, isModelId, MODEL_IDS } from '../../../app/registers/models.ts';
import { err, ok } from '../../../app/result.ts';
import { seconds } from '../../../app/units.ts';
import { SYSTEM_CLOCK } from '../../clock.ts';
import { startSimulator } from '../../simulator/server.ts';
import { readNumber, readOptions } from '../arguments.ts';
import { type Command, type CommandIo, EXIT } from '../command.ts';

const USAGE = 'simulate --port N [--model ID] [--framing tcp|rtu-over-tcp] [--speed X] [--seed S]';
const FRAMINGS = ['tcp', 'rtu-over-tcp'] as const;
const PORT = { min: 0, max: MAX_PORT, whole: true };
const SPEED = { min: 0.001, max: 1e6, whole: false };
const SEED = { min: 0, max: 2 ** 32 - 1, whole: true };
/** The same as the demo's: some heat pump of the seed's kind. */
const SEED_IF_NOT_SAID = 879;
const DAY = seconds(86_400);

function readSimulation(args: readonly string[], { t }: CommandIo) {
  const read = readOptions(args, ['port', 'model', 'framing', 'speed', 'seed'], USAGE, t);
  if (!read.ok) return read;
  const { value } = read;
  const port = readNumber('--port', value.port, null, PORT, USAGE, t);
  if (!port.ok) return port;
  const speed = readNumber('--speed', value.speed, 1, SPEED, USAGE, t);
  if (!speed.ok) return speed;
  const seed = readNumber('--seed', value.seed, SEED_IF_NOT_SAID, SEED, USAGE, t);
  if (!seed.ok) return seed;
  const wanted = value.framing ?? 'tcp';
  const framing = FRAMINGS.find((known) => known === wanted);
  if (framing === undefined) {
    const choices = FRAMINGS.join(', ');
    return err(t('flags:choice', { flag: '--framing', choices, value: wanted }));
  }
  const model = value.model ?? DEFAULT_MODEL;
  if (!isModelId(model)) {
    const choices = MODEL_IDS.join(', ');
    return err(t('flags:choice', { flag: '--model', choices, value: model }));
  }
  return ok({ port: port.value, speed: speed.value, seed: seed.value, framing, model });
}

/** Runs the simulated meter until it is stopped. */
async function run(args: readonly string[], io: CommandIo) {
  const { t, complain, stop } = io;
  const simulation = readSimulation(args, io);
  if (!simulation.ok) {
    complain(simulation.error);
    return EXIT.usage;
  }
  const started = await startSimulator({ ...simulation.value, clock: SYSTEM_CLOCK });
  const { port, framing, model } = simulation.value;
  if (!started.ok) {
    const taken = started.error.kind === 'port-in-use';
    complain(
      t(taken ? 'flags:portTaken' : 'flags:cannotListen', { port, reason: started.error.kind }),
    );
    return EXIT.failed;
  }
  const address = { framing, host: '127.0.0.1', port: started.value.port, unit: 2, model };
  try {
    await io.out(`${t('flags:simulating', { url: formatMeterUrl({ kind: 'meter', address }) })}\n`);
    while (!stop.aborted) await SYSTEM_CLOCK.sleep(DAY, stop);
  } finally {
    await started.value.close();
  }
  return EXIT.ok;
}

export const SIMULATE: Command = { name: 'simulate', usage: USAGE, run };
