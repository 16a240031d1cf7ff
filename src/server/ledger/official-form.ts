// The survey that comes with the program: in use in every county that has chosen no other.
import { OFFICIAL_SURVEY } from '../../domain/official/survey.ts';
import { type Asker, runner, systemOf } from './asker.ts';
import { formsOf, publishForm } from './forms.ts';
import type { Ledger, Tx } from './open-ledger.ts';

/** Publishes it and takes it into use, whatever was in use before. */
export const useOfficialSurvey = (tx: Tx, asker: Asker, now: Date): Promise<string> =>
  publishForm(tx, asker, { definition: OFFICIAL_SURVEY, use: 'check', sourceName: '' }, now);

/** As `systemOf(county)`. A county that uses a form of its own, or an older official one, keeps it until somebody changes that at the desk. */
export async function useOfficialWhereNone(tx: Tx, county: string, now: Date): Promise<void> {
  const inUse = (await formsOf(tx, county)).some((form) => form.use === 'check');
  if (!inUse) await useOfficialSurvey(tx, systemOf(county), now);
}

/** At the start of a server: counties that were founded before there were forms get theirs. */
export async function equipCounties(ledger: Ledger, now: Date): Promise<void> {
  const counties = await ledger.within(runner, (tx) => tx.selectFrom('county').select('county').execute());
  for (const { county } of counties) await ledger.within(systemOf(county), (tx) => useOfficialWhereNone(tx, county, now));
}
