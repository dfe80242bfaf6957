import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { type CommandIo, EXIT, type ExitCode } from './command.ts';

interface PrintRequest {
  readonly folder: string;
  /** null: a free range, which the app has no page for. */
  readonly period: string | null;
  readonly out: string | null;
}

/** How to start the app: the program and what comes first, as a JSON list. */
const APP_VARIABLE = 'WAGO_ENERGY_MONITOR_APP';

function appCommand({ env }: CommandIo): readonly string[] {
  try {
    const command: unknown = JSON.parse(env[APP_VARIABLE] ?? '[]');
    return Array.isArray(command) ? command.map(String) : [];
  } catch {
    return [];
  }
}

/** Starts the app to print a report, and waits for its end. */
export async function printByApp(
  { folder, period, out }: PrintRequest,
  io: CommandIo,
): Promise<ExitCode> {
  const { t, language } = io;
  const [program, ...first] = appCommand(io);
  if (period === null) {
    io.complain(t('history:cli.pdfPeriod'));
    return EXIT.usage;
  }
  if (program === undefined) {
    io.complain(t('history:cli.pdfApp', { period }));
    return EXIT.failed;
  }
  const file = resolve(out ?? `heat-pump-${period}.pdf`);
  const args = [
    ...first,
    `--user-data-dir=${resolve(folder)}`,
    `--report-pdf=${file}`,
    `--period=${period}`,
    `--lang=${language}`,
  ];
  const app = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], signal: io.stop });
  let complaints = '';
  app.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const [code] = await once(app, 'close').catch(() => [EXIT.failed]);
  if (code !== EXIT.ok) {
    io.complain(complaints.trim());
    return EXIT.failed;
  }
  await io.out(`${file}\n`);
  return EXIT.ok;
}
