// 政策与表单: a county's own Excel forms are read, told what is wrong with them by row and column, published, exported, retired; nobody else may.
import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as z from 'zod/mini';
import { OFFICIAL_SURVEY } from '../../src/domain/official/survey.ts';
import type { Definition } from '../../src/domain/survey/definition.ts';
import type { FormProblem } from '../../src/domain/survey/xlsform/grid.ts';
import type { Workbook } from '../../src/domain/survey/xlsform/import.ts';
import type { FormDetail, FormHits, FormReading, Forms } from '../../src/wire/desk-forms.ts';
import type { Problem } from '../../src/wire/problem.ts';
import { sayFormProblem } from '../../src/words/desk/say-form-problem.ts';
import { COUNTY } from '../support/county.ts';
import { packed } from '../support/packed.ts';
import { type Client, startServer, type TestServer } from '../support/server.ts';
import { cascade, census, followUp, income, inspection } from '../survey/forms.ts';
import { form } from '../sync/support/form.ts';

let server: TestServer;
let county: Client;
beforeAll(async () => {
  server = await startServer();
  county = await server.client('county');
});
afterAll(() => server.close());

/** A real .xlsx with these sheets. */
function xlsx(workbook: Workbook): Uint8Array {
  const book = utils.book_new();
  for (const [name, grid] of Object.entries(workbook)) utils.book_append_sheet(book, utils.aoa_to_sheet(grid.map((row) => [...row])), name);
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer);
}

function upload<Body = FormReading>(bytes: Uint8Array | string, name: string, who = county) {
  const body = new FormData();
  body.append('file', new Blob([bytes as BlobPart]), name);
  return who.send<Body>('POST', '/api/forms/read', body);
}

const publish = (definition: Definition | null, use: 'check' | 'supplement' = 'supplement', sourceName = 'a.xlsx') =>
  county.post<Forms>('/api/forms', { definition, use, sourceName });
const inUse = async () => (await county.get<Forms>('/api/forms')).body.forms.filter((one) => one.use !== null);
const sentences = (reading: FormReading): string[] => reading.problems.map((problem) => sayFormProblem(problem as FormProblem, 'zh'));

describe('a county', () => {
  test('begins with the official survey in use', async () => {
    const { body } = await county.get<Forms>('/api/forms');
    expect(body.forms).toMatchObject([{ formId: OFFICIAL_SURVEY.id, use: 'check', authorName: '', sourceName: '' }]);
    expect(body.official).toMatchObject({ state: 'inUse', version: OFFICIAL_SURVEY.version });
    const { body: whole } = await county.get<FormDetail>(`/api/forms/${body.official.hash}`);
    expect(whole.definition).toEqual(OFFICIAL_SURVEY);
  });

  test('is given it once more when it is found without one', async () => {
    const { equipCounties } = await import('../../src/server/ledger/official-form.ts');
    await server.db.sql('DELETE FROM form_use');
    expect(await inUse()).toEqual([]);
    await equipCounties(server.db.ledger, server.clock.now());
    await equipCounties(server.db.ledger, server.clock.now());
    expect(await inUse()).toMatchObject([{ formId: OFFICIAL_SURVEY.id, use: 'check' }]);
  });
});

