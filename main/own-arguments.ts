/**
 * The arguments that are meant for the app: behind the program, and in development also behind
 * the folder that Electron was told to run.
 */
export function ownArguments(argv: readonly string[], isPackaged: boolean): readonly string[] {
  const args = argv.slice(1);
  if (isPackaged) return args;
  const folder = args.findIndex((arg) => !arg.startsWith('-'));
  return folder < 0 ? args : args.toSpliced(folder, 1);
}
