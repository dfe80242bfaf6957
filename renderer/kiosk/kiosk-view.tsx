import { useCallback, useLayoutEffect, useState } from 'react';
import { brightnessAt } from '../../app/kiosk/dim.ts';
import { shiftAt } from '../../app/kiosk/pixel-shift.ts';
import { LastHour } from '../live/last-hour.tsx';
import { useServices, useTimed } from '../state/services.tsx';
import { KioskDay } from './kiosk-day.tsx';
import { KioskEnergy } from './kiosk-energy.tsx';
import { KioskPower } from './kiosk-power.tsx';
import { KioskStatus } from './kiosk-status.tsx';
import { PinPad } from './pin-pad.tsx';
import { useHeartbeat } from './use-heartbeat.ts';
import { useWayOut } from './use-way-out.ts';
import './kiosk.css';
import { ZONE } from '../zone.ts';

/** Large letters for the whole document, charts included, while the wall view is shown. */
function useWallLetters(): boolean {
  const [isSet, setIsSet] = useState(false);
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    dataset.wall = '';
    setIsSet(true);
    return () => {
      delete dataset.wall;
    };
  }, []);
  return isSet;
}

/** What is taken from the light, 0 to 1. */
const useDarkness = (): number =>
  useTimed(({ settings }, now) => 1 - brightnessAt(settings.kioskDim, now, ZONE));

/** One screen to be read from across the room; nothing on it has to be touched. */
export function KioskView() {
  const { bridge } = useServices();
  const hasLetters = useWallLetters();
  const [isAsked, setIsAsked] = useState(false);
  useHeartbeat();
  const leave = useCallback(() => {
    void bridge.leaveKiosk(null).then((answer) => setIsAsked(answer.kind === 'needed'));
  }, [bridge]);
  useWayOut(leave);
  if (!hasLetters) return null;
  return (
    <main className="wall">
      <Shifted>
        <KioskStatus />
        <KioskPower />
        <KioskEnergy />
        <KioskDay />
        <LastHour />
      </Shifted>
      <Night />
      {isAsked && <PinPad onEnd={() => setIsAsked(false)} />}
    </main>
  );
}

/** The picture walks by a few pixels, so that no edge stands still for years. */
function Shifted(props: { readonly children: React.ReactNode }) {
  const place = useTimed(({ settings }, now) => {
    const { x, y } = settings.kioskPixelShift ? shiftAt(now) : { x: 0, y: 0 };
    return `translate(calc(${x} * var(--step)), calc(${y} * var(--step)))`;
  });
  return (
    <div className="wall__picture" style={{ transform: place }}>
      {props.children}
    </div>
  );
}

function Night() {
  const darkness = useDarkness();
  return darkness === 0 ? null : <div className="wall__night" style={{ opacity: darkness }} />;
}
