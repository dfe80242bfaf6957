import type { Translate } from '../app/text/translate.ts';

/** Each flag as it is written, and the name of what it does among the texts. */
const FLAGS = [
  ['--meter=URL', 'meter'],
  ['--metrics=HOST:PORT', 'metrics'],
  ['--kiosk', 'kiosk'],
  ['--hidden', 'hidden'],
  ['--lang=de|en', 'lang'],
  ['--theme=dark|light', 'theme'],
  ['--view=NAME', 'view'],
  ['--user-data-dir=DIR', 'dataDir'],
  ['--snapshot=FILE.png', 'snapshot'],
  ['--size=1280x800', 'size'],
  ['--report-pdf=FILE.pdf', 'reportPdf'],
  ['--period=2026-10', 'period'],
  ['--help', 'help'],
  ['--version', 'version'],
] as const;

/** What `--help` prints. */
export function appHelp(t: Translate): string {
  const width = Math.max(...FLAGS.map(([flag]) => flag.length));
  const lines = FLAGS.map(([flag, text]) => `  ${flag.padEnd(width)}  ${t(`flags:help.${text}`)}`);
  return [t('flags:help.usage'), '', ...lines, '', t('flags:help.others'), ''].join('\n');
}
