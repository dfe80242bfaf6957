import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Source text by path from the project's root, `/` between folders. */
export type SourceTree = ReadonlyMap<string, string>;

const ROOT = join(import.meta.dirname, '../..');

/** The TypeScript of the project in `folders`; declarations alone hold nothing that runs. */
export function readTree(folders: readonly string[]): SourceTree {
  const files = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
      .map((name) => join(folder, name)),
  );
  return new Map(
    files.map((path) => [path.replaceAll(sep, '/'), readFileSync(join(ROOT, path), 'utf8')]),
  );
}
