import { useEffect, useState } from 'react';
import type { Alert } from '../../app/alerts/alert.ts';
import { useServices } from '../state/services.tsx';

const idsOfUnread = (alerts: readonly Alert[]): readonly number[] =>
  alerts.filter(({ read }) => !read).map(({ id }) => id);

/**
 * Says that the alerts are read as soon as somebody can see them. Returns those that were new
 * while this view has been open.
 */
export function useSeen(alerts: readonly Alert[]): ReadonlySet<number> {
  const { bridge } = useServices();
  const [fresh, setFresh] = useState<ReadonlySet<number>>(() => new Set(idsOfUnread(alerts)));
  useEffect(() => {
    const unread = idsOfUnread(alerts);
    if (unread.length === 0) return;
    const see = (): void => {
      if (document.visibilityState !== 'visible') return;
      setFresh((before) => new Set([...before, ...unread]));
      void bridge.markAlertsRead();
    };
    see();
    document.addEventListener('visibilitychange', see);
    return () => document.removeEventListener('visibilitychange', see);
  }, [alerts, bridge]);
  return fresh;
}
