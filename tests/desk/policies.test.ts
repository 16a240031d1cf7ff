// 政策与表单: the county confirms its monitoring line, sees what a change does before it is saved, and everything that was set stays readable.
import { read } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Policy } from '../../src/domain/policy.ts';
import { SHANXI_POLICY_2026 } from '../../src/domain/policy-defaults.ts';
import { differencesOf, faultsOf, type PolicyChange, withChange } from '../../src/domain/policy-figures.ts';
import type { Policies, PolicyPreview } from '../../src/wire/desk-policy.ts';
import type { Problem } from '../../src/wire/problem.ts';
import { COUNTY, uuid } from '../support/county.ts';
import { type Client, startServer, type TestServer } from '../support/server.ts';
import { dispatchTasks } from '../sync/support/visits.ts';
import { aLead, importLeads } from './support/office.ts';

const change = (figures: PolicyChange['figures'], more: Partial<PolicyChange> = {}): PolicyChange => ({
  effectiveFrom: '2026-11-20',
  monitoringLineAssumed: false,
  figures,
  ...more,
});

describe('a policy as figures', () => {
  test('put back together it is the same policy', () => {
    expect(withChange(SHANXI_POLICY_2026, '14', change({}, { effectiveFrom: '2026-01-01', monitoringLineAssumed: true }))).toEqual(
      SHANXI_POLICY_2026,
    );
  });

  test('a change touches what it names and nothing else', () => {
    const figures = { monitoringLine: 8600, 'dueDays.lead': 10, 'indicators.medical-self-paid.others': 15_000, 'ruleThresholds.incomeChange': 0.5 };
    const after = withChange(SHANXI_POLICY_2026, COUNTY, change(figures));
    expect(differencesOf(SHANXI_POLICY_2026, after)).toEqual([
      { path: 'monitoringLine', before: 8000, after: 8600 },
      { path: 'dueDays.lead', before: 7, after: 10 },
      { path: 'ruleThresholds.incomeChange', before: 0.3, after: 0.5 },
      { path: 'indicators.medical-self-paid.others', before: 20_000, after: 15_000 },
    ]);
    expect(after).toMatchObject({ division: COUNTY, effectiveFrom: '2026-11-20', monitoringLineAssumed: false });
  });

  test('an indicator may be given a threshold or lose it, both halves together', () => {
    const both = { 'indicators.uninsured.watched': 100, 'indicators.uninsured.others': 200 };
    const given = withChange(SHANXI_POLICY_2026, COUNTY, change(both));
    expect(given.indicators.find((one) => one.code === 'uninsured')?.threshold).toEqual({ watched: 100, others: 200 });
    const none = change({ 'indicators.medical-self-paid.watched': null, 'indicators.medical-self-paid.others': null });
    expect(faultsOf(SHANXI_POLICY_2026, none, '2026-11-22')).toEqual([]);
    expect(withChange(SHANXI_POLICY_2026, COUNTY, none).indicators[0]?.threshold).toBeNull();
    const half = faultsOf(SHANXI_POLICY_2026, change({ 'indicators.uninsured.watched': 100 }), '2026-11-22');
    expect(half).toEqual([{ path: 'indicators.uninsured.others', code: 'onlyOne', limit: 0 }]);
  });

  test.each<[string, PolicyChange, string, string]>([
    ['a zero too many', change({ monitoringLine: 860_000 }), 'monitoringLine', 'tooBig'],
    ['a line of nothing', change({ monitoringLine: 0 }), 'monitoringLine', 'tooSmall'],
    ['half a day', change({ 'dueDays.lead': 7.5 }), 'dueDays.lead', 'notWhole'],
    ['a tenth of a fen', change({ monitoringLine: 8600.123 }), 'monitoringLine', 'tooFine'],
    ['no number at all', change({ returnedDueDays: null }), 'returnedDueDays', 'missing'],
    ['not a number', change({ closeAfterDays: Number.NaN }), 'closeAfterDays', 'tooBig'],
    ['a ceiling under its floor', change({ 'ruleThresholds.perCapitaHigh': 3000 }), 'ruleThresholds.perCapitaHigh', 'belowOther'],
    ['a figure that there is not', change({ 'dueDays.never': 3 }), 'dueDays.never', 'unknown'],
    ['an indicator that there is not', change({ 'indicators.nobody.others': 3 }), 'indicators.nobody.others', 'unknown'],
    ['a category without a name', change({}, { names: { sudden: '  ' } }), 'names.sudden', 'missing'],
    ['two categories of one name', change({}, { names: { sudden: '边缘易致贫户' } }), 'names.sudden', 'sameName'],
    ['a name as long as a sentence', change({}, { names: { general: '防'.repeat(21) } }), 'names.general', 'tooLong'],
    ['a name every object has', change({ constructor: 3 }), 'constructor', 'unknown'],
    ['a day before there were lines', change({}, { effectiveFrom: '2019-12-31' }), 'effectiveFrom', 'tooEarly'],
    ['a slip of the year', change({}, { effectiveFrom: '2062-01-01' }), 'effectiveFrom', 'tooLate'],
  ])('%s is not taken', (_, wrong, path, code) => {
    expect(faultsOf(SHANXI_POLICY_2026, wrong, '2026-11-22')).toContainEqual(expect.objectContaining({ path, code }));
  });
});

