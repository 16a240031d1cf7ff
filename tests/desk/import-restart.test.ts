// An import and a server that dies under it: what was shown is read anew, what was being stored is wholly in the ledger or not at all, and nothing stays on disk.
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ImportFolder } from '../../src/server/files/import-folder.ts';
import { ImportDesk } from '../../src/server/jobs/import-desk.ts';
import type { ImportRecord } from '../../src/server/jobs/import-record.ts';
import type { Officer } from '../../src/server/ledger/desk-scope.ts';
import type { Import } from '../../src/wire/desk.ts';
import { asker, HOUSEHOLDS, PEOPLE, SUNWANG, smallCounty } from '../support/county.ts';
import { type FreshDatabase, freshDatabase, quiet } from '../support/database.ts';
import { Clock, DAY } from '../support/server.ts';

const LIST = [
  '姓名,身份证号码,乡镇,村,自付金额（元）',
  `王建国,${HOUSEHOLDS[0]?.members[0]?.idNumber},安峪镇,孙王村,23480.5`,
  `李秀英,${HOUSEHOLDS[1]?.members[0]?.idNumber},安峪镇,孙王村,12000`,
  '吴不清,,安峪镇,没有这个村,5000',
  '孙外地,,闻喜县桐城镇,东街,7000',
].join('\r\n');

let db: FreshDatabase;
let clock: Clock;
const places: string[] = [];
beforeAll(async () => {
  db = await freshDatabase();
  await smallCounty(db.ledger);
});
beforeEach(async () => {
  clock = new Clock();
  await db.sql('TRUNCATE lead, task, import_batch, division_alias CASCADE');
});
afterAll(async () => {
  await db.drop();
  for (const place of places) rmSync(place, { recursive: true, force: true });
});

const officer = (): Officer => ({ ...asker('county'), accountId: PEOPLE.county.id, name: PEOPLE.county.name, now: clock.now() });

/** The desk of a server that has just started on what lies in this place. */
async function startedOn(place: string): Promise<{ desk: ImportDesk; folder: ImportFolder }> {
  const folder = await ImportFolder.open(place);
  return { folder, desk: await ImportDesk.open({ folder, ledger: db.ledger, clock: clock.now, log: quiet, around: () => [] }) };
}

function newPlace(): string {
  const place = mkdtempSync(join(tmpdir(), 'ruhu-imports-'));
  places.push(place);
  return place;
}

/** The disk as a server leaves it that loses its power now. */
function asItLies(place: string): string {
  const copy = newPlace();
  cpSync(place, copy, { recursive: true });
  return copy;
}

async function previewed(place: string): Promise<{ desk: ImportDesk; folder: ImportFolder; id: string }> {
  const started = await startedOn(place);
  const { id } = await started.desk.begin(officer(), 'yibao', '三季度名单.csv', Buffer.from(LIST));
  await started.desk.settled();
  await started.desk.correct(officer(), id, { indicator: 'medical-self-paid', period: '2026Q3' });
  await started.desk.settled();
  return { ...started, id };
}

async function readAnew(desk: ImportDesk, id: string): Promise<Import> {
  expect((await desk.find(officer(), id)).state).toBe('reading');
  await desk.settled();
  return desk.find(officer(), id);
}

const stored = async (): Promise<number> => (await db.sql('SELECT 1 FROM lead')).length;

