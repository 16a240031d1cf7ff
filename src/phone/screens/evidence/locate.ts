// Where the phone is: asked once, made better for half a minute behind whatever the person does meanwhile.
import type { Position } from '../../../domain/visit.ts';

/** `asking` goes on behind. `denied`: the person or the phone's settings refused; `failed`: no satellite, no network; `absent`: the browser knows no places. */
export type Locating = 'idle' | 'asking' | 'denied' | 'failed' | 'absent';

/** A cold receiver under a roof needs so long; more would only cost battery. */
const LONGEST_MS = 30_000;
/** Metres: good enough to tell one house from the next but one. */
const GOOD_ENOUGH = 20;

/** The new one where it is at least as exact; a first one always. */
export const better = (held: Position | null, found: Position): Position => (held && held.accuracy < found.accuracy ? held : found);

/** Returns what stops it. `onBetter` hears the best place so far, `onEnd` why it ended: `idle` when there is a place. */
export function locate(onBetter: (position: Position) => void, onEnd: (how: Exclude<Locating, 'asking'>) => void): () => void {
  if (!('geolocation' in navigator)) {
    onEnd('absent');
    return () => undefined;
  }
  let best: Position | null = null;
  let over = false;
  const end = (how: Exclude<Locating, 'asking'>): void => {
    if (over) return;
    over = true;
    navigator.geolocation.clearWatch(watch);
    clearTimeout(timer);
    onEnd(how);
  };
  const timer = setTimeout(() => end(best ? 'idle' : 'failed'), LONGEST_MS);
  const watch = navigator.geolocation.watchPosition(
    ({ coords, timestamp }) => {
      if (over) return;
      // Some receivers count from another year: a place can't be newer than now.
      const at = new Date(Math.min(timestamp, Date.now())).toISOString();
      const found = better(best, { latitude: coords.latitude, longitude: coords.longitude, accuracy: Math.max(0, coords.accuracy), at });
      if (found !== best) onBetter(found);
      best = found;
      if (found.accuracy <= GOOD_ENOUGH) end('idle');
    },
    (error) => {
      if (error.code === error.PERMISSION_DENIED) end('denied');
      else if (error.code === error.POSITION_UNAVAILABLE && !best) end('failed');
    },
    { enableHighAccuracy: true, timeout: LONGEST_MS, maximumAge: 0 },
  );
  return () => end('idle');
}
