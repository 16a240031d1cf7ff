// 线索导入: drop a department's list, and see earlier imports.

import { useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { DEPARTMENT_NAMES, DepartmentCode } from '../../domain/department.ts';
import { SelectField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Import, Imports } from '../../wire/desk.ts';
import { call, type Failure, session } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { count, momentWords } from '../figures.ts';
import { words } from '../language.ts';
import { usePaged } from '../paged.ts';
import { PAGES } from '../roles.ts';
import { Notice, Page, Tag } from '../widgets/page.tsx';
import { type Column, NothingHere, Table } from '../widgets/table.tsx';

const LARGEST_BYTES = 20 * 1024 * 1024;
const DEPARTMENTS = DepartmentCode.options;

/** The department whose name stands in the file's: offices name their files after themselves. */
const departmentIn = (fileName: string): DepartmentCode | undefined =>
  DEPARTMENTS.find((code) => fileName.includes(DEPARTMENT_NAMES[code].replace(/局$/, '')));

/** Why a file is not even sent, in words; null when it may be tried. */
function unfit(file: File): string | null {
  const w = words().imports;
  if (!/\.(xlsx|xls|csv|xlsm|et|txt)$/i.test(file.name)) return w.unsupported;
  if (file.size === 0) return w.emptyFile;
  return file.size > LARGEST_BYTES ? w.tooLarge : null;
}

function uploadSentence(failure: Failure): string {
  const w = words().imports;
  // The server names the very reason where it knows it (encrypted, a bomb, a renamed program).
  if (failure.message && failure.problem !== 'offline') return sentenceOf(failure);
  if (failure.problem === 'tooLarge') return w.tooLarge;
  if (failure.problem === 'unsupportedFile') return w.unsupported;
  return failure.problem === 'badFile' ? w.badFile : sentenceOf(failure);
}

export function ImportsPage() {
  const w = words().imports;
  return (
    <Page title={w.title} note={w.kinds}>
      <DropZone />
      <EarlierImports />
    </Page>
  );
}

function DropZone() {
  const w = words().imports;
  const { route } = useLocation();
  const own = session.value?.account.department ?? null;
  const [department, setDepartment] = useState<string>(own ?? '');
  const [file, setFile] = useState<File | null>(null);
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState('');
  const input = useRef<HTMLInputElement>(null);

  const send = async (chosen: File, from: string): Promise<void> => {
    setSending(true);
    setFault('');
    const form = new FormData();
    form.append('department', from);
    form.append('file', chosen, chosen.name);
    const reply = await call('/api/imports', Import, { method: 'POST', form });
    setSending(false);
    if (reply.ok) route(`${PAGES.imports.path}/${reply.value.id}`);
    else setFault(uploadSentence(reply.failure));
  };
  const take = (chosen: File | undefined): void => {
    if (!chosen || sending) return;
    const reason = unfit(chosen);
    if (reason) {
      setFile(null);
      setFault(`${chosen.name}：${reason}`);
      return;
    }
    setFile(chosen);
    const from = own ?? (department || departmentIn(chosen.name) || '');
    setDepartment(from);
    if (from) void send(chosen, from);
    else setFault(w.chooseDepartment);
  };

  return (
    <section class="panel">
      {own ? null : (
        <div class="short-field">
          <SelectField
            name="department"
            label={w.department}
            value={department}
            onInput={(value) => {
              setDepartment(value);
              if (value && file && !sending) void send(file, value);
            }}
            options={[{ value: '', word: words().setUp.choose }, ...DEPARTMENTS.map((code) => ({ value: code, word: DEPARTMENT_NAMES[code] }))]}
          />
        </div>
      )}
      <section
        class={over ? 'drop is-over' : 'drop'}
        aria-label={w.drop}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer?.files[0]);
        }}
      >
        <Icon name="up" />
        {sending && file ? (
          <>
            <p role="status">{w.uploading(file.name)}</p>
            <progress class="progress" aria-label={w.uploading(file.name)} />
          </>
        ) : (
          <>
            <p class="drop-title">{over ? w.dropNow : w.drop}</p>
            <p class="quiet">{w.or}</p>
            <button type="button" class="btn btn-primary" onClick={() => input.current?.click()}>
              {w.choose}
            </button>
          </>
        )}
        <input
          ref={input}
          type="file"
          class="sr-only"
          tabIndex={-1}
          aria-label={w.choose}
          accept=".xlsx,.xls,.csv,application/vnd.ms-excel,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/csv"
          onChange={(event) => {
            take(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </section>
      {fault ? (
        <Notice tone="bad" text={fault} {...(file && department ? { act: words().act.retry, onAct: () => void send(file, department) } : {})} />
      ) : null}
    </section>
  );
}

const TONES = { reading: 'info', preview: 'warn', confirming: 'info', imported: 'ok', failed: 'bad', discarded: 'grey' } as const;

function EarlierImports() {
  const w = words().imports;
  const list = usePaged('imports', async (offset, limit) => {
    const reply = await call('/api/imports', Imports, { query: { offset, limit } });
    return reply.ok ? { ok: true, value: { rows: reply.value.imports, total: reply.value.total, extra: null } } : reply;
  });
  const columns: Column<Import>[] = [
    { key: 'file', head: w.file, width: 'minmax(14rem, 3fr)', cell: (row) => <a href={`${PAGES.imports.path}/${row.id}`}>{row.fileName}</a> },
    { key: 'department', head: w.department, width: '7rem', cell: (row) => DEPARTMENT_NAMES[row.department] },
    { key: 'state', head: w.state, width: '6.5rem', cell: (row) => <Tag tone={TONES[row.state]}>{w.states[row.state]}</Tag> },
    {
      key: 'result',
      head: w.result,
      width: 'minmax(12rem, 2fr)',
      cell: (row) => (row.result ? w.resultText(count(row.result.created), count(row.result.merged), count(row.result.rejected)) : row.failure),
    },
    { key: 'author', head: w.author, width: '8rem', cell: (row) => row.authorName },
    { key: 'at', head: w.at, width: '9rem', cell: (row) => <span class="num">{momentWords(row.createdAt)}</span> },
  ];
  return (
    <section class="block">
      <h2>{w.earlier}</h2>
      <Table label={w.earlier} list={list} columns={columns} keyOf={(row) => row.id} empty={<NothingHere filtered={false} title={w.earlierNone} />} />
    </section>
  );
}
