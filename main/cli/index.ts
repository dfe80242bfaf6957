import { knownLanguage, languageOf } from '../../app/text/texts.ts';
import { createTexts } from '../../app/text/translate.ts';
import { version } from '../../package.json';
import { systemLocale } from '../system-locale.ts';
import { settleZone, unknownZoneText } from '../zone.ts';
import { type CommandIo, EXIT } from './command.ts';
import { COMMANDS } from './commands.ts';
import { commandHelp, commandsHelp } from './help.ts';
import { OutputClosed, outputFault, writeOut } from './output.ts';

function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}

/** `--lang=de|en` may stand anywhere, with a region too; otherwise the system's language. */
function splitLanguage(args: readonly string[]) {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const languageIn = (arg: string) =>
    arg.startsWith('--lang=') ? knownLanguage(arg.slice('--lang='.length)) : null;
  const flag = args.find((arg) => languageIn(arg) !== null);
  const language = (flag && languageIn(flag)) || languageOf(LC_ALL || LC_MESSAGES || LANG || '');
  return { language, rest: args.filter((arg) => arg !== flag) };
}

const runtimeLocale = (): string => Intl.DateTimeFormat().resolvedOptions().locale;

async function run(args: readonly string[]): Promise<number> {
  const { language, rest } = splitLanguage(args);
  const { t } = createTexts(language);
  const zone = settleZone(process.env);
  const io: CommandIo = {
    language,
    t,
    locale: systemLocale(process.env, process.platform, runtimeLocale),
    out: writeOut,
    complain: (sentence) => process.stderr.write(`${sentence}\n`),
    env: process.env,
    stop: stopSignal(),
  };
  if (zone.unknown !== null) io.complain(unknownZoneText(t, zone));
  const [name = '', ...own] = rest;
  const command = COMMANDS.find((candidate) => candidate.name === name);
  try {
    if (rest.includes('--help') || rest.includes('-h')) {
      await io.out(command === undefined ? commandsHelp(t, COMMANDS) : commandHelp(t, command));
      return EXIT.ok;
    }
    if (rest.includes('--version')) {
      await io.out(`${version}\n`);
      return EXIT.ok;
    }
    if (command !== undefined) return await command.run(own, io);
  } catch (error) {
    // Whoever reads has read enough, as `head` does.
    if (error instanceof OutputClosed) return EXIT.ok;
    const reason = outputFault(error);
    if (reason === null) throw error;
    io.complain(t('flags:outputFailed', { reason }));
    return EXIT.failed;
  }
  const commands = COMMANDS.map((known) => known.name).join(', ');
  io.complain(t('flags:unknownCommand', { command: name, commands }));
  return EXIT.usage;
}

// Each write tells its own writer; a terminal that was closed must not end what goes on.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

process.exitCode = await run(process.argv.slice(2));
