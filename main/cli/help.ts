import type { Translate } from '../../app/text/translate.ts';
import type { Command } from './command.ts';

const INDENT = '  ';

/** One line of the usage for each option, so that none is missed among the others. */
function optionLines(usage: string): readonly string[] {
  return usage.match(/\[--[^\]]+\]|--\S+(?: (?!--|\[|or )[^\s,]+)?/g) ?? [];
}

/** What `--help` prints behind a command's name. */
export function commandHelp(t: Translate, { name, usage }: Command): string {
  const options = optionLines(usage).map((option) => `${INDENT}${option}`);
  return [t(`flags:command.${name}`), t('flags:usage', { usage }), ...options, ''].join('\n');
}

/** What `--help` prints without a command. */
export function commandsHelp(t: Translate, commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(
    ({ name }) => `${INDENT}${name.padEnd(width)}${INDENT}${t(`flags:command.${name}`)}`,
  );
  return [t('flags:commandsHelp'), '', ...lines, '', t('flags:commandsMore'), ''].join('\n');
}
