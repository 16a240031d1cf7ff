// Putting the app on the home screen: the browser's own offer where there is one, the right picture otherwise.
import { signal } from '@preact/signals';

interface InstallOffer extends Event {
  prompt(): Promise<void>;
  readonly userChoice: Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

export const offer = signal<InstallOffer | null>(null);

const standsAlone = (): boolean => matchMedia('(display-mode: standalone)').matches || (navigator as { standalone?: boolean }).standalone === true;

export const installed = signal(false);
export const putOff = signal(false);

export function listenForInstall(): void {
  installed.value = standsAlone();
  try {
    putOff.value = localStorage.getItem('ruhu-install-later') !== null;
  } catch {
    // The hint is then shown each time.
  }
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer.value = event as InstallOffer;
  });
  window.addEventListener('appinstalled', () => {
    installed.value = true;
    offer.value = null;
  });
}

export async function installNow(): Promise<void> {
  const made = offer.value;
  offer.value = null;
  await made?.prompt();
}

export function notNow(): void {
  putOff.value = true;
  try {
    localStorage.setItem('ruhu-install-later', new Date().toISOString());
  } catch {
    // Put off for as long as the page is open.
  }
}

export type BrowserKind = 'ios' | 'firefox' | 'android';

/** Which of the three ways of adding to the home screen this browser has. */
export function browserKind(): BrowserKind {
  const agent = navigator.userAgent;
  if (/iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && navigator.maxTouchPoints > 1)) return 'ios';
  return /Firefox/.test(agent) ? 'firefox' : 'android';
}
