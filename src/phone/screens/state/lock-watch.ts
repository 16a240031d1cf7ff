// The lock by time: an app that nobody has touched for a while, in view or not, locks itself.
import { policy } from './archive.ts';

const DEFAULT_MINUTES = 10;
const LOOK_MS = 5000;

/** Of the county's policy. */
export const lockMinutes = (): number => (policy.peek() as { lockMinutes?: number } | null)?.lockMinutes ?? DEFAULT_MINUTES;

/** Both clocks of the moment: the one may be set back, the other stands still while the phone sleeps; the longer time counts. */
const moment = () => ({ wall: Date.now(), run: performance.now() });
let touched = moment();
let timer: ReturnType<typeof setInterval> | undefined;
let lock: (() => void) | null = null;

const idleMs = (): number => Math.max(Date.now() - touched.wall, performance.now() - touched.run);

/** Device time at which the app locks if nobody touches it. */
export const lockedUntil = (): number => touched.wall + lockMinutes() * 60_000;

function look(): void {
  if (lock && idleMs() >= lockMinutes() * 60_000) lock();
}

function touch(): void {
  // Whoever comes back too late has touched a locked app.
  look();
  touched = moment();
}

const EVENTS = ['pointerdown', 'keydown', 'input'] as const;

export function startLockWatch(onTime: () => void): void {
  stopLockWatch();
  touched = moment();
  lock = onTime;
  timer = setInterval(look, LOOK_MS);
  document.addEventListener('visibilitychange', look);
  for (const name of EVENTS) document.addEventListener(name, touch, { capture: true, passive: true });
}

export function stopLockWatch(): void {
  clearInterval(timer);
  lock = null;
  document.removeEventListener('visibilitychange', look);
  for (const name of EVENTS) document.removeEventListener(name, touch, { capture: true });
}
