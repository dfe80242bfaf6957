import { copyFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** How a thread ends that nobody has told to. */
export type End = 'exit' | 'throw' | 'memory';

const ENDS: Record<End, string> = {
  exit: 'process.exit(3);',
  throw: "throw new Error('it stumbled');",
  memory: 'const all = []; for (;;) all.push(new Array(1e6).fill(all));',
};

/**
 * The built worker behind a switch: it ends as `end` says once it is asked for the size, which the app
 * itself never asks for.
 */
export function endingWorker(worker: URL, end: End): URL {
  const folder = dirname(fileURLToPath(worker));
  const [entry, before, inner] = [`ending-${end}.mjs`, `before-${end}.mjs`, 'inner.mjs'];
  copyFileSync(fileURLToPath(worker), join(folder, inner));
  writeFileSync(
    join(folder, before),
    `import { parentPort } from 'node:worker_threads';
     const on = parentPort.on.bind(parentPort);
     parentPort.on = (name, take) => on(name, (request) => {
       if (request.name !== 'size') return take(request);
       ${ENDS[end]}
     });`,
  );
  writeFileSync(join(folder, entry), `import './${before}'; import './${inner}';`);
  return pathToFileURL(join(folder, entry));
}
