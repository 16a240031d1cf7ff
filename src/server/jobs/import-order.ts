// What 确认导入 brings into the ledger: the preview's ready rows as leads, the choices as names to learn, the rest as counts.
import type { AliasToLearn, ImportToConfirm, LeadToImport } from '../ledger/confirm-import.ts';
import type { ImportRecord } from './import-record.ts';
import type { PreviewRow } from './preview-row.ts';

/** Rows that the ledger has already go along: their newer amount may count. Rows that repeat another row of the file, or are in the ledger but doubtful in their place, are only counted. */
export function importOrder(record: ImportRecord, rows: readonly PreviewRow[], newId: () => string): ImportToConfirm {
  const leads = new Map<string, LeadToImport>();
  let repeated = 0;
  let rejected = 0;
  for (const row of rows) {
    if (row.state !== 'ready' && row.state !== 'known') rejected++;
    else if (!row.villageCode || leads.has(row.leadKey)) repeated++;
    else leads.set(row.leadKey, leadOf(row, row.villageCode, newId()));
  }
  const { id, fileName, department, indicator, period } = record.import;
  return {
    id,
    fileName,
    fileHash: record.fileHash,
    department,
    indicator,
    period,
    leads: [...leads.values()],
    repeated,
    rejected,
    aliases: aliasesOf(record, rows),
  };
}

const leadOf = ({ person, householdId, reason, leadKey }: PreviewRow, villageCode: string, id: string): LeadToImport => ({
  id,
  indicator: person.indicator,
  indicatorText: person.indicatorText,
  amount: person.amount,
  period: person.period,
  personName: person.personName,
  idNumber: person.idNumber,
  placeText: person.placeText,
  villageCode,
  householdId,
  matchReason: reason,
  leadKey,
});

/**
 * A choice is learned when it speaks for the name as written: made for all rows that write it so, or for the only one that does.
 * Picked for one of several, it says only where that one belongs; so does a choice where not the place was in doubt but the person.
 */
function aliasesOf(record: ImportRecord, rows: readonly PreviewRow[]): AliasToLearn[] {
  const doubtful = new Map<string, number>();
  for (const { source } of rows) {
    if (source.match.outcome !== 'matched') doubtful.set(source.person.placeText, (doubtful.get(source.person.placeText) ?? 0) + 1);
  }
  const aliases = new Map<string, AliasToLearn>();
  for (const choice of record.settled) {
    const row = rows.find((one) => one.source.sheet === choice.sheet && one.source.row === choice.row);
    const speaksForName = choice.alike || doubtful.get(choice.placeText) === 1;
    const alias = row && row.source.match.outcome !== 'matched' && speaksForName ? row.source.alias : null;
    if (!alias || alias.text === '') continue;
    const key = `${alias.townshipCode ?? ''}|${alias.text}`;
    if (choice.villageCode) aliases.set(key, { ...alias, divisionCode: choice.villageCode });
    else aliases.delete(key);
  }
  return [...aliases.values()];
}
