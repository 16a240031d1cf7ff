// Where the phone's app begins: looks at the browser, opens the work of whoever was here last, and only then thinks of the network.
import { render } from 'preact';
import '../../ui/ui.css';
import './phone.css';
import { App } from './app.tsx';
import { checkBrowser } from './door/browser-check.ts';
import { listenForInstall } from './door/install.ts';
import { fetchTheRest } from './shell/later.tsx';
import { phase, start } from './state/archive.ts';
import { startClock } from './state/clock.ts';
import { startErrands } from './state/errand.ts';
import { applyLook, language, speak } from './state/look.ts';
import { watchForUpdates } from './state/update.ts';
import { keepTheOrder } from './tasks/task-list.ts';

const root = document.getElementById('app') as HTMLElement;

async function begin(): Promise<void> {
  const open = async (): Promise<void> => {
    await start();
    if (phase.value === 'open') startErrands();
  };
  // The database opens while the first frame is drawn.
  const opened = open();
  render(<App onAgain={() => void open()} />, root);
  await opened;
  // Who has worked here before has shown that this browser keeps work; only the others are asked to wait for the trial.
  if (phase.value !== 'open') {
    const report = await checkBrowser();
    if (!report.fits) {
      const { BrowserScreen } = await fetchTheRest();
      render(<BrowserScreen report={report} onAgain={() => location.reload()} />, root);
    }
  }
  // The first screen is painted before the rest is fetched.
  setTimeout(() => void fetchTheRest().catch(() => undefined), 50);
  watchForUpdates();
}

applyLook();
startClock();
listenForInstall();
keepTheOrder();
if (language.value !== 'zh') void speak(language.value);
void begin();
