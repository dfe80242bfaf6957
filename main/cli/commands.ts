import type { Command } from './command.ts';
import { EXPORTER } from './commands/exporter.ts';
import { READ } from './commands/read.ts';
import { SIMULATE } from './commands/simulate.ts';

/** Every command; adding one is adding a line. */
export const COMMANDS: readonly Command[] = [EXPORTER, READ, SIMULATE];
