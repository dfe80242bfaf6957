import { ensureDependencies } from './dependencies.mjs';
import { ensureElectron } from './electron.mjs';
import { ensureSystem } from './system.mjs';

/**
 * Brings this clone and this machine to where the app, or its tests, can run. With nothing to do it
 * takes a fraction of a second.
 * @param {'run' | 'test'} purpose
 */
export async function setUp(purpose) {
  await ensureDependencies();
  const electron = await ensureElectron();
  await ensureSystem(electron, purpose);
  return electron;
}
