import { describe, expect, it } from 'vitest';
import { chooseDisplay, displayChoices } from '../../main/kiosk/displays.ts';

const display = (id: number, label: string, x: number, width = 1920, height = 1080) => ({
  id,
  label,
  bounds: { x, y: 0, width, height },
});
const laptop = display(1, 'eDP-1', 0);
const wall = display(2, 'HDMI-1', 1920, 800, 480);

describe('the display for the wall view', () => {
  it('is found again under another id', () => {
    const [, choice] = displayChoices([laptop, wall], laptop.id);
    const replugged = { ...wall, id: 77 };
    const chosen = chooseDisplay(choice?.key ?? '', [laptop, replugged], laptop);
    expect(chosen).toEqual({ display: replugged, isStandIn: false });
  });

  it('is the primary one where none is chosen, or while the chosen one is away', () => {
    expect(chooseDisplay('primary', [laptop, wall], laptop).isStandIn).toBe(false);
    const [, choice] = displayChoices([laptop, wall], laptop.id);
    const chosen = chooseDisplay(choice?.key ?? '', [laptop], laptop);
    expect(chosen).toEqual({ display: laptop, isStandIn: true });
  });

  it('can be chosen among twins and among displays without a name', () => {
    const displays = [display(1, '', 0), display(2, '', 1920)];
    const choices = displayChoices(displays, 1);
    expect(new Set(choices.map(({ key }) => key)).size).toBe(2);
    const second = chooseDisplay(choices[1]?.key ?? '', displays, laptop);
    expect(second.display).toBe(displays[1]);
    expect(choices.map(({ isPrimary }) => isPrimary)).toEqual([true, false]);
  });
});
