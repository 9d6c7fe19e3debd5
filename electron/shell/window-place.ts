import { screen, type Rectangle } from 'electron';
import type { WindowPlace } from './preferences.ts';

export const bounds = ({ x, y, width, height }: WindowPlace): Rectangle => ({ x, y, width, height });

/** A remembered place counts only while a display shows it: screens are unplugged. */
export function onScreen(place: WindowPlace | null): WindowPlace | null {
  if (!place) return null;
  const area = screen.getDisplayMatching(bounds(place)).workArea;
  const visible =
    place.x < area.x + area.width - 100 &&
    place.x + place.width > area.x + 100 &&
    place.y >= area.y - 10 &&
    place.y < area.y + area.height - 100;
  return visible ? place : null;
}
