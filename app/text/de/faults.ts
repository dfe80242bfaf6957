import type { faults as english } from '../en/faults.ts';

export const faults: typeof english = {
  'name-not-found':
    'Kein Gerät heißt „{{host}}“. Prüfen Sie die Schreibweise oder geben Sie die IP-Adresse ein.',
  refused:
    '{{host}} ist da, aber auf Port {{port}} lauscht nichts. Prüfen Sie den Port in den Einstellungen des Gateways (oft 8899, 4196 oder 502).',
  unreachable:
    '{{host}}:{{port}} antwortet nicht. Prüfen Sie, ob das Gateway Strom hat und in diesem Netz ist.',
  'no-answer':
    'Die Verbindung steht, aber von Gerät {{asked}} kam innerhalb von {{after, number}} s keine Modbus-Antwort. Prüfen Sie die Geräteadresse, die RS485-Adern und ob ein anderes Programm das Gateway belegt.',
  'other-framing':
    'Das Gateway spricht {{answers}}, nicht {{asked}}. Wählen Sie „{{answers}}“ oder „automatisch“.',
  'wrong-unit':
    'Unter Geräteadresse {{asked}} antwortet nichts, aber unter {{answers}} antwortet ein Gerät. Prüfen Sie die Geräteadresse.',
  'wrong-unit-silent':
    'Das Gateway meldet, dass Gerät {{asked}} nicht antwortet. Prüfen Sie die Geräteadresse und die RS485-Adern.',
  exception:
    'Das Gerät verweigert Register {{address}} (Modbus-Ausnahme {{code}}). Prüfen Sie, ob der richtige Zähler gewählt ist und die Geräteadresse stimmt.',
  garbled:
    'Die Antwort war keine gültige Modbus-Antwort ({{detail}}). Ab und zu ist das auf einem geteilten Bus normal; bleibt es so, prüfen Sie Baudrate, Parität und Übertragungsart des Gateways.',
  closed:
    'Das Gateway hat die Verbindung geschlossen. Vielleicht nutzen es zu viele Programme; viele erlauben nur vier.',
  'not-float':
    'Der Zähler sendet keine Gleitkommawerte (Register 4026 enthält {{dataFormat}}, nötig ist 1). Stellen Sie sein Datenformat auf Float.',
  implausible:
    'Das Gerät antwortet, aber {{field}} = {{value}} kann nicht stimmen. Prüfen Sie, ob der richtige Zähler gewählt und die Wortreihenfolge Big-Endian ist.',
  'no-numbers':
    'Das Gerät antwortet, aber keiner seiner Werte ist eine Zahl. Prüfen Sie, ob der richtige Zähler gewählt ist.',
  'sixty-hertz':
    'Der Zähler meldet eine Netzfrequenz von {{hertz, number}} Hz. Hängt er an einem 60-Hz-Netz? Diese Version der App liest nur Zähler in 50-Hz-Netzen, daher wird keiner seiner Werte angezeigt oder aufgezeichnet. In einem 50-Hz-Netz hat ein anderes Gerät geantwortet: Prüfen Sie die Geräteadresse und ob der richtige Zähler gewählt ist.',
  busy: 'Dieser Rechner war zu beschäftigt, um zuzuhören: Die App stand {{stalled, number}} s lang still. An Zähler, Gateway und Leitungen liegt es nicht. Beenden Sie, was den Rechner auslastet.',
  stopped: 'Das Ablesen wurde angehalten.',
  framing: { tcp: 'Modbus TCP', 'rtu-over-tcp': 'RTU über TCP' },
};
