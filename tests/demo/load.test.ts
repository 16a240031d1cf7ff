// The demonstration county is loaded once, whole, and a start that was cut short is completed by the next.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEMONSTRATION_COUNTY, type DemonstrationOptions, loadDemonstration } from '../../src/demo/load.ts';
import { idNumberFault } from '../../src/domain/id-number.ts';
import { systemOf } from '../../src/server/ledger/asker.ts';
import { foundCounty, readDivisions } from '../../src/server/ledger/divisions.ts';
import { householdsById } from '../../src/server/ledger/households.ts';
import type { Ledger } from '../../src/server/ledger/open-ledger.ts';
import { passwordFits } from '../../src/server/ledger/passwords.ts';
import { type FreshDatabase, freshDatabase, quiet } from '../support/database.ts';

const divisionsFile = 'data/divisions-jiangxian.csv';
const options = (changes: Partial<DemonstrationOptions> = {}): DemonstrationOptions => ({
  full: false,
  password: 'ruhu-demo',
  divisionsFile,
  onProgress: () => undefined,
  log: quiet,
  clock: () => new Date('2026-11-22T02:00:00Z'),
  ...changes,
});
const tally = async (db: FreshDatabase) =>
  (
    await db.sql<{ households: number; people: number; logged: number; seqs: number }>(
      `SELECT (SELECT count(*)::int FROM household) AS households, (SELECT count(*)::int FROM member) AS people,
        (SELECT count(*)::int FROM village_log WHERE entity = 'household') AS logged,
        (SELECT count(DISTINCT (village_code, seq))::int FROM village_log) AS seqs`,
    )
  )[0];

