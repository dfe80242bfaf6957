// Writes THIRD-PARTY-NOTICES.txt, which every package carries: npm run notices
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureDependencies } from './dependencies.mjs';
import { licences } from './licences.mjs';
import { main, say } from './process.mjs';
import { root } from './project.mjs';

export const noticesFile = join(root, 'THIRD-PARTY-NOTICES.txt');

const head = `WAGO Energy Monitor contains software by others, named below with its licences.

It runs on Electron, Chromium and Node.js, whose licences lie beside the program in
LICENSE.electron.txt and LICENSES.chromium.html.`;

const rule = '-'.repeat(80);

/** The same list as in the window about the app. */
export function notices() {
  const parts = licences().map(({ name, version, licence, text }) => {
    const title = `${name} ${version} (${licence ?? 'no licence stated'})`;
    return text === null ? title : `${title}\n\n${text.replaceAll('\r\n', '\n')}`;
  });
  return `${[head, ...parts].join(`\n\n${rule}\n\n`)}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main(async () => {
    await ensureDependencies();
    writeFileSync(noticesFile, notices());
    say('THIRD-PARTY-NOTICES.txt');
    return 0;
  });
}
