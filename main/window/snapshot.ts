import { BrowserWindow } from 'electron';
import { err, ok, type Result } from '../../app/result.ts';
import type { Millis } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import { writeWhole } from '../durable.ts';
import type { Snapshot, View } from '../flags.ts';
import { backgroundOf, loadPage, type PageOptions, pagePreferences } from './page.ts';

export interface PictureOptions extends PageOptions {
  readonly snapshot: Snapshot;
  readonly view: View;
  readonly dark: boolean;
  readonly clock: Clock;
  /** How long to wait for the first reading to be on the screen. */
  readonly patience: Millis;
  /** Ends the waiting early. */
  readonly stop: AbortSignal;
}

export type PictureFault =
  | { readonly kind: 'nothing-shown' }
  | { readonly kind: 'not-written'; readonly reason: string };

/** The page says so itself once a reading has been painted. */
const IS_READY = "document.documentElement.dataset.ready === 'true'";
const LOOK_EVERY = 50 as Millis;

async function isShown(window: BrowserWindow, options: PictureOptions): Promise<boolean> {
  const { clock, patience, stop } = options;
  const began = clock.elapsed();
  while (clock.elapsed() - began < patience && !stop.aborted) {
    if (await window.webContents.executeJavaScript(IS_READY)) return true;
    await clock.sleep(LOOK_EVERY, stop);
  }
  return false;
}

/** Paints the page off screen once it shows a reading, and writes it as PNG. */
export async function takePicture(options: PictureOptions): Promise<Result<null, PictureFault>> {
  const { width, height, file } = options.snapshot;
  const window = new BrowserWindow({
    width,
    height,
    useContentSize: true,
    show: false,
    frame: false,
    backgroundColor: backgroundOf(options.dark),
    webPreferences: { ...pagePreferences(options), offscreen: true },
  });
  try {
    await loadPage(window, options);
    if (!(await isShown(window, options))) return err({ kind: 'nothing-shown' });
    const picture = await window.webContents.capturePage();
    writeWhole(file, picture.resize({ width, height }).toPNG());
    return ok(null);
  } catch (error) {
    return err({ kind: 'not-written', reason: (error as Error).message });
  } finally {
    window.destroy();
  }
}
