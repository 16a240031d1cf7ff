// 农户: every household of the village, found while typing.
import { computed, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { Button } from '../../../ui/button.tsx';
import { Tag } from '../../../ui/cell.tsx';
import { Chips } from '../../../ui/chips.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Empty, Skeleton } from '../../../ui/states.tsx';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import type { HouseholdLine } from '../../store/phone-store.ts';
import { Screen, Tabs } from '../shell/screen.tsx';
import { lines, readHouseholds } from '../state/archive.ts';
import { errand, syncNow } from '../state/errand.ts';
import { common, w } from '../state/look.ts';
import { asOneWalks, findHouseholds, type HouseholdFilter } from './find.ts';

const typed = signal('');
const filter = signal<HouseholdFilter>('all');
let place = 0;

/** Put in order when the tab is first opened, and again only when a household has changed. */
const inWalk = computed(() => asOneWalks(lines.value ?? []));
const counts = computed(() => ({
  all: inWalk.value.length,
  monitored: findHouseholds(inWalk.value, '', 'monitored').length,
  lifted: findHouseholds(inWalk.value, '', 'lifted').length,
}));

const keyOf = (line: HouseholdLine): string => line.id;

export function HouseholdsScreen() {
  const words = w().households;
  const known = lines.value;
  const walk = inWalk.value;
  const counted = counts.value;
  const found = useMemo(() => findHouseholds(walk, typed.value, filter.value), [walk, typed.value, filter.value]);
  useEffect(readHouseholds, []);
  const filters: readonly HouseholdFilter[] = ['all', 'monitored', 'lifted'];
  return (
    <Screen
      title={words.title}
      aside={known && (typed.value || filter.value !== 'all') ? words.found(found.length) : null}
      foot={<Tabs current="/households" />}
      head={
        known && known.length > 0 ? (
          <search class="find">
            <label class="find-box">
              <Icon name="search" small />
              <span class="sr-only">{words.searchLabel}</span>
              <input
                type="search"
                enterKeyHint="search"
                placeholder={words.search}
                value={typed.value}
                onInput={(event) => {
                  place = 0;
                  typed.value = event.currentTarget.value;
                }}
              />
              {typed.value ? (
                <button
                  type="button"
                  class="cell-act"
                  aria-label={words.clear}
                  onClick={() => {
                    typed.value = '';
                  }}
                >
                  <Icon name="close" small />
                </button>
              ) : null}
            </label>
            <Chips
              label={words.filters.label}
              options={filters.map((one) => ({ value: one, word: words.filters[one], count: counted[one] }))}
              value={filter.value}
              onChange={(value) => {
                place = 0;
                filter.value = value;
              }}
            />
          </search>
        ) : null
      }
      list={
        found.length > 0 ? (
          <main class="fill">
            <VirtualList
              key={`${typed.value} ${filter.value}`}
              items={found}
              keyOf={keyOf}
              rowRem={4.2}
              label={words.list}
              startAt={place}
              onMove={(top) => {
                place = top;
              }}
              render={(line, index) => (
                <HouseholdRow line={line} edge={`${index === 0 ? 'edge-first' : ''} ${index === found.length - 1 ? 'edge-last' : ''}`} />
              )}
            />
          </main>
        ) : undefined
      }
    >
      {known === null ? <Skeleton label={w().common.loading} rows={6} /> : null}
      {known && known.length === 0 ? (
        <Empty title={words.emptyTitle} icon="home">
          <p>{errand.value.running ? w().tasks.firstNote : w().tasks.noneYetNote}</p>
          <Button look="primary" disabled={errand.value.running} onClick={() => void syncNow()}>
            {w().sync.now}
          </Button>
        </Empty>
      ) : null}
      {known && known.length > 0 && found.length === 0 ? (
        <Empty title={words.nothing} icon="search">
          <p>{words.nothingNote}</p>
        </Empty>
      ) : null}
    </Screen>
  );
}

function HouseholdRow({ line, edge }: { line: HouseholdLine; edge: string }) {
  const words = w();
  const where = [line.groupName, /^\d+$/.test(line.houseNo) ? words.households.houseNo(line.houseNo) : line.houseNo].filter(Boolean).join(' ');
  return (
    <a class={`task ${edge}`} href={`/households/${line.id}`}>
      <span class="task-top">
        <span class="task-name">
          {line.headName} <small>{words.common.people(line.size)}</small>
        </span>
        {line.monitorState !== 'none' ? (
          <Tag tone={line.monitorState === 'eliminated' ? 'plain' : 'warn'}>{common().monitorStates[line.monitorState]}</Tag>
        ) : line.kind === 'lifted' ? (
          <Tag tone="plain">{common().kinds.lifted}</Tag>
        ) : null}
      </span>
      <span class="task-about">{where}</span>
    </a>
  );
}
