// The imports that wait for a person: their records on disk, and as many of their previews in memory as there is room for.

import type { Import } from '../../wire/desk.ts';
import type { ImportFolder } from '../files/import-folder.ts';
import { systemOf } from '../ledger/asker.ts';
import { confirmedImport } from '../ledger/confirm-import.ts';
import type { Officer } from '../ledger/desk-scope.ts';
import type { Ledger } from '../ledger/open-ledger.ts';
import { Refusal } from '../ledger/refusal.ts';
import { forgetReading } from '../sheets/read-roster.ts';
import { type ImportRecord, mayWork } from './import-record.ts';
import type { PreviewRow } from './preview-row.ts';
import type { ReadImport } from './read-import.ts';

/** An import waits this long for its confirmation; after that everything of it is removed. */
export const KEPT_FOR = 24 * 3_600_000;
/** Rows of all previews together that are held in memory; the preview looked at longest ago goes first and is read again when somebody comes back. */
const ROWS_IN_MEMORY = 150_000;
/** In the words that go to the person who looks for an import that is not here, or not theirs. */
export const NO_SUCH_IMPORT = '没有找到这次导入，可能已超过一天没有确认，请重新导入文件';

export interface HeldPreview {
  read: ReadImport;
  rows: PreviewRow[];
}

export class ImportShelf {
  readonly folder: ImportFolder;
  readonly #records = new Map<string, ImportRecord>();
  /** In the order of their last use. */
  readonly #previews = new Map<string, HeldPreview>();

  private constructor(folder: ImportFolder) {
    this.folder = folder;
  }

  /** Takes up what an earlier run of the server left: what was being confirmed is either in the ledger or was not stored at all, and the ledger knows which. */
  static async open(folder: ImportFolder, ledger: Ledger): Promise<ImportShelf> {
    const shelf = new ImportShelf(folder);
    for (const id of await folder.ids()) {
      const record = await folder.recall<ImportRecord>(id, 'import.json');
      if (!record) {
        await folder.remove(id);
        continue;
      }
      shelf.#records.set(id, record);
      if (record.import.state !== 'confirming') continue;
      const result = await ledger.within(systemOf(record.county), (tx) => confirmedImport(tx, record.county, id));
      if (result) await shelf.finish(record, result);
      else await shelf.change(record, { state: 'preview', failure: '确认时服务器重启了，什么都没有存入；请再点一次“确认导入”' });
    }
    return shelf;
  }

  /** What the officer may work on and is not in the ledger yet, newest first. */
  waitingFor(officer: Officer): Import[] {
    return [...this.#records.values()]
      .filter((record) => mayWork(officer, record) && record.import.state !== 'imported' && record.import.state !== 'discarded')
      .map((record) => record.import)
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }

  find(officer: Officer, id: string): ImportRecord | undefined {
    const record = this.#records.get(id);
    return record && mayWork(officer, record) ? record : undefined;
  }

  /** As `find`; refuses with `notFound`. */
  mine(officer: Officer, id: string): ImportRecord {
    const record = this.find(officer, id);
    if (!record) throw new Refusal('notFound', { message: NO_SUCH_IMPORT });
    return record;
  }

  previewOf(id: string): HeldPreview | undefined {
    return this.#previews.get(id);
  }

  /** False once it was discarded or cleared away, whatever still works on it. */
  holds(record: ImportRecord): boolean {
    return this.#records.get(record.import.id) === record;
  }

  add(record: ImportRecord): void {
    this.#records.set(record.import.id, record);
  }

  /** Keeps on disk what changed; throws for one whose folder is gone. */
  async change(record: ImportRecord, change: Partial<Import>): Promise<void> {
    record.import = { ...record.import, ...change };
    await this.folder.keep(record.import.id, 'import.json', record);
  }

  hold(id: string, preview: HeldPreview): void {
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

  /** It is in the ledger: only its result and the rows that were rejected are kept until the day is over. */
  async finish(record: ImportRecord, result: Import['result']): Promise<void> {
    const { id, total } = record.import;
    await this.change(record, { state: 'imported', result, failure: '', done: total });
    this.#previews.delete(id);
    await forgetReading({ path: this.folder.uploadPath(id) });
    await this.folder.forget(id, 'upload');
  }

  async remove(id: string): Promise<void> {
    this.#records.delete(id);
    this.#previews.delete(id);
    await this.folder.remove(id);
  }

  /** Removes what waited longer than a day. */
  async clearOld(now: Date): Promise<void> {
    const before = new Date(now.getTime() - KEPT_FOR).toISOString();
    for (const [id, record] of this.#records) {
      if (record.import.createdAt < before && record.import.state !== 'confirming') await this.remove(id);
    }
  }
}
