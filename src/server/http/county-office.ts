// What the county's office keeps an eye on: the overview, the audit trail, the policy in force.
import { Policy } from '../../domain/policy.ts';
import { Audit, AuditQuery, Overview } from '../../wire/desk.ts';
import { readAudit } from '../ledger/audit-trail.ts';
import { dayInChina } from '../ledger/desk-scope.ts';
import { overview } from '../ledger/overview.ts';
import { policyFor } from '../ledger/policies.ts';
import type { App, Parts } from './app.ts';
import { officerOf, PAGE } from './officer.ts';

export function registerCountyOffice(app: App, { ledger, clock }: Parts): void {
  app.get('/api/overview', { schema: { response: { 200: Overview } }, config: { allow: ['auditor', 'reviewer'] } }, async (request) => {
    const officer = officerOf(request, clock);
    return ledger.within(officer, (tx) => overview(tx, officer));
  });

  app.get(
    '/api/audit',
    { schema: { querystring: AuditQuery, response: { 200: Audit } }, config: { allow: ['auditor', 'admin'] } },
    async (request) => {
      const officer = officerOf(request, clock);
      return ledger.within(officer, (tx) => readAudit(tx, officer, request.query, request.query.limit ?? PAGE));
    },
  );

  app.get(
    '/api/policy',
    { schema: { response: { 200: Policy } }, config: { allow: ['auditor', 'reviewer', 'department', 'admin'] } },
    async (request) => {
      const officer = officerOf(request, clock);
      return ledger.within(officer, (tx) => policyFor(tx, officer.county, dayInChina(officer.now)));
    },
  );
}
