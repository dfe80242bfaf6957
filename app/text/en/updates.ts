/** Newer versions of the app, in the settings. */
export const updates = {
  daily: 'Ask once a day',
  hint: 'Off, the app asks nobody. On, it asks once a day at GitHub, where the app is published, which version is the newest; GitHub then sees your internet address, and nothing of you or of your meter is sent. Nothing is downloaded before you say so, and a wall display is never restarted.',
  newest: 'The newest one',
  ask: 'Look now',
  fetch: 'Download',
  install: 'Restart and update',
  states: {
    unasked: '“Look now” asks GitHub once.',
    'by-hand':
      'This copy cannot update itself. Install a newer package over it when there is one; settings and history stay.',
    asking: 'Asking …',
    newest: 'This is the newest version.',
    available: 'Version {{version}} is there.',
    fetching: 'Downloading version {{version}}: {{percent}} %',
    ready: 'Version {{version}} is here. It is installed when you quit the app, or now.',
    'needs-password':
      'Version {{version}} is here. To install it, your system asks for a password.',
    failed: 'That did not work: {{reason}}',
  },
};
