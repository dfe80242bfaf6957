import { languageOf } from '../../app/text/texts.ts';
import { createTexts } from '../../app/text/translate.ts';
import { type CommandIo, EXIT } from './command.ts';
import { COMMANDS } from './commands.ts';

/** Waits until the text is taken, so that a slow pipe does not make the process grow. */
function writeOut(text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}

/** `--lang=de|en` may stand anywhere; otherwise the system's language. */
function splitLanguage(args: readonly string[]) {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const flag = args.find((arg) => /^--lang=(de|en)$/.test(arg));
  const language = languageOf(flag?.slice('--lang='.length) || LC_ALL || LC_MESSAGES || LANG || '');
  return { language, rest: args.filter((arg) => arg !== flag) };
}

async function run(args: readonly string[]): Promise<number> {
  const { language, rest } = splitLanguage(args);
  const { t } = createTexts(language);
  const io: CommandIo = {
    language,
    t,
    out: writeOut,
    complain: (sentence) => process.stderr.write(`${sentence}\n`),
    env: process.env,
    stop: stopSignal(),
  };
  const [name = '', ...own] = rest;
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command !== undefined) return command.run(own, io);
  const commands = COMMANDS.map((known) => known.name).join(', ');
  io.complain(t('flags:unknownCommand', { command: name, commands }));
  return EXIT.usage;
}

process.exitCode = await run(process.argv.slice(2));
