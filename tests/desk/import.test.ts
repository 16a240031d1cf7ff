// 线索导入 through the desk's routes: a messy file becomes a preview, a person settles what is doubtful, and nothing is stored before 确认导入.
import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod/mini';
import type { Import, ImportRow, Leads } from '../../src/wire/desk.ts';
import { HOUSEHOLDS, MOLI_VILLAGE, PEOPLE, SUNWANG } from '../support/county.ts';
import { gridOf } from '../support/grid-of.ts';
import { packed } from '../support/packed.ts';
import { type Client, type Reply, startServer, type TestServer } from '../support/server.ts';

type LeadList = z.infer<typeof Leads>;

let server: TestServer;
let county: Client;
let yibao: Client;
beforeAll(async () => {
  server = await startServer();
  county = await server.client('county');
  yibao = await server.client('yibao');
});
afterAll(() => server.close());
beforeEach(() => server.db.sql('TRUNCATE lead, task, import_batch, division_alias CASCADE'));

const idOf = (n: number): string => HOUSEHOLDS[n]?.members[0]?.idNumber ?? '';

/** A list as the bureau sends it: a title, an empty line, its own headings, a signature below. */
const csv = (...rows: string[]): string =>
  [
    '绛县医保局2026年三季度个人自付费用较高人员名单,,,,',
    ',,,,',
    '序号,姓名,身份证号码,乡镇,村,自付金额（元）',
    ...rows,
    '制表人：王医保,,,审核人：,,',
  ].join('\r\n');

const LIST = csv(
  `1,王建国,${idOf(0)},安峪镇,孙王村,"23,480.50"`,
  `2,李秀英,${idOf(1)},安峪,孙王村委会,12000`,
  `3,赵无户,,磨里镇,磨里,8000`,
  `4,刘文山,${idOf(3)},安峪镇,孙王村,9000`,
  '5,孙外地,,闻喜县桐城镇,东街,7000',
  '6,周错号,149926196503021234,安峪镇,孙王村,6000',
  '7,吴不清,,安峪镇,没有这个村,5000',
  '8,郑不清,,安峪镇,没有这个村,5100',
  `9,王建国,${idOf(0)},安峪镇,孙王村,23480.5`,
);

function upload(
  who: Client,
  content: string | Uint8Array<ArrayBuffer>,
  name = '三季度名单.csv',
  department = 'yibao',
): Promise<Reply<Import & { problem?: string; message?: string }>> {
  const form = new FormData();
  form.append('department', department);
  form.append('file', new Blob([content]), name);
  return who.send('POST', '/api/imports', form);
}

/** Polls as the page does until the import is in one of these states. */
async function until(who: Client, id: string, ...states: Import['state'][]): Promise<Import> {
  for (let tries = 0; tries < 1000; tries++) {
    const { body } = await who.get<Import>(`/api/imports/${id}`);
    if (states.includes(body.state)) return body;
    if (body.state === 'failed') throw new Error(body.failure);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`import ${id} never came to ${states.join(' or ')}`);
}

async function previewed(who: Client, content: string, department = 'yibao'): Promise<Import> {
  const { status, body } = await upload(who, content, '三季度名单.csv', department);
  expect(status).toBe(201);
  return until(who, body.id, 'preview');
}

async function confirmed(who: Client, id: string): Promise<Import> {
  await who.post(`/api/imports/${id}/confirm`, {});
  return until(who, id, 'imported');
}

const rowsOf = async (who: Client, id: string, state?: string): Promise<ImportRow[]> =>
  (await who.get<{ rows: ImportRow[] }>(`/api/imports/${id}/rows?limit=500${state ? `&state=${state}` : ''}`)).body.rows;
const stored = async (): Promise<number> => (await server.db.sql('SELECT 1 FROM lead')).length;

