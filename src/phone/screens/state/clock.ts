// Today and now as the screens use them: the day in China, moved on every minute and when the page is looked at again.
import { signal } from '@preact/signals';
import { chinaDay } from '../../../words/common/say.ts';

export const now = signal(Date.now());
export const today = signal(chinaDay(new Date()));

export function tick(): void {
  now.value = Date.now();
  const day = chinaDay(new Date(now.value));
  if (day !== today.value) today.value = day;
}

export function startClock(): void {
  setInterval(tick, 30_000);
  document.addEventListener('visibilitychange', tick);
}
