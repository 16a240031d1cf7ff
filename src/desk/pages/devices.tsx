// 设备: every collector's phone with what it still holds; those with the oldest unsent check come first.
import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { type DeviceItem, DeviceState, Devices } from '../../wire/devices.ts';
import { sayBytes } from '../../words/common/say.ts';
import { call } from '../call.ts';
import { agoWords, count } from '../figures.ts';
import { useFilters } from '../filters.ts';
import { words } from '../language.ts';
import { usePaged } from '../paged.ts';
import { AccountTabs } from '../widgets/account-tabs.tsx';
import { DivisionField } from '../widgets/division-picker.tsx';
import { ChoiceField, FilterBar, SearchField } from '../widgets/filter-bar.tsx';
import { Page, Tag } from '../widgets/page.tsx';
import { type Column, NothingHere, Table } from '../widgets/table.tsx';
import { BringWorkDialog } from './bring-work.tsx';
import { DeviceDialog } from './device.tsx';
import { StopDeviceDialog } from './stop-device.tsx';

export function DevicesPage() {
  const w = words().devices;
  const filters = useFilters(['state', 'division', 'search'] as const);
  const { values } = filters;
  const [shown, setShown] = useState<DeviceItem | null>(null);
  const [bringing, setBringing] = useState(false);
  const [stopping, setStopping] = useState<DeviceItem | null>(null);
  const list = usePaged(`devices ${JSON.stringify(values)}`, async (offset, limit) => {
    const reply = await call('/api/devices', Devices, { query: { ...values, offset, limit } });
    return reply.ok ? { ok: true, value: { rows: reply.value.devices, total: reply.value.total, extra: reply.value.sums } } : reply;
  });
  const sums = list.extra;
  /** What was done stands in the list at once; its figures are read anew. */
  const changed = (device: DeviceItem): void => {
    list.change((row) => (row.id === device.id ? device : row));
    setStopping(null);
    setShown(device);
    list.reload();
  };

  const columns: Column<DeviceItem>[] = [
    {
      key: 'village',
      head: w.village,
      width: 'minmax(8rem, 1.4fr)',
      cell: (row) => (
        <>
          {row.townshipName} <b>{row.villageName}</b> {row.villages > 1 ? <span class="quiet">{w.moreVillages(count(row.villages))}</span> : null}
        </>
      ),
    },
    { key: 'collector', head: w.collector, width: '6.5rem', cell: (row) => row.accountName },
    {
      key: 'phone',
      head: w.phone,
      width: 'minmax(9rem, 1.6fr)',
      cell: (row) => (
        <>
          {row.label} <span class="quiet num">{row.appVersion}</span>
        </>
      ),
    },
    { key: 'contact', head: w.contact, width: '7rem', cell: (row) => agoWords(row.lastContactAt) },
    {
      key: 'unsent',
      head: w.unsent,
      width: '8.5rem',
      cell: (row) =>
        row.holding > 0 ? (
          <>
            <b class="num">{count(row.holding)}</b> {row.oldestAt ? <span class="quiet">{w.oldest(agoWords(row.oldestAt))}</span> : null}
          </>
        ) : (
          <span class="quiet">{w.nothing}</span>
        ),
    },
    {
      key: 'files',
      head: w.files,
      width: '8rem',
      cell: (row) =>
        row.filesWaiting > 0 ? w.filesWaiting(count(row.filesWaiting), sayBytes(row.fileBytes)) : <span class="quiet">{w.nothing}</span>,
    },
    { key: 'numbers', head: w.numbers, width: '6rem', cell: (row) => <span class="num">{w.highest(count(row.highestNumber))}</span> },
    { key: 'state', head: w.state, width: 'minmax(8rem, 1fr)', cell: (row) => <DeviceTags device={row} /> },
    {
      key: 'act',
      label: w.look,
      head: <span class="sr-only">{w.look}</span>,
      width: '4rem',
      cell: (row) => (
        <button type="button" class="link" aria-label={w.lookAt(row.accountName, row.label)} onClick={() => setShown(row)}>
          {w.look}
        </button>
      ),
    },
  ];
  return (
    <Page
      title={w.title}
      note={w.note}
      actions={
        <Button look="outline" onClick={() => setBringing(true)}>
          {w.bring.title}
        </Button>
      }
    >
      <AccountTabs here="devices" />
      {sums ? (
        <p class="block-note">
          {sums.unsent > 0 ? w.sums(count(sums.holding), count(sums.unsent), sums.oldestAt ? agoWords(sums.oldestAt) : '') : w.sumsNone}
        </p>
      ) : null}
      <FilterBar active={filters.active} onClear={filters.clear}>
        <ChoiceField
          name="state"
          label={w.state}
          value={values.state}
          onChoose={(state) => filters.set({ state })}
          options={DeviceState.options.map((state) => [state, sums ? `${w.states[state]} ${count(sums[state])}` : w.states[state]])}
        />
        <DivisionField label={w.village} value={values.division} onPick={(division) => filters.set({ division: division ?? '' })} />
        <SearchField label={w.search} value={values.search} onSearch={(search) => filters.set({ search })} />
      </FilterBar>
      <Table
        label={w.title}
        list={list}
        columns={columns}
        keyOf={(row) => row.id}
        rowClass={(row) => (row.stopped ? 'row-off' : '')}
        empty={<NothingHere filtered={filters.active} onClear={filters.clear} title={w.none} />}
      />
      {shown ? <DeviceDialog device={shown} onStop={() => setStopping(shown)} onRestored={changed} onClose={() => setShown(null)} /> : null}
      {bringing ? <BringWorkDialog onBrought={list.reload} onClose={() => setBringing(false)} /> : null}
      {stopping ? <StopDeviceDialog device={stopping} onStopped={changed} onClose={() => setStopping(null)} /> : null}
    </Page>
  );
}

export function DeviceTags({ device }: { device: DeviceItem }) {
  const w = words().devices;
  if (device.stopped) return <Tag tone="grey">{device.stopped.toldAt ? w.stopped : w.stopping}</Tag>;
  if (device.stuck.length === 0) return <Tag tone="ok">{w.fine}</Tag>;
  return (
    <>
      {device.stuck.map((reason) => (
        <span key={reason} title={w.stuckNotes[reason]}>
          <Tag tone={reason === 'missing' ? 'bad' : 'warn'}>{w.stuck[reason]}</Tag>{' '}
        </span>
      ))}
    </>
  );
}
