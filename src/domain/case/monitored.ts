// What a registration makes of a household: taken into monitoring, or out of it; the record of both stays.
import type { Household, MonitorCategory } from '../household.ts';
import type { CaseAct } from './act.ts';
import type { CaseProcedure } from './step.ts';

/** The household's next version. Identified anew after an elimination it is 风险回退; the dates of the pass before are the history's. */
export function monitoredBy(
  household: Household,
  procedure: CaseProcedure,
  category: MonitorCategory,
  { nationalNo, identifiedMonth }: Pick<Extract<CaseAct, { act: 'register' }>, 'nationalNo' | 'identifiedMonth'>,
  today: string,
): Household {
  const details = { ...household.details, householdNo: nationalNo };
  if (procedure === 'elimination') {
    return { ...household, monitorState: 'eliminated', details: { ...details, eliminatedOn: today }, version: household.version + 1 };
  }
  const { eliminatedOn: _, eliminationWay: __, eliminationContact: ___, eliminationPhone: ____, ...kept } = details;
  const identifiedOn = `${identifiedMonth.slice(0, 4)}-${identifiedMonth.slice(4)}-${identifiedMonth === today.slice(0, 7).replace('-', '') ? today.slice(8) : '01'}`;
  return {
    ...household,
    category,
    monitorState: household.monitorState === 'eliminated' ? 'relapsed' : 'monitored',
    details: { ...kept, identifiedOn },
    version: household.version + 1,
  };
}
