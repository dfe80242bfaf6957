/** Notices that stay until somebody takes them away. */
export const notices = {
  settingsMended:
    'These settings could not be read and are back to their last good value: {{names}}.',
  settingsSetAside:
    'The settings file could not be read. It was kept as {{file}}; the app goes on with the last good settings.',
  settingsNotSaved: 'The settings could not be saved ({{reason}}). They hold until you quit.',
  counterEpoch:
    'The energy counter fell from {{from}} to {{to}} kWh. The meter was swapped or reset; counting goes on from there.',
  netCounter:
    'The meter’s energy counter is set to count “{{mode}}” (register 400F), so it is not pure consumption.',
};
