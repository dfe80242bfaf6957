/** What history says, in the app and on the command line. */
export const history = {
  faults: {
    'in-use':
      '{{file}} is being written by another program. Close the app, or do it from within the app.',
    newer: '{{file}} was written by a newer version of this app. Install that version to use it.',
    'not-ours': '{{file}} is no history of this app. Choose another file.',
    corrupt:
      '{{file}} is damaged. If it is a backup, choose another one; if it is the app’s own history, start the app once to set it aside and rescue what can be read.',
    altered:
      'Another program has changed how {{file}} is built. If it is a backup, choose another one; if it is the app’s own history, start the app once: it takes over the readings.',
    'not-a-file': '{{file}} is a folder or a device and no file. Choose a file.',
    'not-there': '{{file}} is not there. Check the folder.',
    'already-there': '{{file}} is already there. Choose another name.',
    'read-only': '{{file}} cannot be written. Give yourself the right to write there.',
    'no-space': 'The disk is full, so {{file}} could not be written. Make room and try again.',
    'cannot-open': '{{file}} cannot be opened ({{detail}}).',
    cancelled: 'Cancelled.',
    gone: 'The history ended ({{detail}}). Start the app again.',
  },
  prometheus: {
    address:
      '“{{value}}” is no web address of a Prometheus. Write it like http://raspberrypi:9090.',
    unreachable:
      'No Prometheus answers at {{url}} ({{detail}}). Check the address and the network.',
    tls: {
      'unknown-issuer':
        'Nobody whom this computer trusts has signed the certificate of {{url}} ({{detail}}). If a certificate authority of your own did, name its file: under Settings, or with --ca.',
      expired:
        'The certificate of {{url}} is not valid today ({{detail}}). Renew it there, and check the date of this computer.',
      'other-host':
        'The certificate of {{url}} is for another name ({{detail}}). Use the name that it was made for.',
      'no-tls':
        '{{url}} does not answer https ({{detail}}). Write http:// if it has no certificate.',
      other: 'No secure connection to {{url}} came about ({{detail}}).',
    },
    'ca-file': {
      unreadable: 'The certificates in {{file}} cannot be read ({{detail}}). Check the path.',
      'no-certificate':
        '{{file}} holds no certificate in PEM form, which begins with -----BEGIN CERTIFICATE-----.',
    },
    'wants-https': '{{url}} wants to be asked by https. Write https:// in the address.',
    redirected:
      '{{url}} answers and points elsewhere ({{to}}), where Prometheus cannot be asked. Use the address that it points to, or the one that needs no login page.',
    'no-api':
      '{{url}} answers, but has no Prometheus at this path (answer 404). Behind a proxy a path may belong to the address, as in http://raspberrypi/prometheus.',
    'not-now':
      '{{url}} answers, but cannot be asked just now (answer {{status}}): it is starting, busy, or its proxy does not reach it. Try again in a minute.',
    'too-slow':
      '{{url}} accepted the question and had not answered it after {{seconds}} s. Try again when it is less busy.',
    'too-much':
      'This is more than one answer may hold: {{detail}}. Ask for a shorter time or fewer series.',
    unauthorised: '{{url}} wants another user name, password or token (answer {{status}}).',
    'not-prometheus':
      '{{url}} answers, but not as a Prometheus does ({{detail}}). Check the address.',
    'half-answer':
      'The answer of {{url}} broke off half-way. Run it again: it goes on where it was.',
    refused: 'Prometheus refused the query: {{detail}}.',
    'nothing-there': 'This Prometheus has no wago_* series in that time.',
    'choose-series':
      'This Prometheus has {{count, number}} wago_* series in that time. Say which one is meant, by job, instance or further labels (in a terminal --job, --instance and --labels): {{choices}}.',
    'several-series':
      'The query gives {{count}} series where one is wanted: {{series}}. Add a label that only one of them has.',
    cancelled: 'Cancelled.',
  },
  stopped_one:
    '{{reason}} {{count}} reading had been added by then and stays; another run goes on from there.',
  stopped_other:
    '{{reason}} {{count}} readings had been added by then and stay; another run goes on from there.',
  import: {
    'no-such-date':
      'Line {{line}} of {{file}} has a date that does not exist. Correct it and import the file again. Nothing was changed.',
    'changed-time':
      'Line {{line}} of {{file}} has its time in the column UTC written otherwise than the app did, as a spreadsheet does that takes it for a date. Export again and import that file unopened, or make the column text that looks like 2026-11-20T09:00:00.000Z. Nothing was changed.',
    'not-csv': '{{file}} is no CSV that this app exported (line {{line}}). Nothing was changed.',
  },
  cli: {
    time: '{{flag}} takes a day or a time, as in 2026-11-22 or 2026-11-22T18:30, not “{{value}}”.',
    zone: '“{{value}}” is no time zone. Write it like Europe/Berlin.',
    labels: '--labels takes a list such as site=garage,replica=0, not “{{value}}”.',
    quarters: 'A report goes by quarters of an hour: give --from and --to as in 2026-11-18T06:15.',
    order: '--from must lie before --to.',
    backedUp: 'The backup is in {{file}}.',
    restored: 'The history is restored from {{file}}.',
    left: 'Another program had put something into the backup that was left out: {{names}}.',
    kept: 'The history that was there is kept as {{file}}.',
    filled: '{{readings}} readings were added, {{rejected}} were not believed.',
    noData: 'There are no readings in that time.',
    period: '“{{value}}” is no period. Write it like 2026-10, 2026, 2026-W41 or 2026-10-05.',
    pdfPeriod: 'A PDF is made of a period. Say which one with --period, as in --period 2026-10.',
    pdfApp: 'A PDF is made by the app. Start it with --report-pdf=FILE --period={{period}}.',
  },
  report: {
    date: 'Date',
    start: 'Start (kWh)',
    end: 'End (kWh)',
    energy: 'Energy (kWh)',
    energyL1: 'L1 (kWh)',
    energyL2: 'L2 (kWh)',
    energyL3: 'L3 (kWh)',
    starts: 'Starts',
    runTime: 'Run time (h)',
    standby: 'Standby (kWh)',
    cost: 'Cost ({{currency}})',
    heat: 'Heat (kWh)',
    cop: 'COP',
    estimated: 'Estimate',
    complete: 'Complete (%)',
    yes: 'yes',
    total: 'Total',
  },
};
