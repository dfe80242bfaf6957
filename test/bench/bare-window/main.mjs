// The least that Electron can be asked for: one window with one page.
import { app, BrowserWindow } from 'electron';

app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    show: !process.argv.includes('--hidden'),
    webPreferences: { sandbox: true },
  });
  window.loadFile('index.html');
});
app.on('window-all-closed', () => app.quit());
