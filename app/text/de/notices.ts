import type { notices as english } from '../en/notices.ts';

export const notices: typeof english = {
  settingsMended:
    'Diese Einstellungen waren nicht lesbar und stehen wieder auf ihrem letzten gültigen Wert: {{names}}.',
  settingsSetAside:
    'Die Einstellungsdatei war nicht lesbar. Sie liegt jetzt als {{file}} daneben; die App arbeitet mit den letzten gültigen Einstellungen weiter.',
  settingsNotSaved:
    'Die Einstellungen konnten nicht gespeichert werden ({{reason}}). Sie gelten, bis Sie die App beenden.',
  counterEpoch:
    'Der Energiezähler fiel von {{from}} auf {{to}} kWh. Der Zähler wurde getauscht oder zurückgesetzt; es wird von dort weitergezählt.',
  netCounter:
    'Der Energiezähler des Zählers zählt „{{mode}}“ (Register 400F), also nicht den reinen Bezug.',
};
