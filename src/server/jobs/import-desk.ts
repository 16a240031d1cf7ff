// 线索导入 from the dropped file to the confirmed batch, as the office asks for it: nothing is stored in the ledger before 确认导入.
import type { DepartmentCode } from '../../domain/department.ts';
import type { RosterCorrection } from '../../domain/roster/roster.ts';
import type { Import, ImportRow, RowState } from '../../wire/desk.ts';
import type { ImportFolder } from '../files/import-folder.ts';
import { batchById, countBatches, listBatches } from '../ledger/batches.ts';
import type { Officer } from '../ledger/desk-scope.ts';
import { Refusal } from '../ledger/refusal.ts';
import { writeRejected } from '../sheets/write-sheet.ts';
import { addCorrection, countRows, type ImportRecord, importOfBatch, newImport, type RejectedRows, rejectedRows } from './import-record.ts';
import { ImportShelf, NO_SUCH_IMPORT } from './import-shelf.ts';
import { ImportWork, type ImportWorkOptions } from './import-work.ts';
import { viewOf } from './preview-row.ts';
import { markRepeated } from './understand-rows.ts';

export interface ImportDeskOptions extends ImportWorkOptions {
  folder: ImportFolder;
}

export class ImportDesk {
  readonly #options: ImportDeskOptions;
  readonly #shelf: ImportShelf;
  readonly #work: ImportWork;

  private constructor(options: ImportDeskOptions, shelf: ImportShelf) {
    this.#options = options;
    this.#shelf = shelf;
    this.#work = new ImportWork(shelf, options);
  }

  /** Opens the desk with what an earlier run of the server left: what was being read is read again, what was being confirmed is either in the ledger or was not stored at all. */
  static async open(options: ImportDeskOptions): Promise<ImportDesk> {
    const desk = new ImportDesk(options, await ImportShelf.open(options.folder, options.ledger));
    await desk.clearOld();
    return desk;
  }

  /** Ends when no background work is left. */
  settled(): Promise<void> {
    return this.#work.settled();
  }

  /** Removes what waited longer than a day; run by the clock. */
  clearOld(): Promise<void> {
    return this.#shelf.clearOld(this.#options.clock());
  }

  async begin(officer: Officer, department: DepartmentCode, fileName: string, bytes: Buffer): Promise<Import> {
    const { id, hash } = await this.#shelf.folder.keepUpload(bytes);
    const record: ImportRecord = {
      import: newImport(id, fileName, department, officer.name, officer.now),
      county: officer.county,
      authorId: officer.accountId,
      fileHash: hash,
      correction: {},
      settled: [],
    };
    this.#shelf.add(record);
    await this.#work.read(record);
    return record.import;
  }

  async list(officer: Officer, limit: number, offset: number): Promise<{ imports: Import[]; total: number }> {
    const open = this.#shelf.waitingFor(officer);
    const stored = await this.#options.ledger.within(officer, async (tx) => ({
      batches: await listBatches(tx, officer, limit, Math.max(0, offset - open.length)),
      total: await countBatches(tx, officer),
    }));
    const imports = [...open.slice(offset, offset + limit), ...stored.batches.map(importOfBatch)].slice(0, limit);
    return { imports, total: open.length + stored.total };
  }

  /** One import, also one that is in the ledger already. Wakes a preview that is not in memory: it says `reading` until it is there. */
  async find(officer: Officer, id: string): Promise<Import> {
    const record = this.#shelf.find(officer, id);
    if (record) {
      this.#work.wake(record);
      return record.import;
    }
    const batch = await this.#options.ledger.within(officer, (tx) => batchById(tx, officer, id));
    if (!batch) throw new Refusal('notFound', { message: NO_SUCH_IMPORT });
    return importOfBatch(batch);
  }

  rows(officer: Officer, id: string, state: RowState | undefined, limit: number, offset: number): { rows: ImportRow[]; total: number } {
    this.#work.wake(this.#shelf.mine(officer, id));
    const all = this.#shelf.previewOf(id)?.rows ?? [];
    const rows = state ? all.filter((row) => row.state === state) : all;
    return { rows: rows.slice(offset, offset + limit).map(viewOf), total: rows.length };
  }

  /** Takes a correction on top of the earlier ones and makes the preview anew. What was settled stays settled. */
  async correct(officer: Officer, id: string, correction: RosterCorrection): Promise<Import> {
    const record = this.#open(officer, id);
    record.correction = addCorrection(record.correction, correction);
    await this.#work.read(record);
    return record.import;
  }

  /** A person's choice for a row (null: leave it out) and, with `alike`, for every row that writes its place in the same way. */
  async settle(
    officer: Officer,
    id: string,
    choice: { sheet: string; row: number; villageCode: string | null; alike: boolean },
  ): Promise<{ settled: number; import: Import }> {
    const record = this.#open(officer, id);
    const preview = this.#shelf.previewOf(id);
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
    await this.#shelf.change(record, { counts: countRows(preview.rows) });
    return { settled: affected.length, import: record.import };
  }

  /** 确认导入. Runs in the background; asked again for one that is on its way or done, it changes nothing. */
  async confirm(officer: Officer, id: string): Promise<Import> {
    const record = this.#shelf.mine(officer, id);
    if (record.import.state === 'confirming' || record.import.state === 'imported') return record.import;
    this.#open(officer, id);
    const preview = this.#shelf.previewOf(id);
    if (!preview) throw new Refusal('conflict', { message: '预览正在重新生成，请稍等再确认' });
    await this.#work.store(officer, record, preview);
    return record.import;
  }

  /** The rows that are not, or were not, imported, as an Excel file. */
  async rejected(officer: Officer, id: string): Promise<{ fileName: string; bytes: Buffer }> {
    const record = this.#shelf.mine(officer, id);
    const preview = this.#shelf.previewOf(id);
    const rejected = preview ? rejectedRows(preview.rows, preview.read.preview) : await this.#shelf.folder.recall<RejectedRows>(id, 'rejected.json');
    if (!rejected) throw new Refusal('conflict', { message: '预览正在重新生成，请稍等再下载' });
    if (rejected.rows.length === 0) throw new Refusal('notFound', { message: '没有被退回的行' });
    return { fileName: record.import.fileName.replace(/\.\w+$/, ''), bytes: await writeRejected(rejected, rejected.rows) };
  }

  async discard(officer: Officer, id: string): Promise<Import> {
    const record = this.#shelf.mine(officer, id);
    if (record.import.state === 'confirming') throw new Refusal('conflict', { message: '正在导入，不能放弃' });
    if (record.import.state === 'imported') throw new Refusal('conflict', { message: '已经导入，不能放弃' });
    record.import = { ...record.import, state: 'discarded' };
    await this.#shelf.remove(id);
    return record.import;
  }

  /** One that may still be changed. */
  #open(officer: Officer, id: string): ImportRecord {
    const record = this.#shelf.mine(officer, id);
    this.#work.wake(record);
    if (record.import.state !== 'preview') throw new Refusal('conflict', { message: NOT_NOW[record.import.state] });
    return record;
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
