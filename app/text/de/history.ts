import type { history as english } from '../en/history.ts';

export const history: typeof english = {
  faults: {
    'in-use':
      'In {{file}} schreibt gerade ein anderes Programm. Schließen Sie die App, oder tun Sie es in der App.',
    newer:
      '{{file}} stammt von einer neueren Version dieser App. Installieren Sie diese, um sie zu nutzen.',
    'not-ours': '{{file}} ist keine Aufzeichnung dieser App. Wählen Sie eine andere Datei.',
    corrupt:
      '{{file}} ist beschädigt. Ist es eine Sicherung, wählen Sie eine andere; ist es die Aufzeichnung der App selbst, starten Sie einmal die App: Sie legt die Datei beiseite und rettet, was lesbar ist.',
    altered:
      'Ein anderes Programm hat den Aufbau von {{file}} verändert. Ist es eine Sicherung, wählen Sie eine andere; ist es die Aufzeichnung der App selbst, starten Sie einmal die App: Sie übernimmt die Messwerte.',
    'not-a-file': '{{file}} ist ein Ordner oder ein Gerät und keine Datei. Wählen Sie eine Datei.',
    'not-there': '{{file}} ist nicht da. Prüfen Sie den Ordner.',
    'already-there': '{{file}} gibt es schon. Wählen Sie einen anderen Namen.',
    'read-only': 'In {{file}} kann nicht geschrieben werden. Geben Sie sich dort Schreibrechte.',
    'no-space':
      'Der Datenträger ist voll, deshalb konnte {{file}} nicht geschrieben werden. Schaffen Sie Platz und versuchen Sie es noch einmal.',
    'cannot-open': '{{file}} lässt sich nicht öffnen ({{detail}}).',
    cancelled: 'Abgebrochen.',
    gone: 'Die Aufzeichnung wurde beendet ({{detail}}). Starten Sie die App neu.',
  },
  prometheus: {
    address:
      '„{{value}}“ ist keine Webadresse eines Prometheus. Schreiben Sie sie wie http://raspberrypi:9090.',
    unreachable:
      'Unter {{url}} antwortet kein Prometheus ({{detail}}). Prüfen Sie Adresse und Netzwerk.',
    tls: {
      'unknown-issuer':
        'Das Zertifikat von {{url}} hat niemand unterschrieben, dem dieser Rechner vertraut ({{detail}}). Wenn es eine eigene Zertifizierungsstelle war, nennen Sie deren Datei: in den Einstellungen oder mit --ca.',
      expired:
        'Das Zertifikat von {{url}} gilt heute nicht ({{detail}}). Erneuern Sie es dort, und prüfen Sie das Datum dieses Rechners.',
      'other-host':
        'Das Zertifikat von {{url}} gilt für einen anderen Namen ({{detail}}). Nehmen Sie den Namen, für den es ausgestellt ist.',
      'no-tls':
        '{{url}} antwortet nicht auf https ({{detail}}). Schreiben Sie http://, wenn es kein Zertifikat hat.',
      other: 'Eine sichere Verbindung zu {{url}} kam nicht zustande ({{detail}}).',
    },
    'ca-file': {
      unreadable:
        'Die Zertifikate in {{file}} lassen sich nicht lesen ({{detail}}). Prüfen Sie den Pfad.',
      'no-certificate':
        '{{file}} enthält kein Zertifikat im PEM-Format, das mit -----BEGIN CERTIFICATE----- beginnt.',
    },
    'wants-https': '{{url}} will über https gefragt werden. Schreiben Sie https:// in die Adresse.',
    redirected:
      '{{url}} antwortet und verweist auf eine andere Adresse ({{to}}), unter der sich Prometheus nicht fragen lässt. Nehmen Sie die Adresse, auf die verwiesen wird, oder eine ohne Anmeldeseite.',
    'no-api':
      '{{url}} antwortet, hat unter diesem Pfad aber keinen Prometheus (Antwort 404). Hinter einem Proxy gehört oft ein Pfad zur Adresse, wie http://raspberrypi/prometheus.',
    'not-now':
      '{{url}} antwortet, lässt sich gerade aber nicht fragen (Antwort {{status}}): Es startet, ist ausgelastet, oder sein Proxy erreicht es nicht. Versuchen Sie es in einer Minute noch einmal.',
    'too-slow':
      '{{url}} nahm die Frage an und hatte nach {{seconds}} s nicht geantwortet. Versuchen Sie es noch einmal, wenn dort weniger los ist.',
    'too-much':
      'Das ist mehr, als in eine Antwort passt: {{detail}}. Fragen Sie nach einem kürzeren Zeitraum oder weniger Reihen.',
    unauthorised:
      '{{url}} verlangt einen anderen Benutzernamen, ein anderes Passwort oder Token (Antwort {{status}}).',
    'not-prometheus':
      '{{url}} antwortet, aber nicht wie ein Prometheus ({{detail}}). Prüfen Sie die Adresse.',
    'half-answer':
      'Die Antwort von {{url}} brach mittendrin ab. Starten Sie noch einmal: Es geht dort weiter.',
    refused: 'Prometheus lehnt die Abfrage ab: {{detail}}.',
    'nothing-there': 'Dieser Prometheus hat in dieser Zeit keine wago_*-Reihen.',
    'choose-series':
      'Dieser Prometheus hat in dieser Zeit {{count, number}} wago_*-Reihen. Sagen Sie mit Job, Instanz oder weiteren Labels (im Terminal --job, --instance und --labels), welche gemeint ist: {{choices}}.',
    'several-series':
      'Die Abfrage ergibt {{count}} Reihen, gebraucht wird eine: {{series}}. Ergänzen Sie ein Label, das nur eine von ihnen hat.',
    cancelled: 'Abgebrochen.',
  },
  stopped_one:
    '{{reason}} {{count}} Messwert war schon ergänzt und bleibt; ein weiterer Lauf macht dort weiter.',
  stopped_other:
    '{{reason}} {{count}} Messwerte waren schon ergänzt und bleiben; ein weiterer Lauf macht dort weiter.',
  import: {
    'no-such-date':
      'In Zeile {{line}} von {{file}} steht ein Datum, das es nicht gibt. Korrigieren Sie es und importieren Sie die Datei erneut. Es wurde nichts geändert.',
    'changed-time':
      'In Zeile {{line}} von {{file}} steht die Zeit in der Spalte UTC anders da, als die App sie schreibt; das macht eine Tabellenkalkulation, die sie für ein Datum hält. Exportieren Sie noch einmal und importieren Sie die Datei, ohne sie vorher zu öffnen, oder machen Sie die Spalte zu Text wie 2026-11-20T09:00:00.000Z. Es wurde nichts geändert.',
    'not-csv':
      '{{file}} ist keine CSV-Datei, die diese App exportiert hat (Zeile {{line}}). Nichts wurde geändert.',
  },
  cli: {
    time: '{{flag}} erwartet einen Tag oder eine Zeit wie 2026-11-22 oder 2026-11-22T18:30, nicht „{{value}}“.',
    zone: '„{{value}}“ ist keine Zeitzone. Schreiben Sie sie wie Europe/Berlin.',
    labels: '--labels erwartet eine Liste wie site=garage,replica=0, nicht „{{value}}“.',
    quarters:
      'Ein Bericht zählt in Viertelstunden: --from und --to bitte so angeben: 2026-11-18T06:15.',
    order: '--from muss vor --to liegen.',
    backedUp: 'Die Sicherung liegt in {{file}}.',
    restored: 'Die Aufzeichnung ist aus {{file}} wiederhergestellt.',
    left: 'Ein anderes Programm hatte etwas in die Sicherung gesetzt, das nicht übernommen wurde: {{names}}.',
    kept: 'Die bisherige Aufzeichnung liegt jetzt in {{file}}.',
    filled: '{{readings}} Messungen ergänzt, {{rejected}} als unglaubwürdig verworfen.',
    noData: 'In dieser Zeit gibt es keine Messungen.',
    period:
      '„{{value}}“ ist kein Zeitraum. Schreiben Sie ihn wie 2026-10, 2026, 2026-W41 oder 2026-10-05.',
    pdfPeriod: 'Ein PDF gilt einem Zeitraum. Nennen Sie ihn mit --period, etwa --period 2026-10.',
    pdfApp: 'Ein PDF macht die App. Starten Sie sie mit --report-pdf=DATEI --period={{period}}.',
  },
  report: {
    date: 'Datum',
    start: 'Anfang (kWh)',
    end: 'Ende (kWh)',
    energy: 'Energie (kWh)',
    energyL1: 'L1 (kWh)',
    energyL2: 'L2 (kWh)',
    energyL3: 'L3 (kWh)',
    starts: 'Starts',
    runTime: 'Laufzeit (h)',
    standby: 'Standby (kWh)',
    cost: 'Kosten ({{currency}})',
    heat: 'Wärme (kWh)',
    cop: 'Arbeitszahl',
    estimated: 'Schätzung',
    complete: 'Vollständig (%)',
    yes: 'ja',
    total: 'Summe',
  },
};
