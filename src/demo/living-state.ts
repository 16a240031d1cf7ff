// What is going on in the demonstration county on its first day: lists imported, checks dispatched, handed in, returned, reviewed and answered, all through the ledger's own verbs.
import { createHash } from 'node:crypto';
import { DEPARTMENT_NAMES } from '../domain/department.ts';
import { townshipOf } from '../domain/division.ts';
import { SHANXI_POLICY_2026 } from '../domain/policy-defaults.ts';
import type { CheckContent } from '../domain/visit.ts';
import { acceptHandIns } from '../server/ledger/accept-hand-ins.ts';
import { systemOf } from '../server/ledger/asker.ts';
import { acknowledge, closeAnswered } from '../server/ledger/close-tasks.ts';
import { confirmImport, type LeadToImport } from '../server/ledger/confirm-import.ts';
import { decide } from '../server/ledger/decide.ts';
import { tasksOfLeads } from '../server/ledger/demonstration.ts';
import { dispatch } from '../server/ledger/dispatch.ts';
import { canonicalJson } from '../wire/sync.ts';
import { checkOf, type Found } from './check-of.ts';
import { addDays } from './days.ts';
import { diceOf } from './dice.ts';
import { judge, type LivingCounty, morning, officer } from './living-county.ts';
import { SILENT_RANGE } from './numbers.ts';
import { goRound } from './rounds.ts';
import { batchIdOf, type Choice, leadOf, SIGNALS, type Signal } from './signals.ts';

interface Row {
  signal: Signal;
  choice: Choice;
  lead: LeadToImport;
  /** Running number of the village: decides how far this check has come. */
  village: number;
}

const DAYS = { returnedDueDays: SHANXI_POLICY_2026.returnedDueDays, closeAfterDays: SHANXI_POLICY_2026.closeAfterDays };

/** Every step may be done again: what is there already stays as it is, so that a start cut short goes on here too. */
export async function bringToLife(living: LivingCounty): Promise<void> {
  const rows = SIGNALS.flatMap((signal, place) =>
    living.choices.flatMap((choices, village): Row[] => {
      const choice = choices[place];
      return choice && village % signal.every === 0 ? [{ signal, choice, lead: leadOf(signal, choice, living.today), village }] : [];
    }),
  );
  for (const signal of SIGNALS) {
    const own = rows.filter((row) => row.signal === signal);
    if (own.length > 0) await importAndDispatch(living, signal, own);
  }
  const answered = rows.filter(({ signal }) => signal.key === 'answered' || signal.key === 'illness');
  await handIn(living, answered);
  await review(living, answered);
  await goRound(living);
}

async function importAndDispatch(living: LivingCounty, signal: Signal, rows: readonly Row[]): Promise<void> {
  const now = morning(living.today, signal.cameAgo);
  const sender = officer(living, `dept-${signal.department}`, now);
  const id = batchIdOf(signal);
  const leads = rows.map((row) => row.lead);
  await living.ledger.within(sender, (tx) =>
    confirmImport(
      tx,
      sender,
      {
        id,
        fileName: `${DEPARTMENT_NAMES[signal.department]}-${signal.text}人员名单（演示）.xlsx`,
        fileHash: createHash('sha256').update(id).digest('hex'),
        department: signal.department,
        indicator: signal.indicator,
        period: leads[0]?.period ?? '',
        leads,
        repeated: 0,
        rejected: 0,
        aliases: [],
      },
      () => undefined,
    ),
  );
  if (signal.dueIn === null) return;
  const auditor = officer(living, 'county', new Date(now.getTime() + 3_600_000));
  const dueOn = addDays(living.today, signal.dueIn);
  await living.ledger.within(auditor, (tx) => dispatch(tx, auditor, { batchId: id, to: { kind: 'village' } }, dueOn));
}

/** How far a handed-in check has come: of ten villages' three wait for the township, two for the county, one was returned, four are answered. */
type Stage = 'submitted' | 'reviewed' | 'returned' | 'audited' | 'acknowledged';
const STAGES: readonly Stage[] = [
  'submitted',
  'audited',
  'reviewed',
  'submitted',
  'acknowledged',
  'returned',
  'reviewed',
  'submitted',
  'audited',
  'acknowledged',
];
const stageOf = ({ village, signal }: Row): Stage => STAGES[(village + (signal.key === 'illness' ? 5 : 0)) % STAGES.length] as Stage;

/** About every fortieth is taken in; the rest end with 不纳入 and its reason. In about every third family something is otherwise than known: another phone, somebody who has moved out. */
function answerTo({ choice: { household }, lead, signal }: Row, madeAt: Date): CheckContent {
  const dice = diceOf(`answer:${household.id}`);
  const found = diceOf(`found:${household.id}`);
  const phone = found.chance(0.2) ? { phone: `${SILENT_RANGE}${String(found.between(0, 99_999_999)).padStart(8, '0')}` } : {};
  const gone = found.chance(0.15) ? household.members.find((member) => member.relation !== '02') : undefined;
  const included = dice.chance(0.025) && household.income !== null;
  const result: Found['result'] = included
    ? { include: true, category: 'sudden', reason: null }
    : {
        include: false,
        category: null,
        reason: dice.weighted([
          ['reimbursed', 6],
          ['stableIncome', 3],
          ['supported', 2],
        ] as const),
      };
  const { id, indicatorText, amount, period, personName } = lead;
  const about = {
    personName,
    origin: 'lead' as const,
    leads: [{ id, department: signal.department, indicatorText, amount, period, personName, receivedOn: '2026-01-01' }],
  };
  return checkOf(household, {
    about,
    result,
    ...phone,
    ...(gone ? { leaving: { memberId: gone.id, on: '2026-08-20' } } : {}),
    risks: ['illness'],
    madeAt,
  });
}

