// 线索导入 from the dropped file to the confirmed batch: reads in the background, holds the preview, and stores nothing in the ledger before 确认导入.
import { randomUUID } from 'node:crypto';
import type { DepartmentCode } from '../../domain/department.ts';
import type { Division } from '../../domain/division.ts';
import type { RosterCorrection } from '../../domain/roster/roster.ts';
import type { Import, ImportRow, RowState } from '../../wire/desk.ts';
import type { ImportFolder } from '../files/import-folder.ts';
import { systemOf } from '../ledger/asker.ts';
import { type Batch, batchById, countBatches, listBatches } from '../ledger/batches.ts';
import { confirmedImport, confirmImport } from '../ledger/confirm-import.ts';
import type { Officer } from '../ledger/desk-scope.ts';
import { sameFileBefore } from '../ledger/import-lookups.ts';
import type { Ledger, Log } from '../ledger/open-ledger.ts';
import { Refusal } from '../ledger/refusal.ts';
import { forgetReading } from '../sheets/read-roster.ts';
import { writeRejected } from '../sheets/write-sheet.ts';
import { importOrder } from './import-order.ts';
import { countRows, type ImportRecord, newImport, notesOn, type RejectedRows, rejectedRows } from './import-record.ts';
import { type PreviewRow, viewOf } from './preview-row.ts';
import { type ReadImport, readImport } from './read-import.ts';
import { markRepeated } from './understand-rows.ts';

/** An import waits this long for its confirmation; after that everything of it is removed. */
export const KEPT_FOR = 24 * 3_600_000;
/** Rows of all previews together that are held in memory; the preview looked at longest ago goes first and is read again when somebody comes back. */
const ROWS_IN_MEMORY = 150_000;

interface InMemory {
  read: ReadImport;
  rows: PreviewRow[];
}

export interface ImportDeskOptions {
  folder: ImportFolder;
  ledger: Ledger;
  clock: () => Date;
  log: Log;
  /** The province's divisions. */
  around: () => readonly Division[];
}

export class ImportDesk {
  readonly #options: ImportDeskOptions;
  readonly #records = new Map<string, ImportRecord>();
  /** In the order of their last use. */
  readonly #previews = new Map<string, InMemory>();
  readonly #work = new Map<string, Promise<void>>();

  private constructor(options: ImportDeskOptions) {
    this.#options = options;
  }

  /** Opens the desk with what an earlier run of the server left: what was being read is read again, what was being confirmed is either in the ledger or was not stored at all. */
  static async open(options: ImportDeskOptions): Promise<ImportDesk> {
    const desk = new ImportDesk(options);
    for (const id of await options.folder.ids()) {
      const record = await options.folder.recall<ImportRecord>(id, 'import.json');
      if (!record) {
        await options.folder.remove(id);
        continue;
      }
      desk.#records.set(id, record);
      if (record.import.state === 'confirming') await desk.#findOut(record);
    }
    await desk.clearOld();
    return desk;
  }

