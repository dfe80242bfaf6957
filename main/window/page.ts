import { join } from 'node:path';
import { app, session } from 'electron';
import { denyNavigation, denyPermissions } from './guard.ts';
import type { PageOptions } from './main-window.ts';
import { serveScheme } from './scheme.ts';

/** Puts up what every page of ours stands behind. */
export function preparePage(): PageOptions {
  const builtFolder = join(import.meta.dirname, '..');
  const devServer = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null);
  serveScheme(join(builtFolder, 'renderer'));
  denyPermissions(session.defaultSession);
  denyNavigation(devServer);
  return { builtFolder, devServer, devTools: !app.isPackaged };
}