describe('a dropped file', () => {
  it('is read, matched row by row with the reason, and stored nowhere yet', async () => {
    const one = await previewed(yibao, LIST);
    expect(one).toMatchObject({ indicator: 'medical-self-paid', period: '2026Q3', counts: { ready: 3, ask: 3, outside: 1, faulty: 1, known: 1 } });
    const rows = await rowsOf(yibao, one.id);
    const named = (name: string) => rows.find((row) => row.personName === name);
    expect(named('王建国')).toMatchObject({
      row: 4,
      state: 'ready',
      villageName: '孙王村',
      townshipName: '安峪镇',
      household: 'found',
      amount: 23480.5,
    });
    expect(named('李秀英')).toMatchObject({ state: 'ready', villageCode: SUNWANG, household: 'found' });
    expect(named('赵无户')).toMatchObject({ state: 'ready', villageCode: MOLI_VILLAGE, household: 'notFound' });
    expect(named('孙外地')).toMatchObject({ state: 'outside' });
    expect(named('周错号')?.faults.join()).toMatch(/校验|身份证/);
    expect(rows.at(-1)).toMatchObject({ state: 'known', reason: expect.stringContaining('第 4 行重复') });
    expect(JSON.stringify(rows)).not.toContain(idOf(0));
    expect(await stored()).toBe(0);
  });

  it('says beside an amount which threshold of the policy it stays under, 脱贫户 by theirs and others by theirs', async () => {
    const of = (n: number, village: string, amount: number): string => `${n},${HOUSEHOLDS[n]?.headName},${idOf(n)},,${village},${amount}`;
    const one = await previewed(county, csv(of(0, '孙王村', 19_999.99), of(1, '孙王村', 20_000), of(2, '孙王村', 4999), of(5, '磨里村', 5000)));
    const rows = await rowsOf(county, one.id);
    expect(rows.map((row) => [row.personName, row.belowThreshold])).toEqual([
      ['王建国', 20_000],
      ['李秀英', null],
      ['张引环', 5000],
      ['杨保田', null],
    ]);
  });

  it('asks where ID number and place contradict each other, with both places to choose from', async () => {
    const one = await previewed(county, LIST);
    const row = (await rowsOf(county, one.id, 'ask')).find(({ personName }) => personName === '刘文山');
    expect(row).toMatchObject({ reason: expect.stringContaining('身份证号在磨里村'), alike: 1 });
    expect(row?.candidates.map((candidate) => candidate.villageCode)).toEqual([MOLI_VILLAGE, SUNWANG]);
    const settled = await county.post<{ settled: number; import: Import }>(`/api/imports/${one.id}/settle`, {
      sheet: row?.sheet,
      row: row?.row,
      villageCode: MOLI_VILLAGE,
      alike: false,
    });
    expect(settled.body).toMatchObject({ settled: 1, import: { counts: { ready: 4, ask: 2 } } });
    const after = (await rowsOf(county, one.id, 'ready')).find(({ personName }) => personName === '刘文山');
    expect(after).toMatchObject({ villageCode: MOLI_VILLAGE, household: 'found', reason: expect.stringContaining('由赵县办确定') });
  });

  it('learns what a person settles for alike rows, with the author', async () => {
    const one = await previewed(county, LIST);
    const row = (await rowsOf(county, one.id, 'ask')).find(({ personName }) => personName === '吴不清');
    expect(row?.alike).toBe(2);
    const settled = await county.post<{ settled: number }>(`/api/imports/${one.id}/settle`, {
      sheet: row?.sheet,
      row: row?.row,
      villageCode: SUNWANG,
      alike: true,
    });
    expect(settled.body.settled).toBe(2);
    expect(await server.db.sql('SELECT 1 FROM division_alias')).toEqual([]);
    expect((await confirmed(county, one.id)).result).toEqual({ created: 5, merged: 1, rejected: 3 });
    expect(await server.db.sql('SELECT division_code, author_id FROM division_alias')).toEqual([
      { division_code: SUNWANG, author_id: PEOPLE.county.id },
    ]);

    const next = await previewed(county, csv('1,冯不清,,安峪镇,没有这个村,5000', '2,陈不清,,安峪镇,孙王村,5100'));
    expect(await rowsOf(county, next.id)).toMatchObject([{ state: 'ready', villageCode: SUNWANG, reason: expect.stringContaining('赵县办') }, {}]);
  });

  it('learns the choice for the only row that writes its place so, and does not ask again', async () => {
    const one = await previewed(county, csv('1,冯不清,,安峪镇,没有这个村,5000', `2,李秀英,${idOf(1)},安峪镇,孙王村,12000`));
    const [row] = await rowsOf(county, one.id, 'ask');
    await county.post(`/api/imports/${one.id}/settle`, { sheet: row?.sheet, row: row?.row, villageCode: SUNWANG, alike: false });
    await confirmed(county, one.id);
    const next = await previewed(county, csv('1,陈不清,,安峪镇,没有这个村,5100', '2,吴不清,,安峪镇,孙王村,5200'));
    expect((await rowsOf(county, next.id))[0]).toMatchObject({ state: 'ready', villageCode: SUNWANG });
  });

  it('does not ask where somebody lives whose lead is there already', async () => {
    const twoAlike = csv('1,何生来,14992619600715001X,安峪镇,没有这个村,5000', '2,郑不清,,安峪镇,没有这个村,5100');
    const one = await previewed(county, twoAlike);
    const row = (await rowsOf(county, one.id, 'ask')).find(({ personName }) => personName === '何生来');
    await county.post(`/api/imports/${one.id}/settle`, { sheet: row?.sheet, row: row?.row, villageCode: SUNWANG, alike: false });
    await confirmed(county, one.id);
    const again = await previewed(county, twoAlike);
    expect(again.counts).toMatchObject({ known: 1, ask: 1 });
    expect((await confirmed(county, again.id)).result).toMatchObject({ created: 0, merged: 1, rejected: 1 });
  });

  it('is understood anew when columns, indicator or period are corrected', async () => {
    const one = await previewed(county, LIST);
    const amount = one.columns.find((column) => column.role === 'amount');
    await county.send('PATCH', `/api/imports/${one.id}`, {
      columns: [{ sheet: amount?.sheet, index: amount?.index, role: 'ignore' }],
      period: '2026Q2',
    });
    const again = await until(county, one.id, 'preview');
    expect(again.period).toBe('2026Q2');
    expect(await rowsOf(county, one.id, 'ready')).toMatchObject([{ amount: null, period: '2026Q2' }, {}, {}]);
  });
});

