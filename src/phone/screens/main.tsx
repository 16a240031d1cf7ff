// Where the phone's app begins: looks at the browser, opens the work of whoever was here last, and only then thinks of the network.
import { render } from 'preact';
import '../../ui/ui.css';
import './phone.css';
import { App } from './app.tsx';
import { checkBrowser } from './door/browser-check.ts';
import { BrowserScreen } from './door/browser-screen.tsx';
import { listenForInstall } from './door/install.ts';
import { phase, start } from './state/archive.ts';
import { startClock } from './state/clock.ts';
import { startErrands } from './state/errand.ts';
import { applyLook, language, speak } from './state/look.ts';
import { watchForUpdates } from './state/update.ts';

const root = document.getElementById('app') as HTMLElement;

async function begin(): Promise<void> {
  const open = async (): Promise<void> => {
    await start();
    if (phase.value === 'open') startErrands();
  };
  render(<App onAgain={() => void open()} />, root);
  await open();
  // Who has worked here before has shown that this browser keeps work; only the others are asked to wait for the trial.
  if (phase.value !== 'open') {
    const report = await checkBrowser();
    if (!report.fits) render(<BrowserScreen report={report} onAgain={() => location.reload()} />, root);
  }
  watchForUpdates();
}

applyLook();
startClock();
listenForInstall();
if (language.value !== 'zh') void speak(language.value);
void begin();
