import { DEFAULT_SETTINGS } from '../../../app/settings.ts';
import { hours } from '../../../app/units.ts';
import { version } from '../../../package.json';
import { type Clock, SYSTEM_CLOCK } from '../../clock.ts';
import { Core } from '../../compose.ts';
import { faultAgainstStart, folderText } from '../../data-folder.ts';
import { type Log, lineLog } from '../../log.ts';
import { logHints, logTransitions } from '../../log-transitions.ts';
import { serveMetrics } from '../../metrics/serve-metrics.ts';
import { ENERGY_EVERY } from '../../poller/poller.ts';
import { createVolatileGateways, createVolatileSettings } from '../../settings/settings-store.ts';
import { type Command, type CommandIo, EXIT } from '../command.ts';
import { atLevel } from './exporter-log.ts';
import { EXPORTER_USAGE, type ExporterOptions, readExporterOptions } from './exporter-options.ts';

function createCore(options: ExporterOptions, clock: Clock, log: Log): Core {
  const { source, metrics, pollS } = options;
  const settings = {
    ...DEFAULT_SETTINGS,
    source,
    pollIdleS: pollS,
    metrics: { enabled: true, ...metrics },
  };
  return new Core({
    settings: createVolatileSettings(settings),
    flags: {},
    memory: createVolatileGateways(),
    clock,
    log,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    historyDir: options.data,
  });
}

/** Resolves when the process is told to end. */
async function untilStopped(clock: Clock, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) await clock.sleep(hours(24), stop);
}

/** The seed's exporter container: the app's core without a window. */
async function run(args: readonly string[], io: CommandIo) {
  const options = readExporterOptions(args, io);
  if (!options.ok) {
    io.complain(options.error);
    return EXIT.usage;
  }
  const { data } = options.value;
  const unusable = data === null ? null : faultAgainstStart(data);
  if (unusable !== null) {
    io.complain(folderText(io.t, unusable));
    return EXIT.failed;
  }
  const clock = SYSTEM_CLOCK;
  const log = atLevel(
    lineLog(clock, (line) => {
      // Nobody reads the log any more; the metrics go on.
      io.out(`${line}\n`).catch(() => undefined);
    }),
    options.value.level,
  );
  const core = createCore(options.value, clock, log);
  core.polls.subscribe(logTransitions(log, () => core.states.state.live));
  core.polls.subscribe(logHints(log));
  const build = { version, runtime: `node ${process.versions.node}` };
  const { language } = io;
  const served = serveMetrics({ core, energyEvery: ENERGY_EVERY, clock, log, build, language });
  await core.open();
  await untilStopped(clock, io.stop);
  await served.close();
  await core.close();
  log.info('cli', 'Stopped.');
  return EXIT.ok;
}

export const EXPORTER: Command = { name: 'exporter', usage: EXPORTER_USAGE, run };
