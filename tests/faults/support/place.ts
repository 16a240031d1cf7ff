// Where one schedule happens: two villages of its own with their families, three collectors, and an office that goes on working meanwhile.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Household } from '../../../src/domain/household.ts';
import { sessionView } from '../../../src/server/http/session.ts';
import { askerOf, doorkeeper, systemOf } from '../../../src/server/ledger/asker.ts';
import { decide } from '../../../src/server/ledger/decide.ts';
import type { Officer } from '../../../src/server/ledger/desk-scope.ts';
import { addHouseholds } from '../../../src/server/ledger/households.ts';
import type { Ledger } from '../../../src/server/ledger/open-ledger.ts';
import { beginSession } from '../../../src/server/ledger/sessions.ts';
import { lockVillages, logChanges } from '../../../src/server/ledger/village-log.ts';
import { withdraw } from '../../../src/server/ledger/withdraw.ts';
import type { Session } from '../../../src/wire/session.ts';
import { COUNTY, PEOPLE, uuid } from '../../support/county.ts';
import type { FreshDatabase } from '../../support/database.ts';
import { aHousehold, aMember } from '../../support/household.ts';

export interface Collector {
  account: Session['account'];
  /** What they look after when nothing has been taken away. */
  villages: string[];
}

export interface Place {
  villages: [string, string];
  collectors: Collector[];
  households: string[];
}

const NAMES = ['周采集', '吴采集', '郑采集'];
const HEADS = ['王建国', '李秀英', '张引环', '刘文山', '陈玉兰', '杨保田'];

/** Villages beyond those that the county really has: schedule 7 happens in …500214 and …500215. */
const villageOf = (schedule: number, which: number): string => `140826${500 + Math.floor(schedule / 300)}${200 + (schedule % 300) * 2 + which}`;

function family(schedule: number, n: number, villageCode: string): Household {
  const id = schedule * 10 + n;
  const members = [aMember(1, { id: uuid('m', id * 2), name: HEADS[n] ?? '', idNumber: '' })];
  return aHousehold({ id: uuid('h', id), villageCode, houseNo: String(n), headName: HEADS[n] ?? '', members, version: 1 });
}

/** Four families in the first village, two in the second, each with a task; the last of the first village is for the second collector only. */
export async function foundPlace(ledger: Ledger, schedule: number): Promise<Place> {
  const villages: [string, string] = [villageOf(schedule, 0), villageOf(schedule, 1)];
  const scopes = [[villages[0]], [villages[0]], [villages[0], villages[1]]];
  const collectors = scopes.map((scope, n): Collector => {
    const id = uuid('f', schedule * 10 + n);
    return { villages: scope, account: { id, login: `f-${schedule}-${n}`, name: NAMES[n] ?? '', role: 'collector', scope, department: null } };
  });
  const households = HEADS.map((_, n) => family(schedule, n, villages[n < 4 ? 0 : 1]));
  await ledger.within(systemOf(COUNTY), async (tx) => {
    await tx
      .insertInto('division')
      .values(
        villages.map((code, n) => ({ county: COUNTY, code, parent_code: `${code.slice(0, 9)}000`, level: 'village' as const, name: `${n + 1}号村` })),
      )
      .execute();
    await tx
      .insertInto('village')
      .values(villages.map((code) => ({ county: COUNTY, code })))
      .execute();
    await tx
      .insertInto('account')
      .values(
        collectors.map(({ account: { id, login, name, role, scope, department } }) => ({
          county: COUNTY,
          id,
          login,
          name,
          role,
          scope,
          department,
          password_hash: '',
          must_change_password: false,
        })),
      )
      .execute();
    await addHouseholds(tx, COUNTY, households);
    await tx
      .insertInto('task')
      .values(
        households.map(({ id, villageCode, headName }, n) => ({
          county: COUNTY,
          id: uuid('t', schedule * 10 + n),
          village_code: villageCode,
          household_id: id,
          person_name: headName,
          origin: 'lead' as const,
          due_on: '2026-12-01',
          assigned_to: n === 3 ? (collectors[1]?.account.id ?? null) : null,
          state: 'dispatched' as const,
        })),
      )
      .execute();
    await logChanges(
      tx,
      COUNTY,
      households.flatMap(({ id, villageCode }, n) => [
        { villageCode, entity: 'household' as const, id },
        { villageCode, entity: 'task' as const, id: uuid('t', schedule * 10 + n) },
      ]),
    );
  });
  return { villages, collectors, households: households.map((one) => one.id) };
}

export interface SignedIn {
  session: Session;
  cookie: string;
}

/** What everybody's session says alike, read once. */
let common: Promise<Session> | undefined;