describe('a server that starts again', () => {
  it('reads a preview anew when somebody comes back to it, with everything that was corrected and settled', async () => {
    const place = newPlace();
    const { desk, id } = await previewed(place);
    const [row] = desk.rows(officer(), id, 'ask', 10, 0).rows;
    await desk.settle(officer(), id, { sheet: row?.sheet ?? '', row: row?.row ?? 0, villageCode: SUNWANG, alike: false });
    const before = await desk.find(officer(), id);
    expect(before).toMatchObject({ state: 'preview', period: '2026Q3', counts: { ready: 3, ask: 0, outside: 1 } });
    const rows = desk.rows(officer(), id, undefined, 100, 0);

    const { desk: again } = await startedOn(asItLies(place));
    expect(await readAnew(again, id)).toEqual(before);
    expect(again.rows(officer(), id, undefined, 100, 0)).toEqual(rows);
  });

  it('goes on with a file that was still being read', async () => {
    const place = newPlace();
    const { desk } = await startedOn(place);
    const { id } = await desk.begin(officer(), 'yibao', '三季度名单.csv', Buffer.from(LIST));
    const left = asItLies(place);
    await desk.settled();
    const { desk: again } = await startedOn(left);
    expect(await readAnew(again, id)).toMatchObject({ state: 'preview', counts: { ready: 2, ask: 1, outside: 1 } });
  });

  it('has nothing of an import that died while it was stored, says so, and stores it when asked again', async () => {
    await db.sql(`CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END $$`);
    // The leads are written before the batch: here they are all there, and not committed.
    await db.sql('CREATE TRIGGER slow BEFORE INSERT ON import_batch FOR EACH ROW EXECUTE FUNCTION slow()');
    const place = newPlace();
    const { desk, id } = await previewed(place);
    await desk.confirm(officer(), id);
    const asleep = async () =>
      (await db.sql<{ pid: number }>(`SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`))[0]?.pid;
    await expect.poll(asleep).toBeDefined();
    const left = asItLies(place);
    await db.sql('SELECT pg_terminate_backend($1)', [await asleep()]);
    await desk.settled();
    await db.sql('DROP TRIGGER slow ON import_batch');
    expect(await stored()).toBe(0);

    const { desk: again } = await startedOn(left);
    expect((await again.list(officer(), 10, 0)).imports).toMatchObject([
      { id, state: 'preview', failure: expect.stringContaining('什么都没有存入') },
    ]);
    await readAnew(again, id);
    await again.confirm(officer(), id);
    await again.settled();
    expect(await again.find(officer(), id)).toMatchObject({ state: 'imported', failure: '', result: { created: 2, merged: 0, rejected: 2 } });
    expect(await stored()).toBe(2);
  });

  it('knows an import that died after it was stored, and gives its rejected rows back', async () => {
    const place = newPlace();
    const { desk, folder, id } = await previewed(place);
    await desk.confirm(officer(), id);
    // The server dies between the ledger's commit and the note of it on disk: the note still says what it said before.
    const before = await folder.recall<ImportRecord>(id, 'import.json');
    expect(before?.import.state).toBe('confirming');
    await desk.settled();
    await folder.keep(id, 'import.json', before);

    const { desk: again } = await startedOn(place);
    expect(await again.find(officer(), id)).toMatchObject({ state: 'imported', result: { created: 2, merged: 0, rejected: 2 } });
    await again.confirm(officer(), id);
    await again.settled();
    expect(await stored()).toBe(2);
    expect((await again.rejected(officer(), id)).bytes.length).toBeGreaterThan(1000);
  });
});

describe('what waits on disk', () => {
  it('is gone a day later: the upload with its ID numbers and everything understood of it, confirmed or not', async () => {
    const place = newPlace();
    const { desk, id } = await previewed(place);
    const confirmed = await desk.begin(officer(), 'yibao', '三季度名单.csv', Buffer.from(LIST));
    await desk.settled();
    await desk.correct(officer(), confirmed.id, { indicator: 'medical-self-paid' });
    await desk.settled();
    await desk.confirm(officer(), confirmed.id);
    await desk.settled();
    expect(readdirSync(join(place, confirmed.id)).sort()).toEqual(['import.json', 'rejected.json']);
    clock.forward(DAY);
    await desk.clearOld();
    expect(readdirSync(place).sort()).toEqual([id, confirmed.id].sort());
    clock.forward(1);
    await desk.clearOld();
    expect(readdirSync(place)).toEqual([]);
    await expect(desk.find(officer(), id)).rejects.toThrow();
    expect(await desk.find(officer(), confirmed.id)).toMatchObject({ state: 'imported', result: { created: 2 } });
  });

  it('is also gone when the day ran out while the server stood still', async () => {
    const place = newPlace();
    await previewed(place);
    clock.forward(DAY + 1);
    await startedOn(place);
    expect(readdirSync(place)).toEqual([]);
  });
});