describe('确认导入', () => {
  it('stores the ready rows once: the same file again adds nothing', async () => {
    const first = await previewed(yibao, LIST);
    expect((await confirmed(yibao, first.id)).result).toEqual({ created: 3, merged: 1, rejected: 5 });
    expect(await stored()).toBe(3);
    // A second click changes nothing.
    expect((await yibao.post<Import>(`/api/imports/${first.id}/confirm`, {})).body.result).toEqual({ created: 3, merged: 1, rejected: 5 });
    const second = await previewed(yibao, LIST);
    expect(second.counts).toMatchObject({ ready: 0, known: 4 });
    expect(second.notes.join()).toContain('已经导入过');
    expect((await confirmed(yibao, second.id)).result).toEqual({ created: 0, merged: 4, rejected: 5 });
    expect(await stored()).toBe(3);
    const list = await yibao.get<{ imports: Import[]; total: number }>('/api/imports');
    expect(list.body).toMatchObject({
      imports: expect.arrayContaining([expect.objectContaining({ id: first.id, state: 'imported', authorName: '王医保' })]),
    });
  });

  it('takes the newer amount of a lead that is not dispatched yet', async () => {
    await confirmed(county, (await previewed(county, csv(`1,王建国,${idOf(0)},安峪镇,孙王村,20000`))).id);
    await confirmed(county, (await previewed(county, csv(`1,王建国,${idOf(0)},安峪镇,孙王村,21000`))).id);
    expect((await county.get<LeadList>('/api/leads')).body.leads).toMatchObject([{ lead: { amount: 21000 } }]);
  });

  it('that breaks half way leaves nothing half imported, says so, and can be tried again', async () => {
    await server.db.sql(`CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no space left'; END $$`);
    // The leads are written before the batch: it breaks when they are all there.
    await server.db.sql('CREATE TRIGGER broken BEFORE INSERT ON import_batch FOR EACH ROW EXECUTE FUNCTION broken()');
    const one = await previewed(county, LIST);
    await county.post(`/api/imports/${one.id}/confirm`, {});
    const broken = await until(county, one.id, 'preview');
    expect(broken.failure).toContain('什么都没有存入');
    expect(await stored()).toBe(0);
    await server.db.sql('DROP TRIGGER broken ON import_batch');
    expect((await confirmed(county, one.id)).result?.created).toBe(3);
  });

  it('gives rejected rows back as Excel, before and after', async () => {
    const one = await previewed(county, LIST);
    const file = async () => {
      const response = await county.fetch('GET', `/api/imports/${one.id}/rejected.xlsx`);
      expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('退回名单-三季度名单.xlsx'));
      return Buffer.from(await response.arrayBuffer());
    };
    const before = gridOf(await file());
    await confirmed(county, one.id);
    const after = gridOf(await file());
    expect(after).toEqual(before);
    expect(after.at(-1)).toEqual(expect.arrayContaining(['郑不清', expect.stringContaining('村没有确定')]));
    expect(after.flat()).toContain('退回原因');
  });
});

