import { app, type Session } from 'electron';
import { isOwnUrl } from './origin.ts';

/** Where pages of others and files of this computer lie; ours come over a scheme of their own. */
const ELSEWHERE = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'];

/**
 * A page asks nothing of the network or of the disk, whatever it is made to do: what it knows of
 * the meter and of the Pi, main asks for it.
 * @param devServer null: no page comes over the network.
 */
export function denyRemote(session: Session, devServer: string | null): void {
  // Hot reload lives of such requests.
  if (devServer !== null) return;
  session.webRequest.onBeforeRequest({ urls: ELSEWHERE }, (_request, answer) =>
    answer({ cancel: true }),
  );
}

/** Exports and backups are written by main, into files that a person chose in a dialog. */
export function denyDownloads(session: Session): void {
  session.on('will-download', (event) => event.preventDefault());
}

/** Nothing here needs the camera, the location or any other permission. */
export function denyPermissions(session: Session): void {
  session.setPermissionCheckHandler(() => false);
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setDevicePermissionHandler(() => false);
}

/** No page leads away from ours, opens a window or embeds a guest. */
export function denyNavigation(devServer: string | null): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-navigate', (event) => {
      if (!isOwnUrl(event.url, devServer)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      if (!isOwnUrl(event.url, devServer)) event.preventDefault();
    });
  });
}
