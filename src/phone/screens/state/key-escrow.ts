// The key of a store is left with the account as soon as there is a network; until then, and no longer, its bytes are in memory.
import { base64Of } from '../../../wire/sealing.ts';
import { replaceLock } from '../../store/door.ts';
import type { StoreKey } from '../../store/lock.ts';
import { fetchTheRest } from '../shell/later.tsx';
import { store } from './archive.ts';

const AGAIN_MS = 30_000;

/** Tried until it is there or the store is locked; the next unlocking by PIN begins again. */
export function leaveKeyWithAccount(accountId: string, { raw }: StoreKey): void {
  const attempt = async (): Promise<boolean> => {
    const from = store.value;
    if (from?.accountId !== accountId) return true;
    const [{ keepDeviceKey }, session, deviceId] = await Promise.all([fetchTheRest(), from.session(), from.deviceId()]);
    if (!session) return false;
    const answer = await keepDeviceKey({ deviceId, key: base64Of(raw) }, session.csrfToken);
    if (!answer.ok) return answer.trouble.kind === 'problem' && answer.trouble.problem === 'conflict';
    await replaceLock(accountId, { atServer: 'yes' });
    return true;
  };
  const goOn = async (): Promise<void> => {
    clearTimeout(timer);
    window.removeEventListener('online', onLine);
    if (await attempt().catch(() => store.value?.accountId !== accountId)) {
      raw.fill(0);
      return;
    }
    window.addEventListener('online', onLine);
    timer = setTimeout(onLine, AGAIN_MS);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onLine = (): void => void goOn();
  onLine();
}
