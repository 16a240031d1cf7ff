// What happens to an import in the background: its file is read and understood, or its rows are stored; a failure leaves it in a state to go on from.
import { randomUUID } from 'node:crypto';
import type { Division } from '../../domain/division.ts';
import { systemOf } from '../ledger/asker.ts';
import { confirmImport } from '../ledger/confirm-import.ts';
import type { Officer } from '../ledger/desk-scope.ts';
import { sameFileBefore } from '../ledger/import-lookups.ts';
import type { Ledger, Log } from '../ledger/open-ledger.ts';
import { Refusal } from '../ledger/refusal.ts';
import { importOrder } from './import-order.ts';
import { countRows, type ImportRecord, notesOn, rejectedRows } from './import-record.ts';
import type { HeldPreview, ImportShelf } from './import-shelf.ts';
import { readImport } from './read-import.ts';
import { markRepeated } from './understand-rows.ts';

export interface ImportWorkOptions {
  ledger: Ledger;
  clock: () => Date;
  log: Log;
  /** The province's divisions. */
  around: () => readonly Division[];
}

export class ImportWork {
  readonly #shelf: ImportShelf;
  readonly #options: ImportWorkOptions;
  readonly #running = new Map<string, Promise<void>>();

  constructor(shelf: ImportShelf, options: ImportWorkOptions) {
    this.#shelf = shelf;
    this.#options = options;
  }

  /** Ends when no background work is left. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  /** Reads the file, from the beginning or anew; it says `reading` until its preview is there. */
  async read(record: ImportRecord): Promise<void> {
    await this.#shelf.change(record, { state: 'reading', done: 0 });
    this.#start(record, () => this.#read(record));
  }

  /** A preview that is not in memory, after a restart or a busy day, is read again when somebody looks at it. */
  wake(record: ImportRecord): void {
    const { id, state } = record.import;
    if ((state !== 'preview' && state !== 'reading') || this.#shelf.previewOf(id) || this.#running.has(id)) return;
    record.import = { ...record.import, state: 'reading', done: 0 };
    this.#start(record, () => this.#read(record));
  }

  /** Stores what is ready in one transaction. Refuses with `invalidInput` what cannot be stored. */
  async store(officer: Officer, record: ImportRecord, preview: HeldPreview): Promise<void> {
    const { id } = record.import;
    const order = importOrder(record, preview.rows, randomUUID);
    if (order.leads.some((lead) => lead.indicator === '')) {
      throw new Refusal('invalidInput', { message: '请先选择这批线索的指标', fields: [{ path: 'indicator', message: '请先选择这批线索的指标' }] });
    }
    if (order.leads.length === 0 && order.repeated === 0)
      throw new Refusal('invalidInput', { message: '没有可以导入的行：请先确定待定的行，或更正列的含义' });
    await this.#shelf.change(record, { state: 'confirming', done: 0, total: order.leads.length, failure: '' });
    this.#start(record, async () => {
      // Before the ledger: once the leads are stored, the rows that were not must be there too, whatever dies in between.
      await this.#shelf.folder.keep(id, 'rejected.json', rejectedRows(preview.rows, preview.read.preview));
      const result = await this.#options.ledger.within(officer, (tx) =>
        confirmImport(tx, officer, order, (done) => {
          record.import = { ...record.import, done };
        }),
      );
      await this.#shelf.finish(record, result);
    });
  }

  async #read(record: ImportRecord): Promise<void> {
    const { id, fileName, department } = record.import;
    const { ledger, clock, around } = this.#options;
    const read = await readImport(
      ledger,
      { path: this.#shelf.folder.uploadPath(id), name: fileName },
      { county: record.county, department, around: around(), correction: record.correction, now: clock() },
      (_stage, done, total) => {
        record.import = { ...record.import, done, total };
      },
    );
    if (!('preview' in read)) return this.#shelf.change(record, { state: 'failed', failure: read.message });
    const { preview } = read;
    const rows = markRepeated(await read.understand(preview.rows, record.settled));
    const sameFile = await ledger.within(systemOf(record.county), (tx) => sameFileBefore(tx, record.county, department, record.fileHash));
    // Discarded meanwhile: nothing of it is held.
    if (!this.#shelf.holds(record)) return;
    this.#shelf.hold(id, { read, rows });
    await this.#shelf.change(record, {
      state: 'preview',
      indicator: preview.indicator,
      period: preview.period,
      done: rows.length,
      total: rows.length,
      notes: notesOn(preview, sameFile),
      sheets: preview.sheets.map(({ name, rows: count, headerRow, used }) => ({ name, rows: count, headerRow, used })),
      columns: preview.columns,
      counts: countRows(rows),
    });
  }

  #start(record: ImportRecord, work: () => Promise<void>): void {
    const { id } = record.import;
    const { log } = this.#options;
    const running = work()
      .catch(async (error: unknown) => {
        // Discarded while it was being read: there is nothing left to report on.
        if (!this.#shelf.holds(record)) return;
        const reading = record.import.state === 'reading';
        log.error({ import: id, kind: (error as Error).name, at: (error as Error).stack?.split('\n')[1] }, 'import broke');
        await this.#shelf.change(record, {
          state: reading ? 'failed' : 'preview',
          failure: reading ? '读文件时服务器出错了，请重新导入这个文件' : '导入没有完成，什么都没有存入；请再点一次“确认导入”',
        });
      })
      .catch((error: unknown) => log.error({ import: id, kind: (error as Error).name }, 'the state of an import could not be kept'))
      .finally(() => this.#running.delete(id));
    this.#running.set(id, running);
  }
}
