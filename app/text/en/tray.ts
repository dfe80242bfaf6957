/** The icon in the tray with its tooltip and menu. */
export const tray = {
  justNow: 'just now',
  minutesAgo: '{{count}} min ago',
  hoursAgo: '{{count}} h ago',
  last: 'last {{power}}',
  today: '{{energy}} today',
  noReading: 'No values yet',
  open: 'Open',
  kiosk: 'Wall display',
  pause: 'Pause reading',
  metrics: 'Metrics endpoint (port {{port}})',
  quit: 'Quit',
  goesOn: 'Still running here',
  goesOnText:
    'Reading the meter goes on. Click the watts in the tray to open the window, or choose Quit there.',
};
