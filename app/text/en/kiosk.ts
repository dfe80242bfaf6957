/** The view for a wall display. */
export const kiosk = {
  today: 'Today',
  since: 'since {{time}}',
  lastHour: 'Last hour',
  asOf: 'as of {{time}}',
  locked: 'This display is locked',
  pin: 'PIN',
  digit: 'Digit {{digit}}',
  erase: 'Erase',
  unlock: 'Unlock',
  stay: 'Back to the display',
  wrong: 'This PIN is not right.',
  wait: 'Too many wrong attempts. The next one is possible in {{seconds}} s.',
};
