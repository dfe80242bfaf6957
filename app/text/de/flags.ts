import type { flags as english } from '../en/flags.ts';

export const flags: typeof english = {
  unknown: '„{{flag}}“ kennt diese App nicht. Siehe README.md, „Command line“.',
  meter:
    '„{{value}}“ ist keine Adresse eines Zählers. Schreiben Sie sie wie {{example}}, mit tcp://, rtu+tcp:// oder auto://, oder nehmen Sie demo:.',
  model: 'Kein Zähler heißt „{{value}}“. Hinter ?model= steht eines von {{choices}}.',
  metrics:
    '--metrics braucht eine Adresse und einen Port, wie in 127.0.0.1:9100, nicht „{{value}}“.',
  choice: '{{flag}} kennt {{choices}}, aber nicht „{{value}}“.',
  size: '--size braucht Breite und Höhe von 200 bis 8000, wie in 1280x800, nicht „{{value}}“.',
  empty: '{{flag}} braucht einen Wert, wie in {{flag}}=WERT.',
  needsSnapshot: '{{flag}} geht nur zusammen mit --snapshot=DATEI.png.',
  needsReport: '{{flag}} geht nur zusammen mit --report-pdf=DATEI.',
  reportTimeout: 'der Bericht kam nicht rechtzeitig',
  period:
    '--period nimmt einen Zeitraum wie 2026-10, 2026, 2026-W41 oder 2026-10-05, nicht „{{value}}“.',
  noReading: 'Kein Messwert innerhalb von {{seconds}} s. {{reason}}',
  noReadingStopped: 'Beendet, bevor ein Messwert kam. {{reason}}',
  noReadingYet: 'Der Zähler wurde nicht erreicht.',
  fileNotWritten:
    '{{file}} konnte nicht geschrieben werden: {{reason}}. Wählen Sie einen Ordner, in den Sie schreiben dürfen.',
  unknownCommand: '„{{command}}“ ist kein Befehl. Die Befehle sind: {{commands}}.',
  missing: '{{flag}} fehlt. Aufruf: {{usage}}',
  number: '{{flag}} braucht eine Zahl von {{min}} bis {{max}}, nicht „{{value}}“.',
  unexpected: '„{{value}}“ ist hier nicht zu verstehen. Aufruf: {{usage}}',
  portTaken: 'Port {{port}} ist schon belegt. Wählen Sie mit --port einen anderen.',
  cannotListen: 'Der simulierte Zähler kann auf Port {{port}} nicht lauschen: {{reason}}.',
  debugRefused:
    '{{flag}} wird abgelehnt: In dieser Betriebsart lässt die App niemanden in sich hineinsehen.',
  simulating: 'Simulierter Zähler unter {{url}} (Ende mit Strg+C)',
};
