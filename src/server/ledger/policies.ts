// The county's policies as dated records.
import { type Policy, policyOn } from '../../domain/policy.ts';
import type { Tx } from './open-ledger.ts';

/** Every policy the county keeps; a later correction of the same day replaces the earlier. */
export async function policiesOf(tx: Tx, county: string): Promise<Policy[]> {
  const rows = await tx
    .selectFrom('policy')
    .select(['division', 'effective_from', 'body'])
    .where('county', '=', county)
    .orderBy('created_at')
    .execute();
  const latest = new Map(rows.map((row) => [`${row.division}|${row.effective_from}`, row.body]));
  return [...latest.values()];
}

/** The policy in force on `day` (YYYY-MM-DD). Throws when the county has none: founding one always sets a first. */
export async function policyFor(tx: Tx, county: string, day: string): Promise<Policy> {
  const policy = policyOn(await policiesOf(tx, county), county, day);
  if (!policy) throw new Error(`county ${county} has no policy on ${day}`);
  return policy;
}

/** Sets a policy from its `effectiveFrom` on. */
export async function setPolicy(tx: Tx, county: string, policy: Policy, authorId: string | null): Promise<void> {
  await tx
    .insertInto('policy')
    .values({ county, division: policy.division, effective_from: policy.effectiveFrom, body: JSON.stringify(policy), author_id: authorId })
    .execute();
}