  /** Ends when no background work is left. */
  async settled(): Promise<void> {
    while (this.#work.size > 0) await Promise.all(this.#work.values());
  }

  async begin(officer: Officer, department: DepartmentCode, fileName: string, bytes: Buffer): Promise<Import> {
    const { id, hash } = await this.#options.folder.keepUpload(bytes);
    const record: ImportRecord = {
      import: newImport(id, fileName, department, officer.name, officer.now),
      county: officer.county,
      authorId: officer.accountId,
      fileHash: hash,
      correction: {},
      settled: [],
    };
    this.#records.set(id, record);
    await this.#keep(record);
    this.#start(record, () => this.#read(record));
    return record.import;
  }

  async list(officer: Officer, limit: number, offset: number): Promise<{ imports: Import[]; total: number }> {
    const open = [...this.#records.values()]
      .filter((record) => mayWork(officer, record) && record.import.state !== 'imported' && record.import.state !== 'discarded')
      .map((record) => record.import)
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
    const stored = await this.#options.ledger.within(officer, async (tx) => ({
      batches: await listBatches(tx, officer, limit, Math.max(0, offset - open.length)),
      total: await countBatches(tx, officer),
    }));
    const imports = [...open.slice(offset, offset + limit), ...stored.batches.map(importOfBatch)].slice(0, limit);
    return { imports, total: open.length + stored.total };
  }

  /** One import, also one that is in the ledger already. Wakes a preview that is not in memory: it says `reading` until it is there. */
  async find(officer: Officer, id: string): Promise<Import> {
    const record = this.#records.get(id);
    if (record && mayWork(officer, record)) {
      this.#wake(record);
      return record.import;
    }
    const batch = await this.#options.ledger.within(officer, (tx) => batchById(tx, officer, id));
    if (!batch) throw new Refusal('notFound', { message: '没有找到这次导入，可能已超过一天没有确认，请重新导入文件' });
    return importOfBatch(batch);
  }

  rows(officer: Officer, id: string, state: RowState | undefined, limit: number, offset: number): { rows: ImportRow[]; total: number } {
    const record = this.#mine(officer, id);
    this.#wake(record);
    const all = this.#previews.get(id)?.rows ?? [];
    const rows = state ? all.filter((row) => row.state === state) : all;
    return { rows: rows.slice(offset, offset + limit).map(viewOf), total: rows.length };
  }

  /** Takes a correction on top of the earlier ones and makes the preview anew. What was settled stays settled. */
  async correct(officer: Officer, id: string, correction: RosterCorrection): Promise<Import> {
    const record = this.#open(officer, id);
    const columns = new Map((record.correction.columns ?? []).map((column) => [`${column.sheet}|${column.index}`, column]));
    for (const column of correction.columns ?? []) columns.set(`${column.sheet}|${column.index}`, column);
    const sheets = new Map((record.correction.sheets ?? []).map((sheet) => [sheet.name, sheet]));
    for (const sheet of correction.sheets ?? []) sheets.set(sheet.name, sheet);
    record.correction = {
      ...record.correction,
      ...(correction.indicator === undefined ? {} : { indicator: correction.indicator }),
      ...(correction.period === undefined ? {} : { period: correction.period }),
      ...(columns.size > 0 ? { columns: [...columns.values()] } : {}),
      ...(sheets.size > 0 ? { sheets: [...sheets.values()] } : {}),
    };
    record.import = { ...record.import, state: 'reading', done: 0 };
    await this.#keep(record);
    this.#start(record, () => this.#read(record));
    return record.import;
  }

  /** A person's choice for a row (null: leave it out) and, with `alike`, for every row that writes its place in the same way. */
  async settle(
    officer: Officer,
    id: string,
    choice: { sheet: string; row: number; villageCode: string | null; alike: boolean },
  ): Promise<{ settled: number; import: Import }> {
    const record = this.#open(officer, id);
    const preview = this.#previews.get(id);
    const row = preview?.rows.find((one) => one.source.sheet === choice.sheet && one.source.row === choice.row);
    if (!preview || !row) throw new Refusal('notFound', { message: '没有找到这一行，请刷新后再试' });
    const { placeText } = row.source.person;
    record.settled.push({ ...choice, placeText, authorName: officer.name });
    const affected = preview.rows.filter(
      (one) => one === row || (choice.alike && one.source.person.placeText === placeText && one.source.match.outcome !== 'matched'),
    );
    const again = await preview.read.understand(
      affected.map((one) => one.source),
      record.settled,
    );
    const byRow = new Map(again.map((one) => [`${one.source.sheet}|${one.source.row}`, one]));
    preview.rows = markRepeated(preview.rows.map((one) => byRow.get(`${one.source.sheet}|${one.source.row}`) ?? one));
    record.import = { ...record.import, counts: countRows(preview.rows) };
    await this.#keep(record);
    return { settled: affected.length, import: record.import };
  }

  /** 确认导入. Runs in the background; asked again for one that is on its way or done, it changes nothing. */
  async confirm(officer: Officer, id: string): Promise<Import> {
    const record = this.#mine(officer, id);
    if (record.import.state === 'confirming' || record.import.state === 'imported') return record.import;
    this.#open(officer, id);
    const preview = this.#previews.get(id);
    if (!preview) throw new Refusal('conflict', { message: '预览正在重新生成，请稍等再确认' });
    const order = importOrder(record, preview.rows, randomUUID);
    if (order.leads.some((lead) => lead.indicator === '')) {
      throw new Refusal('invalidInput', { message: '请先选择这批线索的指标', fields: [{ path: 'indicator', message: '请先选择这批线索的指标' }] });
    }
    if (order.leads.length === 0 && order.repeated === 0)
      throw new Refusal('invalidInput', { message: '没有可以导入的行：请先确定待定的行，或更正列的含义' });
    record.import = { ...record.import, state: 'confirming', done: 0, total: order.leads.length, failure: '' };
    await this.#keep(record);
    this.#start(record, async () => {
      const result = await this.#options.ledger.within(officer, (tx) =>
        confirmImport(tx, officer, order, (done) => {
          record.import = { ...record.import, done };
        }),
      );
      await this.#options.folder.keep(id, 'rejected.json', rejectedRows(preview.rows, preview.read.preview));
      await this.#done(record, result);
    });
    return record.import;
  }

  /** The rows that are not, or were not, imported, as an Excel file. */
  async rejected(officer: Officer, id: string): Promise<{ fileName: string; bytes: Buffer }> {
    const record = this.#mine(officer, id);
    const preview = this.#previews.get(id);
    const rejected = preview
      ? rejectedRows(preview.rows, preview.read.preview)
      : await this.#options.folder.recall<RejectedRows>(id, 'rejected.json');
    if (!rejected) throw new Refusal('conflict', { message: '预览正在重新生成，请稍等再下载' });
    if (rejected.rows.length === 0) throw new Refusal('notFound', { message: '没有被退回的行' });
    return { fileName: record.import.fileName.replace(/\.\w+$/, ''), bytes: await writeRejected(rejected, rejected.rows) };
  }

  async discard(officer: Officer, id: string): Promise<Import> {
    const record = this.#mine(officer, id);
    if (record.import.state === 'confirming') throw new Refusal('conflict', { message: '正在导入，不能放弃' });
    if (record.import.state === 'imported') throw new Refusal('conflict', { message: '已经导入，不能放弃' });
    record.import = { ...record.import, state: 'discarded' };
    await this.#forget(id);
    return record.import;
  }

  /** Removes what waited longer than a day; run by the clock. */
  async clearOld(): Promise<void> {
    const before = new Date(this.#options.clock().getTime() - KEPT_FOR).toISOString();
    for (const [id, record] of this.#records) {
      if (record.import.createdAt < before && record.import.state !== 'confirming') await this.#forget(id);
    }
  }

  async #read(record: ImportRecord): Promise<void> {
    const { id, fileName, department } = record.import;
    const { ledger, folder, clock } = this.#options;
    const read = await readImport(
      ledger,
      { path: folder.uploadPath(id), name: fileName },
      { county: record.county, department, around: this.#options.around(), correction: record.correction, now: clock() },
      (_stage, done, total) => {
        record.import = { ...record.import, done, total };
      },
    );
    if (!('preview' in read)) {
      record.import = { ...record.import, state: 'failed', failure: read.message };
      await this.#keep(record);
      return;
    }
    const { preview } = read;
    const rows = markRepeated(await read.understand(preview.rows, record.settled));
    const sameFile = await ledger.within(systemOf(record.county), (tx) => sameFileBefore(tx, record.county, department, record.fileHash));
    this.#hold(id, { read, rows });
    record.import = {
      ...record.import,
      state: 'preview',
      indicator: preview.indicator,
      period: preview.period,
      done: rows.length,
      total: rows.length,
      notes: notesOn(preview, sameFile),
      sheets: preview.sheets.map(({ name, rows: count, headerRow, used }) => ({ name, rows: count, headerRow, used })),
      columns: preview.columns,
      counts: countRows(rows),
    };
    await this.#keep(record);
  }

  /** Background work on an import; whatever breaks in it leaves the import in a state that a person understands and can go on from. */
  #start(record: ImportRecord, work: () => Promise<void>): void {
    const { id } = record.import;
    const running = work()
      .catch(async (error: unknown) => {
        // Discarded while it was being read: there is nothing left to report on.
        if (this.#records.get(id) !== record) return;
        const reading = record.import.state === 'reading';
        const failure = reading ? '读文件时服务器出错了，请重新导入这个文件' : '导入没有完成，什么都没有存入；请再点一次“确认导入”';
        this.#options.log.error({ import: id, kind: (error as Error).name, at: (error as Error).stack?.split('\n')[1] }, 'import broke');
        record.import = { ...record.import, state: reading ? 'failed' : 'preview', failure };
        await this.#keep(record);
      })
      .catch((error: unknown) => this.#options.log.error({ import: id, kind: (error as Error).name }, 'the state of an import could not be kept'))
      .finally(() => this.#work.delete(id));
    this.#work.set(id, running);
  }

  /** After a restart in mid-confirmation: the ledger knows whether it happened. */
  async #findOut(record: ImportRecord): Promise<void> {
    const result = await this.#options.ledger.within(systemOf(record.county), (tx) => confirmedImport(tx, record.county, record.import.id));
    if (result) return this.#done(record, result);
    record.import = { ...record.import, state: 'preview', failure: '确认时服务器重启了，什么都没有存入；请再点一次“确认导入”' };
    await this.#keep(record);
  }

  async #done(record: ImportRecord, result: Import['result']): Promise<void> {
    const { id } = record.import;
    record.import = { ...record.import, state: 'imported', result, failure: '', done: record.import.total };
    await this.#keep(record);
    this.#previews.delete(id);
    await forgetReading({ path: this.#options.folder.uploadPath(id) });
    await this.#options.folder.forget(id, 'upload');
  }

  #wake(record: ImportRecord): void {
    const { id, state } = record.import;
    if ((state !== 'preview' && state !== 'reading') || this.#previews.has(id) || this.#work.has(id)) return;
    record.import = { ...record.import, state: 'reading', done: 0 };
    this.#start(record, () => this.#read(record));
  }

  #hold(id: string, preview: InMemory): void {
    this.#previews.delete(id);
    this.#previews.set(id, preview);
    let rows = [...this.#previews.values()].reduce((sum, one) => sum + one.rows.length, 0);
    for (const [other, one] of this.#previews) {
      if (rows <= ROWS_IN_MEMORY || other === id) break;
      if (this.#records.get(other)?.import.state === 'confirming') continue;
      this.#previews.delete(other);
      rows -= one.rows.length;
    }
  }

  #mine(officer: Officer, id: string): ImportRecord {
    const record = this.#records.get(id);
    if (!record || !mayWork(officer, record)) throw new Refusal('notFound', { message: '没有找到这次导入，可能已超过一天没有确认，请重新导入文件' });
    return record;
  }

  /** One that may still be changed. */
  #open(officer: Officer, id: string): ImportRecord {
    const record = this.#mine(officer, id);
    this.#wake(record);
    if (record.import.state !== 'preview') throw new Refusal('conflict', { message: NOT_NOW[record.import.state] });
    return record;
  }

  #keep(record: ImportRecord): Promise<void> {
    return this.#options.folder.keep(record.import.id, 'import.json', record);
  }

  async #forget(id: string): Promise<void> {
    this.#records.delete(id);
    this.#previews.delete(id);
    await this.#options.folder.remove(id);
  }
}

const NOT_NOW: Record<Import['state'], string> = {
  reading: '正在读文件，请稍等',
  preview: '',
  confirming: '正在导入，请稍等',
  imported: '已经导入过了',
  failed: '这个文件没有读成功，请重新导入',
  discarded: '已经放弃，请重新导入文件',
};

/** The county office works on every import of its county, a department on its own. */
const mayWork = (officer: Officer, record: ImportRecord): boolean =>
  record.county === officer.county &&
  (officer.role === 'auditor' || (officer.role === 'department' && record.import.department === officer.department));

function importOfBatch(batch: Batch): Import {
  return {
    ...newImport(batch.id, batch.fileName, batch.department, batch.authorName, batch.createdAt),
    state: 'imported',
    indicator: batch.indicator,
    period: batch.period,
    done: batch.created + batch.merged,
    total: batch.created + batch.merged,
    result: { created: batch.created, merged: batch.merged, rejected: batch.rejected },
  };
}
