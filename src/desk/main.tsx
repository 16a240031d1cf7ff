// Starts the office's pages.
import { render } from 'preact';
import '../ui/ui.css';
import './desk.css';
import './tables.css';
import './pages.css';
import './policy.css';
import './cases.css';
import './quality.css';
import './conflicts.css';
import './devices.css';
import './print.css';
import { App } from './app.tsx';

const root = document.getElementById('desk');
if (root) render(<App />, root);
