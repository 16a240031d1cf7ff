// Every route of the server, one line a subject. A new subject is a file that exports register…(app, parts) and a line here.

import { registerAccounts } from './accounts.ts';
import type { App, Parts } from './app.ts';
import { registerCases } from './cases.ts';
import { registerConflicts } from './conflicts.ts';
import { registerCountyOffice } from './county-office.ts';
import { registerDeviceKeys } from './device-keys.ts';
import { registerDevices } from './devices.ts';
import { registerEvidence } from './evidence.ts';
import { registerForms } from './forms.ts';
import { registerHealth } from './health.ts';
import { registerImports } from './imports.ts';
import { registerLeads } from './leads.ts';
import { registerPolicies } from './policies.ts';
import { registerQuality } from './quality.ts';
import { registerReviews } from './reviews.ts';
import { registerSession } from './session.ts';
import { registerSetUp } from './set-up.ts';
import { registerSync } from './sync.ts';
import { registerTasks } from './tasks.ts';
import { registerUnsentWork } from './unsent-work.ts';

export const ROUTES: readonly ((app: App, parts: Parts) => void)[] = [
  registerHealth,
  registerSession,
  registerSetUp,
  registerSync,
  registerEvidence,
  registerUnsentWork,
  registerDeviceKeys,
  registerImports,
  registerLeads,
  registerTasks,
  registerReviews,
  registerCases,
  registerQuality,
  registerConflicts,
  registerCountyOffice,
  registerAccounts,
  registerDevices,
  registerForms,
  registerPolicies,
];
