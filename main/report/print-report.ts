import { BrowserWindow } from 'electron';
import { millis, seconds } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import { writeWhole } from '../durable.ts';
import { loadPage, type PageOptions, pagePreferences } from '../window/page.ts';
import type { PrintFault } from './print-fault.ts';

export interface PrintOptions extends PageOptions {
  readonly period: string;
  readonly file: string;
  readonly clock: Clock;
}

/** A year of a slow disk. */
const PATIENCE = seconds(60);
const LOOK_EVERY = millis(50);
/** The page says so itself: 'ready', or why there is nothing. */
const STATE =
  "[document.documentElement.dataset.report ?? '', document.querySelector('[role=alert]')?.textContent ?? '']";

const FOOTER = `<div style="width:100%;margin:0 14mm;font:7pt sans-serif;color:#515b67;text-align:right">
  <span class="pageNumber"></span> / <span class="totalPages"></span></div>`;

/** null: it is shown. */
async function untilShown(window: BrowserWindow, clock: Clock): Promise<PrintFault | null> {
  const began = clock.elapsed();
  const never = new AbortController().signal;
  while (clock.elapsed() - began < PATIENCE) {
    const [state, reason] = await window.webContents.executeJavaScript(STATE);
    if (state === 'ready') return null;
    if (state === 'failed') return { kind: 'nothing-shown', reason: String(reason) };
    await clock.sleep(LOOK_EVERY, never);
  }
  return { kind: 'nothing-shown', reason: '' };
}

/** Prints the report of a period from a page that nobody sees. null: it is written. */
export async function printReport(options: PrintOptions): Promise<PrintFault | null> {
  const { period, file, clock } = options;
  const window = new BrowserWindow({
    show: false,
    width: 794,
    height: 1123,
    // Electron prints it in the margins.
    backgroundColor: '#ffffff',
    webPreferences: pagePreferences(options),
  });
  try {
    await loadPage(window, { ...options, view: `report?period=${period}` });
    const fault = await untilShown(window, clock);
    if (fault !== null) return fault;
    const pdf = await window.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: FOOTER,
      generateTaggedPDF: true,
    });
    writeWhole(file, pdf);
    return null;
  } catch (error) {
    return { kind: 'not-written', reason: error instanceof Error ? error.message : String(error) };
  } finally {
    window.destroy();
  }
}