/** Each village's collector hands in what they answered, from a phone of the demonstration. */
async function handIn(living: LivingCounty, rows: readonly Row[]): Promise<void> {
  const tasks = await tasksFor(living, rows);
  const villages = new Map<string, Row[]>();
  for (const row of rows) villages.set(row.lead.villageCode, [...(villages.get(row.lead.villageCode) ?? []), row]);
  for (const [code, own] of villages) {
    const now = morning(living.today, 6);
    const collector = officer(living, `village-${code}`, now);
    const deviceId = diceOf(`device:${code}`).uuid();
    const handIns = own.flatMap((row, index) => {
      const task = tasks.get(row.lead.id);
      if (task?.state !== 'dispatched') return [];
      const madeAt = new Date(now.getTime() - (index + 1) * 1_800_000);
      const record = {
        id: diceOf(`hand-in:${row.lead.id}`).uuid(),
        kind: 'check' as const,
        number: index + 1,
        villageCode: code,
        householdId: row.choice.household.id,
        taskId: task.taskId,
        origin: 'lead' as const,
        revision: 1,
        seenVersion: row.choice.household.version,
        madeAt: madeAt.toISOString(),
        clockOffsetMs: 0,
        content: answerTo(row, madeAt),
      };
      return [{ ...record, hash: createHash('sha256').update(canonicalJson(record)).digest('hex') }];
    });
    const receipts = await acceptHandIns(
      living.ledger,
      { asker: collector, name: collector.name, deviceId, policy: SHANXI_POLICY_2026 },
      handIns,
      now,
    );
    const refused = receipts.find((receipt) => receipt.outcome === 'refused');
    if (refused?.outcome === 'refused') throw new Error(`a demonstration check was refused: ${refused.message}`);
    await judge(
      living,
      handIns.map((one) => one.id),
      now,
    );
  }
}

const tasksFor = async (living: LivingCounty, rows: readonly Row[]) => {
  const us = systemOf(living.county);
  const found = await living.ledger.within(us, (tx) =>
    tasksOfLeads(
      tx,
      living.county,
      rows.map((row) => row.lead.id),
    ),
  );
  return new Map(found.map((task) => [task.leadId, task]));
};

/** The township, then the county, then the departments say what they have to say, each about what came to them. */
async function review(living: LivingCounty, rows: readonly Row[]): Promise<void> {
  const tasks = await tasksFor(living, rows);
  const checksOf = (chosen: readonly Row[]) =>
    chosen.flatMap((row) => {
      const task = tasks.get(row.lead.id);
      return task?.handInId ? [{ taskId: task.taskId, handInId: task.handInId }] : [];
    });
  for (const township of new Set(rows.map((row) => townshipOf(row.lead.villageCode)))) {
    const here = rows.filter((row) => townshipOf(row.lead.villageCode) === township);
    const reviewer = officer(living, `town-${township.slice(0, 9)}`, morning(living.today, 4));
    const passed = checksOf(here.filter((row) => ['reviewed', 'audited', 'acknowledged'].includes(stageOf(row))));
    const returned = checksOf(here.filter((row) => stageOf(row) === 'returned'));
    await living.ledger.within(reviewer, async (tx) => {
      if (passed.length > 0) await decide(tx, reviewer, 'township', { checks: passed, decision: { kind: 'pass' } }, DAYS);
      if (returned.length > 0) {
        const decision = { kind: 'return' as const, reason: '缺少说明', text: '请写清报销后自付多少、家里能不能承担', fields: ['result.summary'] };
        await decide(tx, reviewer, 'township', { checks: returned, decision }, DAYS);
      }
    });
  }
  const auditor = officer(living, 'county', morning(living.today, 2));
  const audited = checksOf(rows.filter((row) => ['audited', 'acknowledged'].includes(stageOf(row))));
  if (audited.length > 0) {
    await living.ledger.within(auditor, (tx) => decide(tx, auditor, 'county', { checks: audited, decision: { kind: 'pass' } }, DAYS));
  }
  for (const department of new Set(rows.map((row) => row.signal.department))) {
    const own = rows.filter((row) => row.signal.department === department && stageOf(row) === 'acknowledged').map((row) => row.lead.id);
    const sender = officer(living, `dept-${department}`, morning(living.today, 1));
    const { taskIds } = await living.ledger.within(sender, (tx) => acknowledge(tx, sender, own));
    const closer = { ...systemOf(living.county), name: '', now: sender.now };
    await living.ledger.within(closer, (tx) => closeAnswered(tx, closer, DAYS.closeAfterDays, taskIds));
  }
}