/** As after signing in, without the password. */
export async function signIn(ledger: Ledger, { account }: Collector, now: Date): Promise<SignedIn> {
  const begun = await ledger.within({ ...doorkeeper(COUNTY), accountId: account.id }, (tx) => beginSession(tx, COUNTY, account, now));
  common ??= ledger.within(askerOf(account, COUNTY), (tx) =>
    sessionView(tx, { account, county: COUNTY, csrfToken: '', mustChangePassword: false }, now),
  );
  return { session: { ...(await common), account, csrfToken: begun.csrfToken, divisions: [] }, cookie: `ruhu=${begun.token}` };
}

type Decision = Parameters<typeof decide>[3]['decision'];
export type OfficeAct = 'returns' | 'reviews' | 'audits' | 'withdraws' | 'dispatches' | 'moves';

/** The office does one thing to the `which`-th record that it can be done to; false when there is none. */
export async function office(db: FreshDatabase, place: Place, act: OfficeAct, which: number, now: Date): Promise<boolean> {
  const level = act === 'audits' ? 'county' : 'township';
  const person = level === 'county' ? PEOPLE.county : PEOPLE.anyu;
  const officer: Officer = {
    county: COUNTY,
    role: person.role,
    scope: place.villages,
    department: null,
    accountId: person.id,
    name: person.name,
    now,
  };
  const state = { returns: 'submitted', reviews: 'submitted', audits: 'reviewed', withdraws: 'dispatched', dispatches: '', moves: '' }[act];
  const found = await db.sql<{ id: string; last_hand_in_id: string }>(
    'SELECT id, last_hand_in_id FROM task WHERE village_code = ANY ($1) AND state = $2 ORDER BY id',
    [place.villages, state],
  );
  const task = found[which % Math.max(1, found.length)];
  if (act === 'moves') await moveAway(db.ledger, place, which);
  else if (act === 'dispatches') await dispatchOne(db.ledger, place, which);
  else if (!task) return false;
  else if (act === 'withdraws') {
    await db.ledger.within(officer, (tx) => withdraw(tx, officer, { taskIds: [task.id], reason: '发重了', leads: 'end' }));
  } else {
    const decision: Decision = act === 'returns' ? { kind: 'return', reason: '缺少说明', text: '请写清楚', fields: [] } : { kind: 'pass' };
    const checks = [{ taskId: task.id, handInId: task.last_hand_in_id }];
    await db.ledger.within(officer, (tx) => decide(tx, officer, level, { checks, decision }, { returnedDueDays: 3, closeAfterDays: 30 }));
  }
  return true;
}

/** A family moves to the other village, and its open task with it. */
async function moveAway(ledger: Ledger, { villages, households }: Place, which: number): Promise<void> {
  const id = households[which % households.length] ?? '';
  await ledger.within(systemOf(COUNTY), async (tx) => {
    await lockVillages(tx, COUNTY, villages);
    const { rows } = await sql<{ village_code: string }>`SELECT village_code FROM household WHERE county = ${COUNTY} AND id = ${id}`.execute(tx);
    const from = rows[0]?.village_code ?? '';
    const to = from === villages[0] ? villages[1] : villages[0];
    await sql`UPDATE household SET village_code = ${to}, version = version + 1 WHERE county = ${COUNTY} AND id = ${id}`.execute(tx);
    await sql`UPDATE member SET village_code = ${to} WHERE county = ${COUNTY} AND household_id = ${id}`.execute(tx);
    const tasks = await sql<{ id: string }>`
      UPDATE task SET village_code = ${to} WHERE county = ${COUNTY} AND household_id = ${id} AND state IN ('dispatched', 'returned') RETURNING id`.execute(
      tx,
    );
    const moved = [{ entity: 'household' as const, id }, ...tasks.rows.map((task) => ({ entity: 'task' as const, id: task.id }))];
    await logChanges(
      tx,
      COUNTY,
      moved.flatMap((one) => [
        { ...one, villageCode: from, as: 'gone' as const },
        { ...one, villageCode: to },
      ]),
    );
  });
}

/** A task about somebody whose household is not in the archive. */
async function dispatchOne(ledger: Ledger, { villages }: Place, which: number): Promise<void> {
  const id = randomUUID();
  const villageCode = villages[which % 2] ?? villages[0];
  await ledger.within(systemOf(COUNTY), async (tx) => {
    await tx
      .insertInto('task')
      .values({
        county: COUNTY,
        id,
        village_code: villageCode,
        household_id: null,
        person_name: '王银环',
        origin: 'lead' as const,
        due_on: '2026-12-05',
        assigned_to: null,
        state: 'dispatched' as const,
      })
      .execute();
    await logChanges(tx, COUNTY, [{ villageCode, entity: 'task', id }]);
  });
}

/** What a collector looks after from now on. */
export async function setScope(db: FreshDatabase, collector: Collector, villages: readonly string[]): Promise<void> {
  await db.sql('UPDATE account SET scope = $1 WHERE county = $2 AND id = $3', [villages, COUNTY, collector.account.id]);
}

export const endSessions = (db: FreshDatabase, collector: Collector): Promise<unknown> =>
  db.sql('DELETE FROM session WHERE county = $1 AND account_id = $2', [COUNTY, collector.account.id]);
