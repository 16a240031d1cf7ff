// What 确认导入 brings into the ledger: the preview's ready rows as leads, the choices as names to learn, the rest as counts.
import type { AliasToLearn, ImportToConfirm, LeadToImport } from '../ledger/confirm-import.ts';
import type { ImportRecord } from './import-record.ts';
import type { PreviewRow } from './preview-row.ts';

/** Rows that the ledger has already go along: their newer amount may count. Rows that repeat another row of the file are only counted. */
export function importOrder(record: ImportRecord, rows: readonly PreviewRow[], newId: () => string): ImportToConfirm {
  const leads = new Map<string, LeadToImport>();
  let repeated = 0;
  let rejected = 0;
  for (const row of rows) {
    if (row.state !== 'ready' && row.state !== 'known') rejected++;
    else if (leads.has(row.leadKey)) repeated++;
    else if (row.villageCode) leads.set(row.leadKey, leadOf(row, row.villageCode, newId()));
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

/** A choice for all alike rows is learned; a choice for one row says only where that one belongs. */
function aliasesOf(record: ImportRecord, rows: readonly PreviewRow[]): AliasToLearn[] {
  const aliases = new Map<string, AliasToLearn>();
  for (const choice of record.settled) {
    const row = choice.alike ? rows.find((one) => one.source.sheet === choice.sheet && one.source.row === choice.row) : undefined;
    const alias = row?.source.alias;
    if (!alias || alias.text === '') continue;
    const key = `${alias.townshipCode ?? ''}|${alias.text}`;
    if (choice.villageCode) aliases.set(key, { ...alias, divisionCode: choice.villageCode });
    else aliases.delete(key);
  }
  return [...aliases.values()];
}
