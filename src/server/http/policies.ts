// 政策与表单, the policy: its records, what a change would do, and the change itself.
import { faultsOf, PolicyChange } from '../../domain/policy-figures.ts';
import { Policies, PolicyPreview } from '../../wire/desk-policy.ts';
import { sayFigureFault } from '../../words/desk/say-figure-fault.ts';
import { systemOf } from '../ledger/asker.ts';
import { dayInChina, type Officer } from '../ledger/desk-scope.ts';
import type { Tx } from '../ledger/open-ledger.ts';
import { changePolicy, listPolicies, policyBefore } from '../ledger/policy-office.ts';
import { previewPolicy } from '../ledger/policy-preview.ts';
import { Refusal } from '../ledger/refusal.ts';
import type { App, Parts } from './app.ts';
import { officerOf } from './officer.ts';

/** A policy has some sixty figures. */
const BODY_LIMIT = 65_536;

export function registerPolicies(app: App, { ledger, clock }: Parts): void {
  const allow = ['auditor', 'admin'] as const;

  app.get('/api/policies', { schema: { response: { 200: Policies } }, config: { allow } }, async (request) => {
    const officer = officerOf(request, clock);
    return ledger.within(officer, (tx) => listPolicies(tx, officer));
  });

  app.post(
    '/api/policies/preview',
    { schema: { body: PolicyChange, response: { 200: PolicyPreview } }, config: { allow }, bodyLimit: BODY_LIMIT },
    async (request) => {
      const officer = officerOf(request, clock);
      await ledger.within(officer, (tx) => refuseFaulty(tx, officer, request.body));
      return ledger.within(systemOf(officer.county), (tx) => previewPolicy(tx, officer.county, request.body, officer.now));
    },
  );

  app.post(
    '/api/policies',
    { schema: { body: PolicyChange, response: { 200: Policies } }, config: { allow }, bodyLimit: BODY_LIMIT },
    async (request) => {
      const officer = officerOf(request, clock);
      return ledger.within(officer, async (tx) => {
        await refuseFaulty(tx, officer, request.body);
        await changePolicy(tx, officer, request.body);
        return listPolicies(tx, officer);
      });
    },
  );
}

async function refuseFaulty(tx: Tx, officer: Officer, change: PolicyChange): Promise<void> {
  const base = await policyBefore(tx, officer.county, change.effectiveFrom);
  const faults = faultsOf(base, change, dayInChina(officer.now));
  if (faults.length === 0) return;
  const fields = faults.slice(0, 20).map((fault) => ({ path: fault.path, message: sayFigureFault(fault, base.indicators, 'zh') }));
  throw new Refusal('invalidInput', { message: fields.map((field) => field.message).join('；'), fields });
}
