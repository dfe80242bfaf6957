import { useEffect } from 'react';
import { useServices } from '../state/services.tsx';

const BEAT_EVERY_MS = 500;

/** Says to main that this page still runs, for as long as the wall view is shown. */
export function useHeartbeat(): void {
  const { bridge } = useServices();
  useEffect(() => {
    const beat = (): void => void bridge.heartbeat();
    beat();
    const timer = setInterval(beat, BEAT_EVERY_MS);
    return () => clearInterval(timer);
  }, [bridge]);
}
