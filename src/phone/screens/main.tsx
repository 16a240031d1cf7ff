// Where the phone's app begins: looks at the browser, opens the work of whoever was here last, and only then thinks of the network.
import { render } from 'preact';
import '../../ui/ui.css';
import './phone.css';
import { notedAtWork } from '../store/at-work.ts';
import { App } from './app.tsx';
import { checkBrowser } from './door/browser-check.ts';
import { listenForInstall } from './door/install.ts';
import { fetchTheDoor, fetchTheRest } from './shell/later.tsx';
import { afterPaint, whenIdle } from './state/after-paint.ts';
import { phase } from './state/archive.ts';
import { startClock } from './state/clock.ts';
import { start } from './state/entrance.ts';
import { startErrands } from './state/errand.ts';
import { applyLook, language, speak } from './state/look.ts';
import { isKept, watchForUpdates } from './state/update.ts';
import { keepTheOrder } from './tasks/task-list.ts';

const root = document.getElementById('app') as HTMLElement;

/** Room for text is laid aside when nothing else wants the phone. */
const RESERVE_MS = 3000;

async function openAgain(): Promise<void> {
  await start();
  if (phase.value === 'open') startErrands();
}

async function begin(): Promise<void> {
  // The page came with the grey lines of a screen that loads: they stand until there is something to show.
  await start();
  root.replaceChildren();
  render(<App onAgain={() => void openAgain()} />, root);
  const opened = phase.value !== 'signedOut' && phase.value !== 'failed';
  // Who has worked here before has shown that this browser keeps work; only the others are asked to wait for the trial.
  // Whose work lies here and cannot be opened is told so, not sent to another browser.
  const worksHere = phase.value === 'failed' && notedAtWork() !== null;
  if (!opened && !worksHere) {
    const report = await checkBrowser();
    if (!report.fits) {
      const { BrowserScreen } = await fetchTheRest();
      render(<BrowserScreen report={report} onAgain={() => location.reload()} />, root);
    }
  }
  afterPaint(() => setTimeout(fetchWhatFollows, 200, opened));
}

/** What speaks to the network, and the other screens: nothing that the first screen needs competes with it. */
function fetchWhatFollows(opened: boolean): void {
  fetchTheRest().then(
    (file) => {
      if (!isKept()) whenIdle(fetchTheDoor);
      setTimeout(() => void file.layReserve(), RESERVE_MS);
    },
    () => undefined,
  );
  if (opened && phase.value === 'open') startErrands();
  watchForUpdates();
}

applyLook();
startClock();
listenForInstall();
keepTheOrder();
if (language.value !== 'zh') speak(language.value).catch(() => undefined);
void begin();
