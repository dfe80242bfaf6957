import {
  type PrometheusAddress,
  parseLabels,
  type SeriesChoice,
} from '../../../app/history/prometheus.ts';
import { parsePrometheusUrl } from '../../../app/history/prometheus-url.ts';
import type { TimeRange } from '../../../app/history/query.ts';
import { err, ok, type Result } from '../../../app/result.ts';
import { historyFaultText } from '../../../app/text/history-text.ts';
import { prometheusFaultText } from '../../../app/text/prometheus-text.ts';
import { after, days, type Watts } from '../../../app/units.ts';
import { SYSTEM_CLOCK } from '../../clock.ts';
import { openFillTarget } from '../../history/fill-target.ts';
import { backfill } from '../../history/transfer/backfill.ts';
import { chooseSeries } from '../../history/transfer/choose-series.ts';
import { PrometheusClient } from '../../prometheus/client.ts';
import { type OptionValues, readOptions } from '../arguments.ts';
import { type Command, type CommandIo, EXIT } from '../command.ts';
import { readConnectionLimit } from '../connection-limit.ts';
import { historyFile, readRequired, readTime, readZone } from '../history-arguments.ts';

const USAGE =
  'backfill --data DIR --prometheus URL [--from T] [--to T] [--job NAME] [--instance NAME] [--labels LIST] [--ca FILE] [--zone ZONE] [--connection-limit WATTS]';
const OPTIONS = [
  'data',
  'prometheus',
  'from',
  'to',
  'job',
  'instance',
  'labels',
  'ca',
  'zone',
  'connection-limit',
] as const;
/** Without --from as far back as readings are kept. */
const LOOK_BACK = days(400);

interface Wanted {
  readonly folder: string;
  readonly address: PrometheusAddress;
  readonly range: TimeRange;
  readonly choice: SeriesChoice;
  readonly connection: Watts;
}

/** Secrets come from the environment, since everybody can read a process's arguments. */
function withAccess(address: PrometheusAddress, env: CommandIo['env']): PrometheusAddress {
  const { PROMETHEUS_TOKEN: token, PROMETHEUS_USER: user, PROMETHEUS_PASSWORD: password } = env;
  if (token) return { ...address, access: { kind: 'bearer', token } };
  if (user) return { ...address, access: { kind: 'basic', user, password: password ?? '' } };
  return address;
}

function readRange(
  values: OptionValues<(typeof OPTIONS)[number]>,
  { t }: CommandIo,
): Result<TimeRange, string> {
  const zone = readZone(values.zone, t);
  if (!zone.ok) return zone;
  const now = SYSTEM_CLOCK.now();
  const { from: first, to: last } = values;
  const to = last === undefined ? ok(now) : readTime('--to', last, zone.value, 'end', t);
  if (!to.ok) return to;
  const from =
    first === undefined
      ? ok(after(to.value, -LOOK_BACK))
      : readTime('--from', first, zone.value, 'start', t);
  if (!from.ok) return from;
  return from.value < to.value
    ? ok({ from: from.value, to: to.value })
    : err(t('history:cli.order'));
}

function parse(args: readonly string[], io: CommandIo): Result<Wanted, string> {
  const { t } = io;
  const options = readOptions(args, OPTIONS, USAGE, t);
  if (!options.ok) return options;
  const { data, prometheus, job = null, instance = null, ca } = options.value;
  const folder = readRequired('--data', data, USAGE, t);
  if (!folder.ok) return folder;
  const url = readRequired('--prometheus', prometheus, USAGE, t);
  if (!url.ok) return url;
  const address = parsePrometheusUrl(url.value);
  if (address === null) {
    return err(prometheusFaultText(t, { kind: 'address', value: url.value }));
  }
  const labels = parseLabels(options.value.labels ?? '');
  if (labels === null) {
    return err(t('history:cli.labels', { value: options.value.labels ?? '' }));
  }
  const range = readRange(options.value, io);
  if (!range.ok) return range;
  const limit = options.value['connection-limit'];
  const connection = readConnectionLimit(limit, folder.value, USAGE, t);
  if (!connection.ok) return connection;
  return ok({
    folder: folder.value,
    address: { ...withAccess(address, io.env), caFile: ca },
    range: range.value,
    choice: { job, instance, labels },
    connection: connection.value,
  });
}

/** Adds what the Pi's Prometheus knows and the history does not. The app must not be running. */
async function run(args: readonly string[], io: CommandIo) {
  const { t } = io;
  const wanted = parse(args, io);
  if (!wanted.ok) {
    io.complain(wanted.error);
    return EXIT.usage;
  }
  const { folder, address, range, choice, connection } = wanted.value;
  const client = new PrometheusClient(address, SYSTEM_CLOCK);
  // Asked before the history is opened, so that a wrong address leaves no trace.
  const labels = await chooseSeries(client, range, choice, io.stop);
  if (!labels.ok) {
    io.complain(prometheusFaultText(t, labels.error));
    return EXIT.failed;
  }
  const opened = openFillTarget(historyFile(folder));
  if (!opened.ok) {
    io.complain(historyFaultText(t, opened.error));
    return EXIT.failed;
  }
  const done = await backfill(opened.value.target, {
    client,
    range,
    labels: labels.value,
    limits: { connection, energyMode: null },
    now: SYSTEM_CLOCK.now(),
    stop: io.stop,
  });
  opened.value.close();
  if (!done.ok) {
    io.complain(prometheusFaultText(t, done.error));
    return EXIT.failed;
  }
  await io.out(`${t('history:cli.filled', { ...done.value })}\n`);
  return EXIT.ok;
}

export const BACKFILL: Command = { name: 'backfill', usage: USAGE, run };
