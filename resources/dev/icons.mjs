// Draws the pictures of resources/icons from their SVGs: node resources/dev/icons.mjs
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { displayNeeded, withVirtualDisplay } from './display.mjs';
import { electronExecutable, rootArguments } from './electron.mjs';
import { main, say } from './process.mjs';
import { root } from './project.mjs';
import { setUp } from './setup.mjs';

const folder = join(root, 'resources', 'icons');
const pictures = [
  ...[16, 24, 32, 48, 64, 128, 256, 512, 1024].map((size) => ({
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
  rmSync(app, { recursive: true, force: true });
  return 0;
}

await main(async () => {
  await setUp('run');
  return displayNeeded() ? withVirtualDisplay(drawAll) : drawAll(process.env);
});