describe('whose import it is', () => {
  it('a department imports for itself, and sees no other department’s', async () => {
    expect(await upload(yibao, LIST, 'x.csv', 'minzheng')).toMatchObject({ status: 403 });
    const one = await previewed(county, LIST, 'minzheng');
    expect((await yibao.get(`/api/imports/${one.id}`)).status).toBe(404);
    expect((await yibao.post(`/api/imports/${one.id}/confirm`, {})).status).toBe(404);
    expect((await (await server.client('anyu')).get('/api/imports')).status).toBe(403);
  });

  it('nothing of a discarded import is left', async () => {
    const one = await previewed(county, LIST);
    expect((await county.send('DELETE', `/api/imports/${one.id}`)).status).toBe(200);
    expect((await county.get(`/api/imports/${one.id}`)).status).toBe(404);
  });
});

/** Announces an upload of this many bytes, sends the first of them, and waits for what the server says to that. */
const announced = (bytes: number): Promise<{ status: number; body: unknown }> =>
  new Promise((resolve, reject) => {
    const asking = request(`${county.url}/api/imports`, {
      method: 'POST',
      headers: {
        cookie: county.cookie,
        'x-csrf-token': county.csrfToken,
        'content-type': 'multipart/form-data; boundary=x',
        'content-length': bytes,
      },
    });
    asking.on('error', reject);
    asking.on('response', async (response) => {
      const chunks = await response.toArray();
      asking.destroy();
      resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) });
    });
    asking.write('--x\r\n');
  });

describe('what is no list', () => {
  it('a renamed program is refused at once', async () => {
    const exe = new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0]);
    expect(await upload(county, exe, '名单.xlsx')).toMatchObject({
      status: 415,
      body: { problem: 'unsupportedFile', message: expect.stringContaining('不是表格文件') },
    });
  });

  it('a file of 200 MB is refused in words before it is sent, and to a browser that sends it all the same', async () => {
    const body = { problem: 'tooLarge', message: expect.stringContaining('20 MB') };
    expect(await announced(200_000_000)).toMatchObject({ status: 413, body });
    expect(await upload(county, new Uint8Array(200_000_000), '名单.xlsx')).toMatchObject({ status: 413, body });
    expect(await upload(county, new Uint8Array(20_000_001), '名单.xlsx')).toMatchObject({ status: 413, body });
  });

  it('a packed file that would unpack to a third of a gigabyte and lies about it says what to do', async () => {
    const bomb = packed('xl/workbook.xml', Buffer.alloc(310_000_000), 1000);
    expect(bomb.length).toBeLessThan(1_000_000);
    const { status, body } = await upload(county, new Uint8Array(bomb), '名单.xlsx');
    expect(status).toBe(201);
    await expect(until(county, body.id, 'preview')).rejects.toThrow('文件太大，请分成几个文件');
  });

  it('a broken workbook fails with what to do', async () => {
    const { body } = await upload(county, new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0]), '名单.xlsx');
    await expect(until(county, body.id, 'preview')).rejects.toThrow('另存为');
  });
});
