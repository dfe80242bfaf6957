import { Notification } from 'electron';
import { historyPlace } from '../../app/alerts/alert.ts';
import type { Told } from '../../app/alerts/tell.ts';
import { spokenTold } from '../../app/text/alert-text.ts';
import { createTexts } from '../../app/text/translate.ts';
import type { EpochMs } from '../../app/units.ts';
import type { Core } from '../compose.ts';
import { spoken } from '../desktop/language.ts';
import type { Place } from '../window/page.ts';

/** So many notifications can still be clicked; older ones have long gone from the screen. */
const MOST_SHOWN = 20;

/** Where a click leads: to the time of one alert, or to the list of several. */
function placeOf(told: Told): Place {
  const only = told.kind === 'held' ? told.alerts.at(-1) : told.alert;
  if (only === undefined || (told.kind === 'held' && told.alerts.length > 1)) return 'alerts';
  return historyPlace(only.since);
}

/** Shows notifications of the desktop, where it has any; the list has everything anyway. */
export function createNotifier(core: Core, show: (place: Place) => void): (told: Told) => void {
  const texts = createTexts('en');
  // Without a reference a notification is collected together with its click.
  const shown: Notification[] = [];
  return (told) => {
    if (!Notification.isSupported()) return;
    const { t, language } = spoken(texts, core.settings);
    const clock = new Intl.DateTimeFormat(language, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    const timeOf = (at: EpochMs): string => clock.format(at);
    const { title, body } = spokenTold({ t, language, timeOf }, told);
    const isDemo = core.settings.source.kind === 'demo';
    const notification = new Notification({
      title: isDemo ? `${t('demo')}: ${title}` : title,
      body,
    });
    notification.on('click', () => show(placeOf(told)));
    shown.push(notification);
    if (shown.length > MOST_SHOWN) shown.shift();
    notification.show();
  };
}
