/** Sentences for a wrong flag or argument on the command line. */
export const flags = {
  unknown: '“{{flag}}” is not a flag that this app knows. See README.md, “Command line”.',
  meter:
    '“{{value}}” is not the address of a meter. Write it like {{example}}, with tcp://, rtu+tcp:// or auto://, or use demo:.',
  model: 'No meter is called “{{value}}”. Behind ?model= stands one of {{choices}}.',
  metrics: '--metrics takes an address and a port, as in 127.0.0.1:9100, not “{{value}}”.',
  choice: '{{flag}} takes one of {{choices}}, not “{{value}}”.',
  size: '--size takes a width and a height from 200 to 8000, as in 1280x800, not “{{value}}”.',
  empty: '{{flag}} needs a value, as in {{flag}}=VALUE.',
  needsSnapshot: '{{flag}} only goes with --snapshot=FILE.png.',
  needsReport: '{{flag}} only goes with --report-pdf=FILE.',
  reportTimeout: 'the report did not come in time',
  period: '--period takes a period such as 2026-10, 2026, 2026-W41 or 2026-10-05, not “{{value}}”.',
  noReading: 'No reading within {{seconds}} s. {{reason}}',
  noReadingStopped: 'Ended before there was a reading. {{reason}}',
  noReadingYet: 'The meter was not reached.',
  fileNotWritten:
    '{{file}} could not be written: {{reason}}. Choose a folder that you may write to.',
  unknownCommand: '“{{command}}” is not a command. The commands are: {{commands}}.',
  missing: '{{flag}} is missing. Usage: {{usage}}',
  number: '{{flag}} takes a number from {{min}} to {{max}}, not “{{value}}”.',
  unexpected: '“{{value}}” is not understood here. Usage: {{usage}}',
  portTaken: 'Port {{port}} is taken by another program. Choose another with --port.',
  cannotListen: 'The simulated meter cannot listen on port {{port}}: {{reason}}.',
  debugRefused: '{{flag}} is refused: nobody may look into this app while it runs like this.',
  simulating: 'Simulated meter at {{url}} (press Ctrl+C to stop)',
};
