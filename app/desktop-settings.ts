import { z } from 'zod';
import { dimSchema } from './kiosk/dim.ts';

/** What a person can set about tray, wall view, start and log; part of `app/settings.ts`. */
export const desktopShape = {
  /** The icon in the tray, where the desktop has one. */
  tray: z.boolean(),
  /** Closing the window leaves the app running in the tray. */
  closeToTray: z.boolean(),
  /** Start with the desktop, hidden to the tray. */
  startAtLogin: z.boolean(),
  /** The display for the wall view: `primary`, or the key of one (see `DisplayChoice`). */
  kioskDisplay: z.string().min(1).max(100),
  kioskDim: dimSchema,
  /** Move the wall view by a few pixels now and then, against burn-in. */
  kioskPixelShift: z.boolean(),
  /** Ask once a day for a newer version of the app. */
  updateCheck: z.boolean(),
  /** From what severity on the log keeps lines; `debug` adds a line a poll. */
  logLevel: z.enum(['error', 'warn', 'info', 'debug']),
} as const;

const desktopSchema = z.object(desktopShape);
type DesktopSettings = Readonly<z.infer<typeof desktopSchema>>;
export type LogLevel = DesktopSettings['logLevel'];

export const DEFAULT_DESKTOP: DesktopSettings = {
  tray: true,
  closeToTray: true,
  startAtLogin: false,
  kioskDisplay: 'primary',
  kioskDim: { enabled: false, from: '22:00', until: '06:00', brightness: 30 },
  kioskPixelShift: true,
  /** Nothing leaves the house unless somebody wants it to. */
  updateCheck: false,
  logLevel: 'info',
};
