// The county's policy records as the desk keeps them: which holds when, and setting another.
import { sql } from 'kysely';
import { type Policy, policyOn } from '../../domain/policy.ts';
import { differencesOf, type PolicyChange, withChange } from '../../domain/policy-figures.ts';
import type { Policies, PolicyRecord, PolicyStanding } from '../../wire/desk-policy.ts';
import { audit } from './audit.ts';
import { dayInChina, type Officer } from './desk-scope.ts';
import type { Tx } from './open-ledger.ts';
import { policiesOf, policyFor, setPolicy } from './policies.ts';

interface Row {
  body: Policy;
  author_name: string;
  created_at: Date;
}

/** Every record ever set, by effective date, the newest first; corrections of one day by the moment they were made. */
export async function listPolicies(tx: Tx, officer: Officer): Promise<Policies> {
  const today = dayInChina(officer.now);
  const { rows } = await sql<Row>`
    SELECT p.body, COALESCE(a.name, '') AS author_name, p.created_at
    FROM policy p LEFT JOIN account a ON a.county = p.county AND a.id = p.author_id
    WHERE p.county = ${officer.county}
    ORDER BY length(p.division), p.effective_from, p.created_at`.execute(tx);
  const inForce = await policyFor(tx, officer.county, today);
  const isSame = (a: Policy, b: Policy): boolean => a.division === b.division && a.effectiveFrom === b.effectiveFrom;
  const records = rows.map((row, index): PolicyRecord => {
    const { body } = row;
    const corrected = rows.slice(index + 1).some((later) => isSame(later.body, body));
    const standing: PolicyStanding = corrected ? 'replaced' : isSame(body, inForce) ? 'inForce' : body.effectiveFrom > today ? 'coming' : 'past';
    const before = rows[index - 1]?.body;
    return {
      policy: body,
      standing,
      authorName: row.author_name,
      setAt: row.created_at.toISOString(),
      changes: before ? differencesOf(before, body) : [],
    };
  });
  return { today, inForce, records: records.reverse() };
}

/** The policy that would hold on a day without a change; before the first record, the first. */
export async function policyBefore(tx: Tx, county: string, day: string): Promise<Policy> {
  const policies = await policiesOf(tx, county);
  const first = [...policies].sort((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom))[0];
  const policy = policyOn(policies, county, day) ?? first;
  if (!policy) throw new Error(`county ${county} has no policy`);
  return policy;
}

/** Call only with a change that has no faults (domain/policy-figures). Phones hear of it with their next sync. */
export async function changePolicy(tx: Tx, officer: Officer, change: PolicyChange): Promise<void> {
  const before = await policyBefore(tx, officer.county, change.effectiveFrom);
  const policy = withChange(before, officer.county, change);
  await setPolicy(tx, officer.county, policy, officer.accountId);
  const changes = differencesOf(before, policy);
  const detail = {
    effectiveFrom: policy.effectiveFrom,
    lineAssumed: policy.monitoringLineAssumed,
    changes: Object.fromEntries(changes.map(({ path, before: was, after }) => [path, [was, after]])),
  };
  await audit(tx, officer, { action: 'policy.set', entity: 'policy', entityId: `${policy.division} ${policy.effectiveFrom}`, detail }, officer.now);
}
