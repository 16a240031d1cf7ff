// Every route of the server, one line a subject. A new subject is a file that exports register…(app, parts) and a line here.
import type { App, Parts } from './app.ts';
import { registerHealth } from './health.ts';
import { registerSession } from './session.ts';
import { registerSetUp } from './set-up.ts';
import { registerSync } from './sync.ts';

export const ROUTES: readonly ((app: App, parts: Parts) => void)[] = [registerHealth, registerSession, registerSetUp, registerSync];
