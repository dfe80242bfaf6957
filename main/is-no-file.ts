import { statSync } from 'node:fs';

/** A folder, a pipe or a device, at which opening could wait for ever. */
export const isNoFile = (file: string): boolean =>
  statSync(file, { throwIfNoEntry: false })?.isFile() === false;