describe('an Excel form', () => {
  const five = { census, cascade, income, inspection, followUp };
  test.each(Object.entries(five))('%s goes from the file to the phones', async (name, workbook) => {
    const { status, body } = await upload(xlsx(workbook), `${name}.xlsx`);
    expect(status).toBe(200);
    expect(body.problems.filter((problem) => problem.severity === 'error')).toEqual([]);
    expect(body).toMatchObject({ fileName: `${name}.xlsx`, published: 'new' });
    const { status: published, body: forms } = await publish(body.definition, 'supplement', body.fileName);
    expect(published).toBe(200);
    const line = forms.forms.find((one) => one.formId === body.definition?.id);
    expect(line).toMatchObject({ use: 'supplement', authorName: '赵县办', sourceName: `${name}.xlsx` });
    // What is read again from the exported file is the same form.
    const exported = await county.fetch('GET', `/api/forms/${line?.hash}/form.xlsx`);
    const again = await upload(new Uint8Array(await exported.arrayBuffer()), 'again.xlsx');
    expect(again.body.definition).toEqual(body.definition);
    expect(again.body.published).toBe('same');
  });

  test('with things that are not supported names them by sheet, row and column, and goes without them', async () => {
    const { body } = await upload(xlsx(inspection), '检查.xlsx');
    const said = sentences(body);
    expect(said.find((sentence) => sentence.includes('sign.png'))).toMatch(/^survey 表第 3 行 media::image::English 列：/);
    expect(said.find((sentence) => sentence.includes('Notes'))).toContain('没有使用');
    expect(body.problems.every((problem) => problem.severity === 'notice')).toBe(true);
    expect(body.definition).not.toBeNull();
  });

  test('that is broken is refused with every row, and nothing of it is kept', async () => {
    const before = (await county.get<Forms>('/api/forms')).body.forms.length;
    const survey = [
      ['type', 'name', 'label', 'relevant'],
      ['txt', 'a', '姓名'],
      ['text', 'b', '住址', '${nobody} = 1'],
      [],
      ['select_one town', 'c', '乡镇'],
    ];
    const { status, body } = await upload(xlsx({ survey, settings: [['form_id'], ['broken']] }), '坏表.xlsx');
    expect(status).toBe(200);
    expect(body.definition).toBeNull();
    expect(sentences(body)).toEqual([
      'survey 表第 2 行 type 列：不认识题目类型“txt”，请检查拼写',
      'survey 表第 3 行 relevant 列：表中没有名为“nobody”的题目，请检查拼写',
      'survey 表第 5 行 type 列：选项表（choices）里没有名为“town”的选项组，请补上',
    ]);
    expect((await publish(body.definition)).status).toBe(400);
    expect((await county.get<Forms>('/api/forms')).body.forms).toHaveLength(before);
  });

  test('that is to be the survey of every check says what can then not be checked', async () => {
    const { body } = await upload(xlsx(census), '普查.xlsx');
    const groups = Object.fromEntries(body.missing.map(({ group, questions }) => [group, questions.map((question) => question.name)]));
    expect(groups.guarantees).toEqual(['housingProblem', 'schoolingProblem', 'waterProblem', 'insuranceProblem']);
    expect(groups.identity).toContain('idNumber');
    expect(body.missing.flatMap(({ questions }) => questions).every(({ label }) => Object.values(label).some((text) => text !== ''))).toBe(true);
    const exported = await county.fetch('GET', `/api/forms/${(await county.get<Forms>('/api/forms')).body.official.hash}/form.xlsx`);
    const official = await upload(new Uint8Array(await exported.arrayBuffer()), '官方.xlsx');
    expect(official.body.missing).toEqual([]);
    expect(official.body.definition).toEqual(OFFICIAL_SURVEY);
  });

  test('whose version was published with other content has to get a new one', async () => {
    await publish(form('1'));
    const changed = { ...form('1'), title: '改过的题目' };
    const { status, body } = await county.post<z.infer<typeof Problem>>('/api/forms', { definition: changed, use: 'supplement', sourceName: '' });
    expect(status).toBe(409);
    expect(body.message).toContain('版本 1 已经发布过，内容不同');
    const grid: Workbook = {
      survey: [
        ['type', 'name', 'label'],
        ['text', 'x', '别的'],
      ],
      settings: [
        ['form_id', 'version'],
        ['water', '1'],
      ],
    };
    expect((await upload(xlsx(grid), 'x.xlsx')).body.published).toBe('taken');
  });
});

