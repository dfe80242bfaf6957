import type { Command } from './command.ts';
import { BACKFILL } from './commands/backfill.ts';
import { BACKUP } from './commands/backup.ts';
import { EXPORT } from './commands/export.ts';
import { EXPORTER } from './commands/exporter.ts';
import { IMPORT } from './commands/import.ts';
import { READ } from './commands/read.ts';
import { REPORT } from './commands/report.ts';
import { RESTORE } from './commands/restore.ts';
import { SIMULATE } from './commands/simulate.ts';

/** Every command; adding one is adding a line. */
export const COMMANDS: readonly Command[] = [
  BACKFILL,
  BACKUP,
  EXPORT,
  EXPORTER,
  IMPORT,
  READ,
  REPORT,
  RESTORE,
  SIMULATE,
];
