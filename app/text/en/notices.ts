/** Notices that stay until somebody takes them away. */
export const notices = {
  zoneUnknown:
    'The time zone “{{value}}” (TZ) is not known here, so days and times are those of {{zone}}. Set TZ to a name such as Europe/Berlin, or remove it.',
  settingsMended:
    'These settings could not be read and are back to their last good value: {{names}}.',
  settingsSetAside:
    'The settings file could not be read. It was kept as {{file}}; the app goes on with the last good settings.',
  settingsNotSaved: 'The settings could not be saved ({{reason}}). They hold until you quit.',
  historySetAside:
    'The history file was damaged or changed by another program. It was kept as {{file}}; {{days}} days could be rescued, and recording goes on.',
  historyForeignRemoved:
    'Another program had put something into the history file {{file}} that could have changed what is recorded. It was taken out: {{names}}.',
  historyLeftOut:
    'The history is restored from {{file}}. Another program had put something into that file that was left out: {{names}}.',
  historyRestoreFinished: 'A restore that had been cut off is finished now.',
  historyRestoreFinishedKept:
    'A restore that had been cut off is finished now. The history that was there before is kept as {{file}}.',
  historyRestoreUndone:
    'A restore was cut off. The history is as it was before; restore it again if you still want to.',
  historyBroughtBack:
    'The history file {{file}} was deleted or replaced while the app used it. It was written anew with everything in it, and recording goes on.',
  'historyNotWriting-in-use':
    'The history is not recorded: another program is using {{file}}. Readings wait in memory and are recorded when it has finished.',
  'historyNotWriting-newer':
    'The history is not recorded: {{file}} was written by a newer version of this app. Install that version, or move the file away.',
  'historyNotWriting-not-ours':
    'The history is not recorded: {{file}} is no history of this app. Move it away; recording then begins by itself.',
  'historyNotWriting-corrupt':
    'The history is not recorded: {{file}} is damaged. Move it away; recording then begins by itself.',
  'historyNotWriting-altered':
    'The history is not recorded: another program has changed how {{file}} is built. Move it away; recording then begins by itself.',
  'historyNotWriting-not-a-file':
    'The history is not recorded: {{file}} is a folder or a device and no file. Move it away; recording then begins by itself.',
  'historyNotWriting-not-there':
    'The history is not recorded: {{file}} is gone. It is tried again by itself; readings wait in memory.',
  'historyNotWriting-already-there':
    'The history is not recorded: {{file}} is in the way. Move it away; recording then begins by itself.',
  'historyNotWriting-read-only':
    'The history is not recorded: {{file}} cannot be written. Give yourself the right to write there.',
  'historyNotWriting-no-space':
    'The history is not written: the disk is full. Make room; readings are held in memory until then.',
  'historyNotWriting-cannot-open':
    'The history is not recorded: {{file}} cannot be opened. Check the disk; it is tried again by itself, and readings wait in memory.',
  'historyNotWriting-cancelled': 'Recording the history was cancelled.',
  'historyNotWriting-gone':
    'The part of the app that records the history has stopped. It is started again by itself; readings wait in memory until then.',
  historyClockNotSet:
    'The clock of this computer is not set, so nothing is recorded. Set date and time; recording then goes on by itself.',
  historyWritingAgain: 'The history is recorded again.',
  historyLowSpace:
    'Only {{mb}} MB are free on the disk, so the oldest readings made room for new ones. Make room soon.',
  clockAhead:
    'The computer slept, or its clock was set forward: {{minutes, number}} min. Readings go on at the new time; no energy is counted twice or lost.',
  clockBack:
    'The computer’s clock was set back by {{minutes, number}} min. Readings go on at the new time; no energy is counted twice or lost.',
  counterEpoch:
    'The energy counter fell from {{from, number}} to {{to, number}} kWh. The meter was swapped or reset; counting goes on from there.',
  frozenMeter:
    'The same values have come for ten minutes, to the last digit, so they are old ones that the gateway repeats; none of them is shown or recorded. Restart the gateway.',
  importStill: 'About the wiring of the meter: $t(diagnostics:hints.import-still)',
  noCounter:
    'The meter refuses its energy registers, so that there is no counter and no energy. All other values are read.',
  netCounter:
    'The meter’s energy counter does not count pure consumption (register 400F): $t(live:counting.{{mode}}).',
  endpointFailed: 'Metrics for Prometheus: $t(metrics:faults.{{kind}})',
  noSandbox:
    'The app was started with --no-sandbox: should Chromium have a flaw, less stands in its way. Start the app without that flag; where it then does not start, install the .deb package.',
  noTray:
    'This desktop shows no tray icons, so closing the window quits the app. On GNOME, the extension “AppIndicator” adds a tray.',
  trayGoesOn:
    'Closing the window leaves the app running in the tray, where the watts are. Choose Quit there to end it.',
  updateAvailable:
    'Version {{version}} of the app is there. It can be downloaded under Settings, “New versions of the app”.',
  displayGone: 'The display chosen for the wall view is not connected; it is shown on another one.',
};