describe('a file that is no form', () => {
  test.each<[string, Uint8Array, number, string]>([
    ['a renamed program', new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0]), 415, '这不是表格文件'],
    ['an empty file', new Uint8Array(), 400, '文件是空的'],
    ['a broken workbook', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0]), 400, '另存为'],
    ['a bomb', new Uint8Array(packed('xl/workbook.xml', Buffer.alloc(60_000_000), 1000)), 400, '文件太大'],
    ['too large a file', new Uint8Array(5_000_001), 413, '超过 5 MB'],
  ])('%s is refused with what to do', async (_, bytes, status, message) => {
    const reply = await upload<z.infer<typeof Problem>>(bytes, '表单.xlsx');
    expect(reply.status).toBe(status);
    expect(reply.body.message).toContain(message);
  });

  test('a list of people is told that it is no form', async () => {
    const { body } = await upload('姓名,金额\n王银环,5000\n', '名单.csv');
    expect(sentences(body)).toContain('survey 表：没有找到 survey 工作表，请确认这是 XLSForm 表格');
  });
});

describe('what is in use', () => {
  test('a supplement is retired, the check form only replaced; back to the official one at any time', async () => {
    for (const one of await inUse()) if (one.use === 'supplement') expect((await county.post(`/api/forms/${one.hash}/retire`, {})).status).toBe(200);
    const official = (await inUse())[0];
    expect(official?.formId).toBe(OFFICIAL_SURVEY.id);
    const refused = await county.post<z.infer<typeof Problem>>(`/api/forms/${official?.hash}/retire`, {});
    expect(refused).toMatchObject({ status: 409, body: { message: '排查表不能停用，只能换成另一张' } });

    server.clock.forward(1000);
    const own = await publish(form('own', { id: 'own' }), 'check');
    expect(own.body.official.state).toBe('published');
    expect((await inUse()).map((one) => one.formId)).toEqual(['own']);
    server.clock.forward(1000);
    const back = await county.post<Forms>('/api/forms/official', {});
    expect(back.body.official.state).toBe('inUse');
    const mine = back.body.forms.find((one) => one.formId === 'own');
    expect(mine).toMatchObject({ use: null, usedFrom: expect.any(String), usedUntil: expect.any(String) });
    const again = await county.post<Forms>(`/api/forms/${mine?.hash}/use`, { use: 'supplement' });
    expect(again.body.forms.find((one) => one.formId === 'own')?.use).toBe('supplement');
    const notes = await server.db.sql('SELECT action, account_id FROM audit WHERE entity_id = $1 ORDER BY id', [mine?.hash]);
    expect(notes.map((note) => note.action)).toEqual(['form.publish', 'form.use', 'form.use']);
    expect(notes.every((note) => note.account_id !== null)).toBe(true);
  });

  test('at most ten supplements stand beside the check', async () => {
    for (let n = (await inUse()).length; n <= 10; n++) expect((await publish(form('1', { id: `extra-${n}` }))).status).toBe(200);
    const reply = await publish(form('1', { id: 'one-too-many' }));
    expect(reply.status).toBe(409);
    expect(reply.body).toMatchObject({ message: '补充表最多同时用 10 张，请先停用一张' });
    expect((await server.db.sql('SELECT 1 FROM survey_form WHERE county = $1 AND form_id = $2', [COUNTY, 'one-too-many'])).length).toBe(0);
  });

  test('a definition that would not load is not published, wherever it comes from', async () => {
    const circle = form('bad', {
      id: 'bad',
      items: [
        { kind: 'question', type: 'calculate', name: 'a', calculation: '${b}' },
        { kind: 'question', type: 'calculate', name: 'b', calculation: '${a}' },
      ],
    });
    expect((await publish(circle)).status).toBe(400);
  });

  test('hits are counted by version', async () => {
    expect((await county.get<z.infer<typeof FormHits>>('/api/forms/hits')).body.hits).toEqual([]);
  });
});

test('only the county office keeps forms', async () => {
  const admin = await server.client('admin');
  expect((await admin.get('/api/forms')).status).toBe(200);
  for (const who of ['anyu', 'yibao', 'sunwang'] as const) {
    const client = await server.client(who);
    expect((await client.get('/api/forms')).status).toBe(403);
    expect((await client.post('/api/forms/official', {})).status).toBe(403);
    expect((await upload(xlsx(census), 'a.xlsx', client)).status).toBe(403);
  }
});
