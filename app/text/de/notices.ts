import type { notices as english } from '../en/notices.ts';

export const notices: typeof english = {
  zoneUnknown:
    'Die Zeitzone „{{value}}“ (TZ) ist hier nicht bekannt; Tage und Zeiten sind darum die von {{zone}}. Setzen Sie TZ auf einen Namen wie Europe/Berlin, oder entfernen Sie es.',
  settingsMended:
    'Diese Einstellungen waren nicht lesbar und stehen wieder auf ihrem letzten gültigen Wert: {{names}}.',
  settingsSetAside:
    'Die Einstellungsdatei war nicht lesbar. Sie liegt jetzt als {{file}} daneben; die App arbeitet mit den letzten gültigen Einstellungen weiter.',
  settingsNotSaved:
    'Die Einstellungen konnten nicht gespeichert werden ({{reason}}). Sie gelten, bis Sie die App beenden.',
  historySetAside:
    'Die Verlaufsdatei war beschädigt oder von einem anderen Programm verändert. Sie liegt jetzt als {{file}} daneben; {{days}} Tage konnten gerettet werden, und es wird weiter aufgezeichnet.',
  historyForeignRemoved:
    'Ein anderes Programm hatte etwas in die Verlaufsdatei {{file}} gesetzt, das die Aufzeichnung hätte verändern können. Es wurde entfernt: {{names}}.',
  historyLeftOut:
    'Der Verlauf ist aus {{file}} wiederhergestellt. Ein anderes Programm hatte etwas in diese Datei gesetzt, das nicht übernommen wurde: {{names}}.',
  historyRestoreFinished: 'Eine unterbrochene Wiederherstellung ist jetzt abgeschlossen.',
  historyRestoreFinishedKept:
    'Eine unterbrochene Wiederherstellung ist jetzt abgeschlossen. Der bisherige Verlauf liegt als {{file}} daneben.',
  historyRestoreUndone:
    'Eine Wiederherstellung wurde unterbrochen. Der Verlauf ist, wie er vorher war; stellen Sie ihn noch einmal wieder her, wenn Sie das weiterhin möchten.',
  historyBroughtBack:
    'Die Verlaufsdatei {{file}} wurde gelöscht oder ersetzt, während die App sie benutzte. Sie wurde mit ihrem ganzen Inhalt neu geschrieben, und es wird weiter aufgezeichnet.',
  'historyNotWriting-in-use':
    'Der Verlauf wird nicht aufgezeichnet: Ein anderes Programm benutzt {{file}}. Die Messwerte bleiben im Arbeitsspeicher und werden aufgezeichnet, sobald es fertig ist.',
  'historyNotWriting-newer':
    'Der Verlauf wird nicht aufgezeichnet: {{file}} stammt von einer neueren Version dieser App. Installieren Sie diese oder verschieben Sie die Datei.',
  'historyNotWriting-not-ours':
    'Der Verlauf wird nicht aufgezeichnet: {{file}} ist kein Verlauf dieser App. Verschieben Sie die Datei; danach beginnt die Aufzeichnung von selbst.',
  'historyNotWriting-corrupt':
    'Der Verlauf wird nicht aufgezeichnet: {{file}} ist beschädigt. Verschieben Sie die Datei; danach beginnt die Aufzeichnung von selbst.',
  'historyNotWriting-altered':
    'Der Verlauf wird nicht aufgezeichnet: Ein anderes Programm hat den Aufbau von {{file}} verändert. Verschieben Sie die Datei; danach beginnt die Aufzeichnung von selbst.',
  'historyNotWriting-not-a-file':
    'Der Verlauf wird nicht aufgezeichnet: {{file}} ist ein Ordner oder ein Gerät und keine Datei. Räumen Sie es weg; danach beginnt die Aufzeichnung von selbst.',
  'historyNotWriting-not-there':
    'Der Verlauf wird nicht aufgezeichnet: {{file}} ist verschwunden. Die App versucht es von selbst wieder; die Messwerte bleiben im Arbeitsspeicher.',
  'historyNotWriting-already-there':
    'Der Verlauf wird nicht aufgezeichnet: {{file}} ist im Weg. Verschieben Sie die Datei; danach beginnt die Aufzeichnung von selbst.',
  'historyNotWriting-read-only':
    'Der Verlauf wird nicht aufgezeichnet: {{file}} ist schreibgeschützt. Geben Sie sich dort Schreibrechte.',
  'historyNotWriting-no-space':
    'Der Verlauf wird nicht geschrieben: Die Festplatte ist voll. Schaffen Sie Platz; bis dahin bleiben die Messwerte im Arbeitsspeicher.',
  'historyNotWriting-cannot-open':
    'Der Verlauf wird nicht aufgezeichnet: {{file}} lässt sich nicht öffnen. Prüfen Sie die Festplatte; die App versucht es von selbst wieder, und die Messwerte bleiben im Arbeitsspeicher.',
  'historyNotWriting-cancelled': 'Die Aufzeichnung des Verlaufs wurde abgebrochen.',
  'historyNotWriting-gone':
    'Der Teil der App, der den Verlauf aufzeichnet, ist ausgefallen. Er wird von selbst neu gestartet; die Messwerte bleiben so lange im Arbeitsspeicher.',
  historyClockNotSet:
    'Die Uhr dieses Computers ist nicht gestellt, deshalb wird nichts aufgezeichnet. Stellen Sie Datum und Uhrzeit; die Aufzeichnung geht dann von selbst weiter.',
  historyWritingAgain: 'Der Verlauf wird wieder aufgezeichnet.',
  historyLowSpace:
    'Auf der Festplatte sind nur noch {{mb}} MB frei, deshalb mussten die ältesten Messwerte neuen weichen. Schaffen Sie bald Platz.',
  clockAhead:
    'Der Rechner hat geschlafen, oder seine Uhr wurde vorgestellt: {{minutes, number}} min. Es geht mit der neuen Zeit weiter; keine Energie wird doppelt gezählt oder geht verloren.',
  clockBack:
    'Die Uhr des Rechners wurde um {{minutes, number}} min zurückgestellt. Es geht mit der neuen Zeit weiter; keine Energie wird doppelt gezählt oder geht verloren.',
  counterEpoch:
    'Der Energiezähler fiel von {{from, number}} auf {{to, number}} kWh. Der Zähler wurde getauscht oder zurückgesetzt; es wird von dort weitergezählt.',
  frozenMeter:
    'Seit zehn Minuten kommen bis auf die letzte Stelle dieselben Werte. Das sind alte, die das Gateway wiederholt; sie werden weder angezeigt noch aufgezeichnet. Starten Sie das Gateway neu.',
  importStill: 'Zum Anschluss des Zählers: $t(diagnostics:hints.import-still)',
  noCounter:
    'Der Zähler verweigert seine Energieregister; es gibt deshalb weder Zählerstand noch Energie. Alle anderen Werte werden gelesen.',
  netCounter:
    'Der Energiezähler des Zählers zählt nicht den reinen Bezug (Register 400F): $t(live:counting.{{mode}}).',
  endpointFailed: 'Messwerte für Prometheus: $t(metrics:faults.{{kind}})',
  noSandbox:
    'Die App wurde mit --no-sandbox gestartet: Hätte Chromium einen Fehler, stünde ihm weniger im Weg. Starten Sie die App ohne diese Option; startet sie dann nicht, installieren Sie das .deb-Paket.',
  noTray:
    'Diese Arbeitsumgebung zeigt keine Symbole im Infobereich; das Schließen des Fensters beendet deshalb die App. Unter GNOME hilft die Erweiterung „AppIndicator“.',
  trayGoesOn:
    'Nach dem Schließen des Fensters läuft die App im Infobereich weiter, wo die Watt-Anzeige steht. „Beenden“ finden Sie dort im Menü.',
  updateAvailable:
    'Version {{version}} der App ist da. Herunterladen können Sie sie in den Einstellungen unter „Neue Versionen der App“.',
  displayGone:
    'Der für die Wandanzeige gewählte Bildschirm ist nicht angeschlossen; sie erscheint auf einem anderen.',
};