describe('loading the demonstration county', () => {
  let db: FreshDatabase;
  beforeAll(async () => {
    db = await freshDatabase();
  });
  afterAll(() => db.drop());

  it('brings 3,000 households with 10,160 people, each in the log of its village', async () => {
    const heard: number[] = [];
    const outcome = await loadDemonstration(db.ledger, options({ onProgress: (done) => heard.push(done) }));
    expect(outcome).toMatchObject({ outcome: 'loaded', households: 3_000, people: 10_160, fresh: true });
    expect(heard.at(-1)).toBe(3_000);
    expect(await tally(db)).toMatchObject({ households: 3_000, people: 10_160, logged: 3_000 });
    const [county] = await db.sql<{ demonstration: boolean }>('SELECT demonstration FROM county');
    expect(county?.demonstration).toBe(true);
  });

  it('ends each village log at the number the village says', async () => {
    const wrong = await db.sql(
      'SELECT v.code FROM village v LEFT JOIN village_log l ON l.village_code = v.code GROUP BY v.code, v.seq HAVING count(l.seq) > 0 AND v.seq <> max(l.seq)',
    );
    expect(wrong).toEqual([]);
  });

  it('reads back as it was drawn', async () => {
    const [row] = await db.sql<{ id: string }>('SELECT id FROM household ORDER BY size DESC, id LIMIT 1');
    const [household] = await db.ledger.within(systemOf(DEMONSTRATION_COUNTY), (tx) => householdsById(tx, DEMONSTRATION_COUNTY, [row?.id ?? '']));
    expect(household?.members).toHaveLength(household?.size ?? -1);
    expect(household?.members[0]?.relation).toBe('02');
    for (const member of household?.members ?? []) expect(idNumberFault(member.idNumber)).toBeNull();
  });

  it('has something in every list on its first day', async () => {
    const tasks = await db.sql<{ state: string; due: string; n: number }>(
      `SELECT state, CASE WHEN due_on < '2026-11-22' THEN 'overdue' WHEN due_on = '2026-11-22' THEN 'today' WHEN due_on < '2026-11-29' THEN 'week' ELSE 'later' END AS due,
        count(*)::int AS n FROM task GROUP BY 1, 2`,
    );
    const states = new Set(tasks.map((row) => row.state));
    for (const state of ['dispatched', 'submitted', 'returned', 'reviewed', 'audited', 'closed']) expect(states).toContain(state);
    for (const due of ['overdue', 'today', 'week', 'later'])
      expect(tasks.find((row) => row.state === 'dispatched' && row.due === due)?.n).toBeGreaterThan(20);
    const leads = await db.sql<{ state: string }>('SELECT DISTINCT state FROM lead ORDER BY state');
    expect(leads.map((row) => row.state)).toEqual(['answered', 'dispatched', 'matched']);
    const [judged] = await db.sql<{ checks: number; judged: number; open: number }>(
      `SELECT (SELECT count(*)::int FROM hand_in) AS checks, (SELECT count(*)::int FROM judgement) AS judged,
        (SELECT count(*)::int FROM judgement, jsonb_array_elements(remarks) r WHERE r->>'severity' = 'E' OR r->>'standing' = 'open') AS open`,
    );
    expect(judged?.checks).toBeGreaterThan(100);
    expect([judged?.judged, judged?.open]).toEqual([judged?.checks, 0]);
    // What the county passed is in the archive: whoever was checked has it among the past checks, and some have another phone or one person less.
    const [kept] = await db.sql<{ moved: number; remembered: number }>(
      `SELECT (SELECT count(*)::int FROM member WHERE body->>'presence' = 'movedOut') AS moved, (SELECT count(*)::int FROM household WHERE version > 1) AS remembered`,
    );
    expect(kept?.moved).toBeGreaterThan(0);
    expect(kept?.remembered).toBeGreaterThan(20);
    const [cases] = await db.sql<{ n: number }>('SELECT count(*)::int AS n FROM monitor_case');
    expect(cases?.n).toBeGreaterThan(0);
  });

  it('shows also what happens without a list: a sweep under way, families that came by themselves, phones that still hold work', async () => {
    const origins = await db.sql<{ origin: string; n: number; submitted: number }>(
      `SELECT origin, count(*)::int AS n, count(*) FILTER (WHERE state = 'submitted')::int AS submitted FROM task GROUP BY origin`,
    );
    const of = (origin: string) => origins.find((row) => row.origin === origin);
    expect(of('self')?.n).toBeGreaterThan(10);
    expect(of('round')?.n).toBeGreaterThan(10);
    expect(of('sweep')?.submitted).toBeGreaterThan(2);
    expect((of('sweep')?.n ?? 0) - (of('sweep')?.submitted ?? 0)).toBeGreaterThan(5);
    const [phones] = await db.sql<{ silent: number }>('SELECT count(*)::int AS silent FROM device WHERE holding > 0');
    expect(phones?.silent).toBeGreaterThan(3);
    const [idle] = await db.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM village v WHERE EXISTS (SELECT 1 FROM household h WHERE h.village_code = v.code) AND NOT EXISTS (SELECT 1 FROM task t WHERE t.village_code = v.code AND t.state = 'dispatched')`,
    );
    expect(idle?.n).toBe(0);
  });

  it('changes nothing the second time, whatever size is asked for', async () => {
    const before = await db.sql('SELECT code, seq FROM village ORDER BY code');
    expect(await loadDemonstration(db.ledger, options({ full: true }))).toMatchObject({ households: 3_000, fresh: false });
    expect(await db.sql('SELECT code, seq FROM village ORDER BY code')).toEqual(before);
  });

  it('has an account for the county, every township, village and department, all opened by the printed password', async () => {
    const accounts = await db.sql<{ login: string; name: string; password_hash: string; role: string }>(
      'SELECT login, name, password_hash, role FROM account',
    );
    const logins = new Set(accounts.map((account) => account.login));
    for (const login of ['county', 'admin', 'dept-yibao', 'dept-minzheng', 'town-140826104', 'village-140826106200']) expect(logins).toContain(login);
    expect(accounts.filter((account) => account.role === 'collector')).toHaveLength(146);
    for (const account of accounts) expect(account.name).toContain('演示');
    expect(new Set(accounts.map((account) => account.password_hash)).size).toBe(1);
    expect(await passwordFits(accounts[0]?.password_hash, 'ruhu-demo')).toBe(true);
  });

  it('takes a new demonstration password over, but leaves alone who chose their own', async () => {
    await db.sql(`UPDATE account SET password_hash = 'own' WHERE login = 'admin'`);
    await loadDemonstration(db.ledger, options({ password: 'another-one' }));
    const hashes = await db.sql<{ login: string; password_hash: string }>(
      `SELECT login, password_hash FROM account WHERE login IN ('admin', 'county')`,
    );
    const of = (login: string): string | undefined => hashes.find((row) => row.login === login)?.password_hash;
    expect(of('admin')).toBe('own');
    expect(await passwordFits(of('county'), 'another-one')).toBe(true);
  });
});

describe('a start that was cut short', () => {
  let db: FreshDatabase;
  beforeEach(async () => {
    db = await freshDatabase();
    return () => db.drop();
  });

  /** What the first of these counties ends with, and every other must. */
  let whole: object | undefined;

  /** A ledger that dies in the middle of its n-th transaction, as a killed server would. */
  const dyingAt = (ledger: Ledger, fatal: number): Ledger => {
    let count = 0;
    return {
      ...ledger,
      within: (asker, work, how) =>
        ledger.within(
          asker,
          async (tx) => {
            const result = await work(tx);
            count += 1;
            if (count >= fatal) throw new Error('the power went');
            return result;
          },
          how,
        ),
    };
  };

  // Each loads the county nearly twice.
  it.each([2, 5, 30, 170])('in its transaction %i is completed by the next, also on another day', { timeout: 120_000 }, async (fatal) => {
    await expect(loadDemonstration(dyingAt(db.ledger, fatal), options())).rejects.toThrow('the power went');
    const half = await tally(db);
    expect(half?.households).toBeLessThanOrEqual(3_000);
    const outcome = await loadDemonstration(db.ledger, options({ full: fatal > 2, clock: () => new Date('2027-03-01T02:00:00Z') }));
    expect(outcome).toMatchObject({ outcome: 'loaded', households: 3_000, fresh: true });
    expect(await tally(db)).toMatchObject({ households: 3_000, people: 10_160, logged: 3_000 });
    const [living] = await db.sql<{ leads: number; tasks: number; handIns: number; reviews: number; devices: number; groups: number }>(
      'SELECT (SELECT count(*)::int FROM lead) AS leads, (SELECT count(*)::int FROM task) AS tasks, (SELECT count(*)::int FROM hand_in) AS "handIns", (SELECT count(*)::int FROM review) AS reviews, (SELECT count(*)::int FROM device) AS devices, (SELECT count(*)::int FROM group_collector) AS groups',
    );
    whole ??= living;
    expect(living).toEqual(whole);
    const twice = await db.sql('SELECT person_id FROM member GROUP BY person_id HAVING count(*) > 1');
    expect(twice).toEqual([]);
  });

  it('leaves a county in real use alone', async () => {
    await db.ledger.within(systemOf(DEMONSTRATION_COUNTY), (tx) => foundCounty(tx, DEMONSTRATION_COUNTY, readDivisions(divisionsFile), false));
    expect(await loadDemonstration(db.ledger, options())).toEqual({ outcome: 'realCounty' });
    expect(await tally(db)).toMatchObject({ households: 0 });
  });
});
