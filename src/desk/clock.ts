// The server's clock as the desk sees it: the session says what time it was, the page counts on from there.
import { effect } from '@preact/signals';
import { chinaDay } from '../words/common/say.ts';
import { session } from './call.ts';

let ahead = 0;
effect(() => {
  if (session.value) ahead = new Date(session.value.serverTime).getTime() - Date.now();
});

export const serverNow = (): Date => new Date(Date.now() + ahead);
/** Today in China, YYYY-MM-DD, by the server's clock. */
export const today = (): string => chinaDay(serverNow());
