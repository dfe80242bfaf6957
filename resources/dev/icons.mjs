// Draws the pictures of resources/icons from their SVGs: npm run icons
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { displayNeeded, withVirtualDisplay } from './display.mjs';
import { electronExecutable, rootArguments } from './electron.mjs';
import { icnsOf, icoOf } from './icon-files.mjs';
import { main, say } from './process.mjs';
import { root } from './project.mjs';
import { setUp } from './setup.mjs';

const folder = join(root, 'resources', 'icons');
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
/** The largest that an .ico file holds. */
const largestIco = 256;
const pictures = [
  ...sizes.map((size) => ({
    svg: 'icon.svg',
    size,
    png: `${size}x${size}.png`,
  })),
  // The name tells macOS to colour it like its menu bar.
  { svg: 'tray-template.svg', size: 18, png: 'trayTemplate.png' },
  { svg: 'tray-template.svg', size: 36, png: 'trayTemplate@2x.png' },
];

/**
 * Runs in the page.
 * @param {{ readonly source: string, readonly size: number }} picture
 */
async function draw({ source, size }) {
  const image = new Image();
  image.src = `data:image/svg+xml;base64,${btoa(source)}`;
  await image.decode();
  const canvas = new OffscreenCanvas(size, size);
  canvas.getContext('2d')?.drawImage(image, 0, 0, size, size);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return [...new Uint8Array(await blob.arrayBuffer())];
}

function writeIconFiles() {
  const drawn = sizes.map((size) => ({
    size,
    png: readFileSync(join(folder, `${size}x${size}.png`)),
  }));
  writeFileSync(join(folder, 'icon.ico'), icoOf(drawn.filter(({ size }) => size <= largestIco)));
  writeFileSync(join(folder, 'icon.icns'), icnsOf(drawn));
  say('resources/icons/icon.ico, icon.icns');
}

/** @param {NodeJS.ProcessEnv} env */
async function drawAll(env) {
  const app = mkdtempSync(join(tmpdir(), 'wago-icons-'));
  writeFileSync(join(app, 'package.json'), JSON.stringify({ main: 'main.js' }));
  writeFileSync(
    join(app, 'main.js'),
    `const { app, BrowserWindow } = require('electron');
    app.whenReady().then(() => new BrowserWindow({ show: false }).loadURL('about:blank'));`,
  );
  const electron = await _electron.launch({
    executablePath: electronExecutable(),
    args: [...rootArguments(), app],
    env: /** @type {Record<string, string>} */ (env),
  });
  const page = await electron.firstWindow();
  mkdirSync(folder, { recursive: true });
  for (const { svg, size, png } of pictures) {
    const source = readFileSync(join(folder, svg), 'utf8');
    writeFileSync(join(folder, png), Buffer.from(await page.evaluate(draw, { source, size })));
    say(`resources/icons/${png}`);
  }
  await electron.close();
  writeIconFiles();
  rmSync(app, { recursive: true, force: true });
  return 0;
}

await main(async () => {
  await setUp('run');
  return displayNeeded() ? withVirtualDisplay(drawAll) : drawAll(process.env);
});
