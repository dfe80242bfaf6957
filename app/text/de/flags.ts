import type { flags as english } from '../en/flags.ts';

export const flags: typeof english = {
  unknown: '„{{flag}}“ kennt diese App nicht. Siehe README.md, „Command line“.',
  misspelt: '„{{flag}}“ kennt diese App nicht. Meinten Sie {{example}}?',
  wallRefused: '{{flag}} wird abgelehnt: Dieser Schalter würde einen Schutz der App aufheben.',
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
  running: 'WAGO Energy Monitor läuft schon.',
  runningShown: 'WAGO Energy Monitor läuft schon; sein Fenster wurde gezeigt.',
  runningElsewhere:
    'WAGO Energy Monitor läuft mit diesem Ordner auf dem Rechner {{host}}. Falls nicht, löschen Sie {{file}}.',
  cannotLock:
    'Die App kann nicht sicherstellen, dass nur sie diesen Datenordner benutzt. {{reason}}',
  folder: {
    file: '{{folder}} kann nicht der Datenordner sein: Dort oder darüber liegt eine Datei. Wählen Sie mit --user-data-dir oder --data einen Ordner.',
    denied:
      '{{folder}} kann nicht der Datenordner sein: Sie dürfen dort nicht schreiben. Ändern Sie Besitzer oder Rechte, oder wählen Sie mit --user-data-dir oder --data einen anderen.',
    readOnly:
      '{{folder}} kann nicht der Datenordner sein: Der Datenträger lässt sich nur lesen. Wählen Sie mit --user-data-dir oder --data einen anderen.',
    full: '{{folder}} kann nicht der Datenordner sein: Der Datenträger ist voll. Schaffen Sie Platz, oder wählen Sie mit --user-data-dir oder --data einen anderen.',
    other:
      '{{folder}} kann nicht der Datenordner sein: {{reason}}. Wählen Sie mit --user-data-dir oder --data einen anderen.',
  },
  help: {
    usage: 'Aufruf: wago-energy-monitor [SCHALTER …]',
    meter:
      'liest in diesem Lauf diesen Zähler, wie auto://192.168.2.10:8899/2, tcp://…, rtu+tcp://… oder demo:',
    metrics: 'gibt in diesem Lauf Messwerte an Prometheus',
    kiosk: 'die Wandansicht, auf dem ganzen Bildschirm',
    hidden: 'startet ohne Fenster',
    lang: 'Sprache dieses Laufs',
    theme: 'Farben dieses Laufs',
    view: 'öffnet live, history, heat-pump, alerts, diagnostics, settings oder kiosk',
    dataDir: 'ein anderer Ordner für Einstellungen und Verlauf',
    snapshot: 'schreibt ein Bild, gibt die Werte als JSON aus und endet',
    size: 'Größe dieses Bildes',
    reportPdf: 'druckt den Bericht von --period und endet',
    period: 'ein Monat, oder 2026, 2026-W41, 2026-10-05',
    help: 'gibt dies aus und endet',
    version: 'gibt die Version aus und endet',
    others:
      'Schalter von Chromium, wie --ozone-platform=x11, gehen an Chromium weiter, außer denen, die die App für andere öffnen.',
  },
  usage: 'Aufruf: {{usage}}',
  commandsHelp: 'Aufruf: npm run cli -- BEFEHL [OPTION …]',
  commandsMore:
    'BEFEHL --help nennt seine Optionen; --lang=de|en und --version gehen bei jedem. Ende mit Strg+C.',
  outputFailed: 'Die Ausgabe konnte nicht geschrieben werden: {{reason}}.',
  command: {
    backfill: 'füllt Lücken des Verlaufs aus einem Prometheus, bei geschlossener App',
    backup: 'kopiert den ganzen Verlauf in eine neue Datei',
    export: 'schreibt den Verlauf in die Ausgabe',
    exporter: 'stellt Messwerte für Prometheus bereit, ohne Fenster',
    import: 'liest ein exportiertes CSV zurück, bei geschlossener App; nur Lücken werden gefüllt',
    read: 'liest den Zähler einmal und gibt ein JSON-Objekt aus',
    report: 'Energie, Läufe, Kosten und COP eines Tages, einer Woche, eines Monats oder Jahres',
    restore: 'setzt eine Sicherung an die Stelle des Verlaufs, bei geschlossener App',
    simulate: 'lässt auf diesem Rechner einen simulierten Zähler laufen',
  },
};
