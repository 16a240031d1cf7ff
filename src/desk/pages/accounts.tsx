// 账号: who may sign in, where and as what; new ones get a first password that is shown once.
import { useState } from 'preact/hooks';
import type * as z from 'zod/mini';
import { Role } from '../../domain/account.ts';
import { DEPARTMENT_NAMES } from '../../domain/department.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { type AccountItem, Accounts, NewAccountResult } from '../../wire/desk.ts';
import { call, Done, session } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { agoWords } from '../figures.ts';
import { useFilters } from '../filters.ts';
import { common, words } from '../language.ts';
import { usePaged } from '../paged.ts';
import { AccountTabs } from '../widgets/account-tabs.tsx';
import { ChoiceField, FilterBar, SearchField } from '../widgets/filter-bar.tsx';
import { Notice, Page, Tag } from '../widgets/page.tsx';
import { type Column, NothingHere, Table } from '../widgets/table.tsx';
import { FirstPassword, NewAccountDialog } from './new-account.tsx';

type Account = z.infer<typeof AccountItem>;
type Asked = { what: 'disable' | 'reset'; account: Account };

export function AccountsPage() {
  const w = words();
  const a = w.accounts;
  const c = common();
  const filters = useFilters(['search', 'role'] as const);
  const { values } = filters;
  const [making, setMaking] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [issued, setIssued] = useState<{ name: string; login: string; password: string } | null>(null);
  const [fault, setFault] = useState('');
  const [busy, setBusy] = useState(false);
  const list = usePaged(`accounts ${JSON.stringify(values)}`, async (offset, limit) => {
    const reply = await call('/api/accounts', Accounts, { query: { ...values, offset, limit } });
    return reply.ok ? { ok: true, value: { rows: reply.value.accounts, total: reply.value.total, extra: null } } : reply;
  });

  const disable = async (account: Account, disabled: boolean): Promise<void> => {
    setBusy(true);
    const reply = await call(`/api/accounts/${account.id}/disable`, Done, { method: 'POST', body: { disabled } });
    setBusy(false);
    setAsked(null);
    setFault(reply.ok ? '' : sentenceOf(reply.failure));
    if (reply.ok) list.change((row) => (row.id === account.id ? { ...row, disabled } : row));
  };
  const reset = async (account: Account): Promise<void> => {
    setBusy(true);
    const reply = await call(`/api/accounts/${account.id}/password`, NewAccountResult, { method: 'POST', body: {} });
    setBusy(false);
    setAsked(null);
    setFault(reply.ok ? '' : sentenceOf(reply.failure));
    if (reply.ok) setIssued({ name: account.name, login: account.login, password: reply.value.firstPassword });
  };

  const columns: Column<Account>[] = [
    {
      key: 'name',
      head: a.name,
      width: 'minmax(8rem, 1.2fr)',
      cell: (row) => (
        <>
          <b>{row.name}</b> {row.disabled ? <Tag tone="bad">{a.disabled}</Tag> : null}
        </>
      ),
    },
    { key: 'login', head: a.login, width: 'minmax(9rem, 1.2fr)', cell: (row) => <span class="num">{row.login}</span> },
    { key: 'role', head: a.role, width: '9rem', cell: (row) => c.roles[row.role] },
    {
      key: 'scope',
      head: a.scope,
      width: 'minmax(10rem, 2fr)',
      cell: (row) =>
        [
          ...row.scopeNames.slice(0, 3),
          row.scopeNames.length > 3 ? `… ${row.scopeNames.length}` : '',
          row.department ? DEPARTMENT_NAMES[row.department] : '',
        ]
          .filter(Boolean)
          .join('、'),
    },
    {
      key: 'lastSeen',
      head: a.lastSeen,
      width: '7rem',
      cell: (row) => (row.lastSeenAt ? agoWords(row.lastSeenAt) : <span class="quiet">{a.never}</span>),
    },
    {
      key: 'act',
      label: w.act.more,
      head: <span class="sr-only">{w.act.more}</span>,
      width: '10rem',
      cell: (row) =>
        row.id === session.value?.account.id ? null : (
          <span class="row-acts">
            <button type="button" class="link" aria-label={`${a.reset} ${row.name}`} onClick={() => setAsked({ what: 'reset', account: row })}>
              {a.reset}
            </button>
            <button
              type="button"
              class="link"
              aria-label={`${row.disabled ? a.enable : a.disable} ${row.name}`}
              onClick={() => (row.disabled ? void disable(row, false) : setAsked({ what: 'disable', account: row }))}
            >
              {row.disabled ? a.enable : a.disable}
            </button>
          </span>
        ),
    },
  ];
  return (
    <Page
      title={a.title}
      actions={
        <Button look="primary" onClick={() => setMaking(true)}>
          {a.create}
        </Button>
      }
    >
      <AccountTabs here="accounts" />
      {fault ? <Notice tone="bad" text={fault} /> : null}
      <FilterBar active={filters.active} onClear={filters.clear}>
        <ChoiceField
          name="role"
          label={a.role}
          value={values.role}
          onChoose={(role) => filters.set({ role })}
          options={Role.options.map((role) => [role, c.roles[role]])}
        />
        <SearchField label={a.search} value={values.search} onSearch={(search) => filters.set({ search })} />
      </FilterBar>
      <Table
        label={a.title}
        list={list}
        columns={columns}
        keyOf={(row) => row.id}
        rowClass={(row) => (row.disabled ? 'row-off' : '')}
        empty={<NothingHere filtered={filters.active} onClear={filters.clear} title={a.none} />}
      />
      {making ? (
        <NewAccountDialog
          onClose={() => setMaking(false)}
          onMade={(made) => {
            setMaking(false);
            setIssued(made);
            list.reload();
          }}
        />
      ) : null}
      {issued ? <FirstPassword {...issued} onClose={() => setIssued(null)} /> : null}
      {asked ? (
        <Sheet
          title={asked.what === 'disable' ? a.disableTitle(asked.account.name) : a.resetTitle(asked.account.name)}
          closeLabel={w.act.close}
          onClose={() => setAsked(null)}
          foot={
            <>
              <Button look="outline" onClick={() => setAsked(null)}>
                {w.act.cancel}
              </Button>
              <Button
                look="danger"
                disabled={busy}
                onClick={() => void (asked.what === 'disable' ? disable(asked.account, true) : reset(asked.account))}
              >
                {asked.what === 'disable' ? a.disable : a.reset}
              </Button>
            </>
          }
        >
          <p>{asked.what === 'disable' ? a.disableNote : a.resetNote}</p>
        </Sheet>
      ) : null}
    </Page>
  );
}
