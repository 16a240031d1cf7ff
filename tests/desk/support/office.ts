// People of the office at work in the ledger, and what happens before they come to it: leads that were imported, checks that were handed in.
import { randomUUID } from 'node:crypto';
import { type Lead, leadKey } from '../../../src/domain/lead.ts';
import type { CheckContent, CheckResult } from '../../../src/domain/visit.ts';
import { confirmImport, type LeadToImport } from '../../../src/server/ledger/confirm-import.ts';
import type { Officer } from '../../../src/server/ledger/desk-scope.ts';
import type { Ledger } from '../../../src/server/ledger/open-ledger.ts';
import { asker, PEOPLE, SUNWANG } from '../../support/county.ts';
import type { FreshDatabase } from '../../support/database.ts';
import { notIncluded } from '../../sync/support/people.ts';

export const NOW = new Date('2026-11-22T02:00:00Z');

export const officer = (who: keyof typeof PEOPLE, now = NOW): Officer => ({ ...asker(who), accountId: PEOPLE[who].id, name: PEOPLE[who].name, now });

/** A lead of the medical insurance bureau about somebody in 孙王村, unless told otherwise. */
export function aLead(personName: string, part: Partial<LeadToImport> = {}): LeadToImport {
  const lead = {
    id: randomUUID(),
    indicator: 'medical-self-paid',
    indicatorText: '三季度自付医疗费',
    amount: 23480.5,
    period: '2026Q3',
    personName,
    idNumber: '',
    placeText: '安峪镇孙王村',
    villageCode: SUNWANG,
    householdId: null,
    matchReason: '名称一致',
    ...part,
  };
  return { ...lead, leadKey: leadKey(lead as Pick<Lead, 'idNumber' | 'personName' | 'villageCode' | 'indicator' | 'period'>) };
}

export const importLeads = (ledger: Ledger, leads: readonly LeadToImport[], id: string = randomUUID(), who: 'county' | 'yibao' = 'yibao') =>
  ledger.within(asker(who), (tx) =>
    confirmImport(
      tx,
      officer(who),
      {
        id,
        fileName: '三季度.xlsx',
        fileHash: 'a'.repeat(64),
        department: 'yibao',
        indicator: 'medical-self-paid',
        period: '2026Q3',
        leads,
        repeated: 0,
        rejected: 0,
        aliases: [],
      },
      () => undefined,
    ),
  );

export const NOT_INCLUDED: CheckResult = {
  residency: 'rural',
  include: false,
  category: null,
  reason: 'reimbursed',
  summary: '已报销，家里有两个人务工',
};
export const INCLUDED: CheckResult = { residency: 'rural', include: true, category: 'sudden', reason: null, summary: '大病支出大，借了外债' };

/** As the archive has 王建国's household, but for the address. */
export function aCheck(result: CheckResult): CheckContent {
  const base = notIncluded();
  const values = { ...base.survey.root.values, phone: '13800000001', address: '1号', groupName: '东组' };
  return {
    ...base,
    result,
    visitors: ['周采集', '孙王村干部'],
    respondent: '户主',
    survey: { ...base.survey, root: { ...base.survey.root, values } },
  };
}

/** A remark as the server's judging keeps it. */
export const aRemark = (severity: 'E' | 'W', message: string) => ({
  code: severity === 'E' ? 'identity.idMissing' : 'identity.phoneForm',
  severity,
  instanceId: 'root',
  key: 'phone',
  message,
  standing: 'open',
  said: '',
});

/** A hand-in as the sync route and the judging leave it in the ledger; returns its id. */
export async function handedIn(
  db: FreshDatabase,
  taskId: string,
  result: CheckResult,
  remarks: object[] = [],
  content: CheckContent = aCheck(result),
): Promise<string> {
  const id = randomUUID();
  await db.sql(
    `INSERT INTO hand_in (county, id, kind, village_code, household_id, task_id, revision, device_id, device_number, account_id, seen_version, content, hash, made_at)
     SELECT county, $1, 'check', village_code, household_id, id, revision + 1, $2, revision + 1, $3, 1, $4, $5, $6 FROM task WHERE id = $7`,
    [id, randomUUID(), PEOPLE.sunwang.id, JSON.stringify(content), 'b'.repeat(64), NOW, taskId],
  );
  await db.sql(
    'INSERT INTO judgement (county, hand_in_id, village_code, remarks, judged_at) SELECT county, id, village_code, $1, $2 FROM hand_in WHERE id = $3',
    [JSON.stringify(remarks), NOW, id],
  );
  await db.sql(
    `UPDATE task SET state = 'submitted', revision = revision + 1, last_hand_in_id = $1, result = $2, submitted_at = $3, returned = NULL WHERE id = $4`,
    [id, JSON.stringify(result), NOW, taskId],
  );
  return id;
}
