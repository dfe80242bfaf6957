import { app, type Session } from 'electron';
import { isOwnUrl } from './origin.ts';

/** Nothing answers at port 9, and `<-loopback>` lets not even this computer be reached without it. */
const NOWHERE = { proxyRules: 'http://127.0.0.1:9', proxyBypassRules: '<-loopback>' };

/**
 * A page asks nothing of the network, whatever it is made to do: what it knows of the meter and of
 * the Pi, main asks for it.
 * @param devServer null: no page comes over the network.
 */
export function denyNetwork(session: Session, devServer: string | null): void {
  if (devServer === null) void session.setProxy(NOWHERE);
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

/** No page leads away from ours, opens a window, embeds a guest or calls another browser. */
export function denyNavigation(devServer: string | null): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
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
