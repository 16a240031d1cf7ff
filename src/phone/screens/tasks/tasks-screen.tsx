// 任务: what is to be done, what came back and what is late first; by due date or by natural village.
import { signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { spokenName } from '../../../domain/spoken-name.ts';
import { Button } from '../../../ui/button.tsx';
import { Chips } from '../../../ui/chips.tsx';
import { Empty, Skeleton } from '../../../ui/states.tsx';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import { sayDayAndWeekday } from '../../../words/common/say.ts';
import { installed, putOff } from '../door/install.ts';
import { InstallHint } from '../door/install-hint.tsx';
import { Screen, Tabs } from '../shell/screen.tsx';
import { contact, session } from '../state/archive.ts';
import { today } from '../state/clock.ts';
import { errand, syncNow } from '../state/errand.ts';
import { language, w } from '../state/look.ts';
import { taskLines } from './task-list.ts';
import { TaskRow } from './task-row.tsx';
import { countFilters, FILTERS, passes, type TaskFilter, type TaskLine } from './task-state.ts';

type Row =
  | { kind: 'hint'; key: string }
  | { kind: 'heading'; key: string; word: string; count: number; first: boolean }
  | { kind: 'task'; key: string; line: TaskLine; edge: string };

/** The list is left and come back to: its filter, order and place stay for as long as the app is open. */
const filter = signal<TaskFilter>('all');
const order = signal<'due' | 'group'>('due');
let place = 0;

function rowsOf(lines: readonly TaskLine[], by: 'due' | 'group', sections: Record<string, string>, noGroup: string): Row[] {
  const groups = new Map<string, TaskLine[]>();
  for (const line of lines) {
    const key = by === 'due' || line.section === 'done' ? line.section : `group:${line.groupName}`;
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  // What is done stays last, whichever order the rest has.
  const entries = [...groups].sort(([a], [b]) => Number(a === 'done') - Number(b === 'done'));
  return entries.flatMap(([key, group], at): Row[] => [
    { kind: 'heading', key, first: at === 0, word: key.startsWith('group:') ? key.slice(6) || noGroup : (sections[key] ?? key), count: group.length },
    ...group.map((line, index): Row => {
      const edge = `${index === 0 ? 'edge-first' : ''} ${index === group.length - 1 ? 'edge-last' : ''}`;
      return { kind: 'task', key: line.task.id, line, edge };
    }),
  ]);
}

export function villageName(): string {
  const villages = session.value?.account.scope ?? [];
  const only = villages.length === 1 ? session.value?.divisions.find((division) => division.code === villages[0]) : undefined;
  return only ? spokenName(only) : villages.length > 1 ? w().tasks.villages(villages.length) : '';
}

const keyOf = (row: Row): string => row.key;

export function TasksScreen() {
  const words = w().tasks;
  const lines = taskLines.value;
  const counted = useMemo(() => countFilters(lines ?? []), [lines]);
  const chosen = filter.value;
  const by = order.value;
  const hinted = !installed.value && !putOff.value;
  const rows = useMemo(
    () =>
      rowsOf(
        (lines ?? []).filter((line) => passes(line, chosen)),
        by,
        words.sections,
        words.noGroup,
      ),
    [lines, chosen, by, words],
  );
  const withHint = useMemo<Row[]>(() => (hinted ? [{ kind: 'hint', key: 'hint' }, ...rows] : rows), [rows, hinted]);
  const options = FILTERS.filter((one) => one === 'all' || counted[one] > 0 || one === chosen).map((one) => ({
    value: one,
    word: words.filters[one],
    count: counted[one],
  }));
  const head =
    lines && lines.length > 0 ? (
      <div class="list-head">
        <Chips
          label={words.filters.label}
          options={options}
          value={chosen}
          onChange={(value) => {
            filter.value = value;
            place = 0;
          }}
        />
      </div>
    ) : null;
  return (
    <Screen
      title={words.title(villageName())}
      aside={sayDayAndWeekday(today.value, language.value, today.value)}
      head={head}
      foot={<Tabs current="/" />}
      list={
        lines && rows.length > 0 ? (
          <main class="fill">
            <VirtualList
              key={`${chosen} ${by}`}
              items={withHint}
              keyOf={keyOf}
              rowRem={4.6}
              label={words.list}
              startAt={place}
              onMove={(top) => {
                place = top;
              }}
              render={(row) =>
                row.kind === 'hint' ? (
                  <InstallHint />
                ) : row.kind === 'heading' ? (
                  <h2 class="list-heading">
                    <span>{row.word}</span>
                    {row.first ? <Order /> : <span class="num">{row.count}</span>}
                  </h2>
                ) : (
                  <TaskRow line={row.line} edge={row.edge} />
                )
              }
            />
          </main>
        ) : undefined
      }
    >
      {rows.length === 0 ? <InstallHint /> : null}
      {lines === null ? <Skeleton label={w().common.loading} /> : lines.length === 0 ? <NoTasks /> : null}
      {lines && lines.length > 0 && rows.length === 0 ? (
        <Empty title={words.emptyFilter}>
          <Button
            look="outline"
            onClick={() => {
              filter.value = 'all';
            }}
          >
            {words.showAll}
          </Button>
        </Empty>
      ) : null}
    </Screen>
  );
}

/** 按期限 or 按自然村: one tap changes it. */
function Order() {
  const words = w().tasks;
  return (
    <button
      type="button"
      class="cell-act sort"
      onClick={() => {
        order.value = order.value === 'due' ? 'group' : 'due';
        place = 0;
      }}
    >
      <span class="sr-only">{words.sort}</span>
      {order.value === 'due' ? words.byDue : words.byGroup} ⇅
    </button>
  );
}

function NoTasks() {
  const words = w().tasks;
  const { running, hindrance } = errand.value;
  if (contact.value === null && (running || !hindrance)) {
    return (
      <>
        <Empty title={words.firstTitle} icon="cloud">
          <p>{words.firstNote}</p>
        </Empty>
        <Skeleton label={w().common.loading} rows={3} />
      </>
    );
  }
  if (contact.value === null) {
    return (
      <Empty title={words.noneYetTitle} icon="cloud">
        <p>{words.noneYetNote}</p>
        <Button look="primary" onClick={() => void syncNow()}>
          {w().sync.now}
        </Button>
      </Empty>
    );
  }
  return (
    <Empty title={words.emptyTitle} icon="check">
      <p>{words.emptyNote}</p>
      <Button look="outline" href="/households">
        {words.toHouseholds}
      </Button>
    </Empty>
  );
}
