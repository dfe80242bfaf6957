import { type NativeImage, nativeImage } from 'electron';
import { type Face, trayPixels } from '../../app/tray/icon.ts';
import template2x from '../../resources/icons/trayTemplate@2x.png?asset';
import template from '../../resources/icons/trayTemplate.png?asset';
import type { TrayHost } from './presence.ts';

interface Representation {
  /** Where the icon stands, in CSS pixels. */
  readonly size: number;
  /** So many pixels of the screen for each. */
  readonly scale: number;
}

/** Drawn in whole pixels for each of Windows' usual scales: 16 px at 100 %, 20 at 125 % … */
const WINDOWS: readonly Representation[] = [1, 1.25, 1.5, 2, 2.5, 3].map((scale) => ({
  size: 16,
  scale,
}));
/**
 * Over D-Bus Electron sends a single picture, the largest. This one halves to 24 px without a
 * loss and scales to the 16, 22 and 32 px of other panels.
 */
const STATUS_NOTIFIER: readonly Representation[] = [{ size: 24, scale: 2 }];

/** The older tray cuts off what is larger than its panel. */
const XEMBED: readonly Representation[] = [{ size: 22, scale: 1 }];

/** A whole scale is drawn from larger dots, any other as a picture of its own size. */
const drawn = (face: Face, { size, scale }: Representation) =>
  Number.isInteger(scale)
    ? trayPixels(face, size, scale)
    : trayPixels(face, Math.round(size * scale), 1);

/** In macOS' menu bar the figure is the title, and the picture beside it takes the bar's colour. */
function templateImage(): NativeImage {
  const image = nativeImage.createFromPath(template);
  image.addRepresentation({
    scaleFactor: 2,
    buffer: nativeImage.createFromPath(template2x).toPNG(),
  });
  image.setTemplateImage(true);
  return image;
}

function representations(host: TrayHost): readonly Representation[] {
  if (host === 'system') return WINDOWS;
  return host === 'xembed' ? XEMBED : STATUS_NOTIFIER;
}

/** The icon in every size that the tray asks for. */
export function trayImage(face: Face, platform: NodeJS.Platform, host: TrayHost): NativeImage {
  if (platform === 'darwin') return templateImage();
  const image = nativeImage.createEmpty();
  for (const representation of representations(host)) {
    const { edge, bgra } = drawn(face, representation);
    const bitmap = nativeImage.createFromBitmap(Buffer.from(bgra), { width: edge, height: edge });
    const { scale: scaleFactor } = representation;
    image.addRepresentation({ scaleFactor, width: edge, height: edge, buffer: bitmap.toPNG() });
  }
  return image;
}
