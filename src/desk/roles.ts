// Which page stands open to which role; the server enforces the same in every query, this only spares people closed doors.
import type { Role } from '../domain/account.ts';

export const PAGES = {
  overview: { path: '/desk/', roles: ['reviewer', 'auditor'] },
  imports: { path: '/desk/imports', roles: ['auditor', 'department'] },
  dispatch: { path: '/desk/dispatch', roles: ['auditor'] },
  tasks: { path: '/desk/tasks', roles: ['reviewer', 'auditor'] },
  review: { path: '/desk/review', roles: ['reviewer', 'auditor'] },
  outcomes: { path: '/desk/outcomes', roles: ['auditor', 'department'] },
  cases: { path: '/desk/cases', roles: ['reviewer', 'auditor'] },
  comparisons: { path: '/desk/comparisons', roles: ['department'] },
  quality: { path: '/desk/quality', roles: ['reviewer', 'auditor'] },
  conflicts: { path: '/desk/conflicts', roles: ['reviewer', 'auditor'] },
  audit: { path: '/desk/audit', roles: ['auditor', 'admin'] },
  accounts: { path: '/desk/accounts', roles: ['admin'] },
  devices: { path: '/desk/devices', roles: ['reviewer', 'auditor', 'admin'] },
  policy: { path: '/desk/policy', roles: ['auditor', 'admin'] },
} as const satisfies Record<string, { path: string; roles: readonly Role[] }>;
export type PageName = keyof typeof PAGES;

export const mayOpen = (page: PageName, role: Role): boolean => (PAGES[page].roles as readonly Role[]).includes(role);

/** Where a role begins its day: the overview, or for those without one the page of their own work. */
export const homeOf = (role: Role): string => PAGES[role === 'department' ? 'outcomes' : role === 'admin' ? 'accounts' : 'overview'].path;
