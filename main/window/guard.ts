import { app, type Session } from 'electron';
import { isOwnUrl } from './origin.ts';

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
