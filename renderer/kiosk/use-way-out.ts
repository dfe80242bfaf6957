import { useEffect } from 'react';

/** Two presses within so long mean it. */
const TWICE_MS = 1000;
/** A finger that stays so long means it as well: walls have no keyboard. */
const HELD_MS = 3000;

/** Calls `onWish` when somebody wants to leave: Esc twice, or a finger held on the screen. */
export function useWayOut(onWish: () => void): void {
  useEffect(() => {
    let pressedAt = Number.NEGATIVE_INFINITY;
    let held: ReturnType<typeof setTimeout> | undefined;
    const onKey = ({ key, repeat, timeStamp }: KeyboardEvent): void => {
      if (key !== 'Escape' || repeat) return;
      const isTwice = timeStamp - pressedAt < TWICE_MS;
      pressedAt = isTwice ? Number.NEGATIVE_INFINITY : timeStamp;
      if (isTwice) onWish();
    };
    const onUp = (): void => clearTimeout(held);
    const onDown = (): void => {
      onUp();
      held = setTimeout(onWish, HELD_MS);
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('pointerdown', onDown);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onUp);
    return () => {
      onUp();
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('pointerdown', onDown);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onUp);
    };
  }, [onWish]);
}
