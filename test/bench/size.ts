// How large the packed app is beside the Electron in it, unpacked and compressed.
import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createGzip } from 'node:zlib';
import { electron, electronVersion } from '../../resources/dev/electron.mjs';
import { ensurePacked } from '../../resources/dev/pack.mjs';

const MB = 1e6;
/** Of the languages that Chromium speaks, those that are packed. */
const PACKED_LANGUAGES: readonly string[] = ['de.pak', 'en-US.pak'];

const inMb = (bytes: number): number => Math.round((bytes / MB) * 10) / 10;

function bytesIn(folder: string, counts: (name: string) => boolean = () => true): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && counts(entry.name))
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

/** The size of a folder as a tar.gz of the usual level. */
async function compressed(folder: string): Promise<number> {
  const args = ['-cf', '-', '-C', dirname(folder), basename(folder)];
  const tar = spawn('tar', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let bytes = 0;
  for await (const chunk of tar.stdout.pipe(createGzip())) bytes += (chunk as Buffer).length;
  return bytes;
}

const packed = await ensurePacked();
const bare = electron().folder;
const [unpackedBytes, bareBytes] = [bytesIn(packed), bytesIn(bare)];
const spared = bytesIn(join(bare, 'locales'), (name) => !PACKED_LANGUAGES.includes(name));
const [packedSmall, bareSmall] = await Promise.all([compressed(packed), compressed(bare)]);
const asar = statSync(join(packed, 'resources', 'app.asar')).size;
const libraries = bytesIn(join(packed, 'resources', 'app.asar.unpacked'));

console.log(
  JSON.stringify({
    bench: 'size',
    electron: electronVersion(),
    unpackedMb: inMb(unpackedBytes),
    bareElectronMb: inMb(bareBytes),
    moreThanBareMb: inMb(unpackedBytes - bareBytes),
    /** Beside an Electron with the same two languages. */
    moreThanBareOfSameLanguagesMb: inMb(unpackedBytes - (bareBytes - spared)),
    asarMb: inMb(asar),
    nativeLibraryMb: inMb(libraries),
    tarGzMb: inMb(packedSmall),
    bareElectronTarGzMb: inMb(bareSmall),
  }),
);