let server: TestServer;
let county: Client;
beforeAll(async () => {
  server = await startServer();
  county = await server.client('county');
  await dispatchTasks(server.db.ledger, [1, 2]);
  await importLeads(server.db.ledger, [
    aLead('甲', { amount: 4000, householdId: uuid('h', 3) }),
    aLead('乙', { amount: 16_000, householdId: uuid('h', 1) }),
    aLead('丙', { amount: 25_000 }),
  ]);
  // Household 5 has no recorded income; household 6 has little.
  await server.db.sql(`UPDATE household SET body = jsonb_set(body, '{income}', 'null') WHERE id = $1`, [uuid('h', 5)]);
  await server.db.sql(`UPDATE household SET body = jsonb_set(body, '{income,totals,wages}', '9000') WHERE id = $1`, [uuid('h', 6)]);
});
afterAll(() => server.close());

const preview = (asked: PolicyChange, who = county) => who.post<PolicyPreview>('/api/policies/preview', asked);
const save = (asked: PolicyChange, who = county) => {
  server.clock.forward(1000);
  return who.post<Policies>('/api/policies', asked);
};

describe('before a change is saved', () => {
  test('the county sees which households come under the line, township by township, and which are no longer', async () => {
    // Per capita: 13,300 of most; 7,800 of household 6.
    const { status, body } = await preview(change({ monitoringLine: 14_000 }));
    expect(status).toBe(200);
    expect(body.changes).toEqual([{ path: 'monitoringLine', before: 8000, after: 14_000 }]);
    const by = Object.fromEntries((body.line?.townships ?? []).map((effect) => [effect.name, effect]));
    expect(by.安峪镇).toMatchObject({
      known: 3,
      belowBefore: 0,
      belowAfter: 3,
      newlyBelow: 3,
      newlyBelowPeople: 6,
      newlyBelowUnmonitored: 3,
      newlyAbove: 0,
    });
    expect(by.磨里镇).toMatchObject({ known: 2, belowBefore: 1, belowAfter: 2, newlyBelow: 1, newlyBelowPeople: 2 });
    expect(body.line?.unknown).toBe(1);
    const down = await preview(change({ monitoringLine: 7000 }));
    expect(down.body.line?.townships.find((effect) => effect.name === '磨里镇')).toMatchObject({ newlyAbove: 1, newlyAbovePeople: 2, newlyBelow: 0 });
    expect((await county.get<Policies>('/api/policies')).body.records).toHaveLength(1);
  });

  test('which leads reach a new threshold, and what would be remarked on', async () => {
    const { body } = await preview(
      change({
        'indicators.medical-self-paid.watched': 3000,
        'indicators.medical-self-paid.others': 15_000,
        'ruleThresholds.perCapitaLow': 8000,
        'ruleThresholds.landMu': 3,
      }),
    );
    // 甲 is a 脱贫户 with 4,000; 乙's 16,000 and 丙's 25,000 are others'.
    expect(body.indicators).toEqual([{ code: 'medical-self-paid', label: '医疗自付费用较高', before: 1, after: 3 }]);
    expect(body.remarks).toEqual([
      { path: 'ruleThresholds.perCapitaLow', before: 0, after: 1 },
      { path: 'ruleThresholds.landMu', before: 0, after: 6 },
    ]);
    expect(body.line).toBeNull();
  });

  test('a category that is to be called otherwise, with the households that are called so', async () => {
    await server.db.sql(`UPDATE household SET category = 'unstable', monitor_state = 'monitored' WHERE id = $1`, [uuid('h', 5)]);
    const { body } = await preview(change({}, { names: { unstable: '脱贫监测户', general: ' 防止返贫监测对象 ' } }));
    expect(body.changes).toEqual([
      { path: 'names.unstable', before: '脱贫不稳定户', after: '脱贫监测户' },
      { path: 'names.general', before: '防止返贫致贫对象', after: '防止返贫监测对象' },
    ]);
    expect(body.renamed).toEqual([
      { path: 'names.unstable', before: '脱贫不稳定户', after: '脱贫监测户', households: 1 },
      { path: 'names.general', before: '防止返贫致贫对象', after: '防止返贫监测对象', households: 1 },
    ]);
  });

  test('what is wrong is said by the name of the field', async () => {
    const { status, body } = await county.post<Problem>('/api/policies/preview', change({ monitoringLine: 860_000, 'dueDays.sweep': 0 }));
    expect(status).toBe(400);
    expect(body.fields).toEqual([
      { path: 'monitoringLine', message: '监测线：不能大于 100000，请检查是否多写了零' },
      { path: 'dueDays.sweep', message: '集中排查的期限：不能小于 1' },
    ]);
    expect((await county.post<Problem>('/api/policies', change({ monitoringLine: 1 }))).status).toBe(400);
  });
});

describe('a saved change', () => {
  test('holds from its day, is traced, and stands in the history with what it changed', async () => {
    const { status, body } = await save(change({ monitoringLine: 8600 }));
    expect(status).toBe(200);
    expect(body.inForce).toMatchObject({ monitoringLine: 8600, monitoringLineAssumed: false, division: COUNTY });
    expect(body.records[0]).toMatchObject({
      standing: 'inForce',
      authorName: '赵县办',
      changes: [{ path: 'monitoringLine', before: 8000, after: 8600 }],
    });
    expect(body.records[1]).toMatchObject({ standing: 'past', authorName: '' });
    const [note] = await server.db.sql("SELECT detail, account_id FROM audit WHERE action = 'policy.set'");
    expect(note?.detail).toEqual({ effectiveFrom: '2026-11-20', lineAssumed: false, changes: { monitoringLine: [8000, 8600] } });
    const session = await county.get<{ policy: Policy }>('/api/session');
    expect(session.body.policy.monitoringLine).toBe(8600);
  });

  test('of the same day corrects the one before; one ahead waits for its day, and is said to take over', async () => {
    await save(change({ monitoringLine: 8700 }));
    const { body } = await save(change({ 'dueDays.lead': 10 }, { effectiveFrom: '2027-01-01' }));
    expect(body.records.map((record) => [record.policy.effectiveFrom, record.policy.monitoringLine, record.standing])).toEqual([
      ['2027-01-01', 8700, 'coming'],
      ['2026-11-20', 8700, 'inForce'],
      ['2026-11-20', 8600, 'replaced'],
      ['2026-01-01', 8000, 'past'],
    ]);
    const between = await preview(change({ monitoringLine: 9000 }, { effectiveFrom: '2026-12-01' }));
    expect(between.body).toMatchObject({ until: '2027-01-01', replaces: false });
    expect((await preview(change({ monitoringLine: 9000 }))).body.replaces).toBe(true);
  });

  test('is the county office’s: the system administrator may too and sees the same numbers, nobody else anything', async () => {
    const admin = await server.client('admin');
    const asked = change({ monitoringLine: 14_000 }, { effectiveFrom: '2026-11-21' });
    expect((await preview(asked, admin)).body).toEqual((await preview(asked)).body);
    for (const who of ['anyu', 'yibao', 'sunwang'] as const) {
      const client = await server.client(who);
      expect((await client.get('/api/policies')).status).toBe(403);
      expect((await save(asked, client)).status).toBe(403);
      expect((await preview(asked, client)).status).toBe(403);
    }
  });

  test('names the categories in what is exported and in what the rules say from its day on', async () => {
    await server.db.sql(
      `UPDATE lead SET result = '{"residency":"rural","include":true,"category":"sudden","reason":null,"summary":"x"}' WHERE person_name = '丙'`,
    );
    await save(change({ monitoringLine: 8600 }, { names: { sudden: '严重困难户' } }));
    const exported = await county.fetch('GET', '/api/leads.xlsx');
    const { Sheets } = read(new Uint8Array(await exported.arrayBuffer()));
    expect(JSON.stringify(Sheets)).toContain('"严重困难户"');
    expect(JSON.stringify(Sheets)).not.toContain('突发严重困难户');
  });
});
