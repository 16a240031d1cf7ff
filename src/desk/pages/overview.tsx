// 首页: what waits for this person, from lead to result, township by township, and what is still on phones.
import type { ComponentChildren } from 'preact';
import { LeadState } from '../../domain/lead.ts';
import { TaskState } from '../../domain/task.ts';
import { Button } from '../../ui/button.tsx';
import { Overview } from '../../wire/desk.ts';
import { call, session } from '../call.ts';
import { agoWords, count } from '../figures.ts';
import { common, words } from '../language.ts';
import { useRenewal } from '../renewal.ts';
import { useResource } from '../resource.ts';
import { PAGES } from '../roles.ts';
import { Page, Reading, Tag } from '../widgets/page.tsx';
import { DeviceTags } from './devices.tsx';

export function OverviewPage() {
  const w = words();
  const found = useResource<Overview>('overview', () => call('/api/overview', Overview));
  useRenewal(found.reload);
  return (
    <Page
      title={w.overview.title}
      actions={
        <Button look="outline" disabled={found.state === 'loading' || found.state === 'refreshing'} onClick={found.reload}>
          {w.act.reload}
        </Button>
      }
    >
      <Reading of={found} rows={8}>
        {(value) => (
          <>
            <ForYou value={value} />
            <Funnel value={value} />
            <Townships value={value} />
            <Phones value={value} />
          </>
        )}
      </Reading>
    </Page>
  );
}

/** The person's own work first: each is a link to the page where it is done, with that very filter. */
function ForYou({ value }: { value: Overview }) {
  const w = words().overview;
  const role = session.value?.account.role;
  const { leads, tasks } = value;
  const items: { n: number; word: string; href: string }[] = [];
  if (role === 'reviewer') items.push({ n: tasks.submitted ?? 0, word: w.toReview, href: PAGES.review.path });
  if (role === 'auditor') {
    items.push({ n: tasks.reviewed ?? 0, word: w.toAudit, href: PAGES.review.path });
    items.push({ n: leads.matched ?? 0, word: w.toDispatch, href: PAGES.dispatch.path });
  }
  const { onOverview, onOverviewTownship } = words().conflicts;
  items.push({ n: value.conflicts, word: role === 'auditor' ? onOverview : onOverviewTownship, href: PAGES.conflicts.path });
  items.push({ n: value.overdue, word: w.overdue, href: `${PAGES.tasks.path}?overdue=true` });
  items.push({ n: value.phones.stuck, word: w.stuckPhones, href: `${PAGES.devices.path}?state=stuck` });
  const waiting = items.filter((item) => item.n > 0);
  return (
    <section class="block" aria-labelledby="for-you">
      <h2 id="for-you">{w.forYou}</h2>
      {waiting.length === 0 ? (
        <p class="panel quiet">{w.nothingForYou}</p>
      ) : (
        <div class="tiles">
          {waiting.map((item) => (
            <a key={item.word} class="tile tile-link" href={item.href}>
              <b class="num">{count(item.n)}</b>
              <span>{item.word}</span>
            </a>
          ))}
        </div>
      )}
    </section>
  );
}

function Bars({ title, rows }: { title: string; rows: readonly { key: string; word: string; n: number; href?: string | undefined }[] }) {
  const most = Math.max(1, ...rows.map((row) => row.n));
  return (
    <div class="bars">
      <h3>{title}</h3>
      <dl>
        {rows.map((row) => (
          <div key={row.key}>
            <dt>{row.href ? <a href={row.href}>{row.word}</a> : row.word}</dt>
            <dd>
              <span class="bar2" aria-hidden="true">
                <i style={{ width: `${(row.n / most) * 100}%` }} />
              </span>
              <b class="num">{count(row.n)}</b>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Funnel({ value }: { value: Overview }) {
  const w = words().overview;
  const c = common();
  const role = session.value?.account.role;
  const leadsOpen = role === 'auditor';
  return (
    <section class="block" aria-labelledby="funnel">
      <h2 id="funnel">
        {w.funnel} <small class="quiet">{w.funnelNote}</small>
      </h2>
      <div class="panel funnel">
        <Bars
          title={w.leads}
          rows={LeadState.options.map((state) => ({
            key: state,
            word: c.leadStates[state],
            n: value.leads[state] ?? 0,
            href: leadsOpen ? `${PAGES.outcomes.path}?state=${state}` : undefined,
          }))}
        />
        <Bars
          title={w.tasks}
          rows={TaskState.options.map((state) => ({
            key: state,
            word: c.taskStates[state],
            n: value.tasks[state] ?? 0,
            href: `${PAGES.tasks.path}?state=${state}`,
          }))}
        />
      </div>
    </section>
  );
}

function Townships({ value }: { value: Overview }) {
  const w = words().overview;
  const rows = [...value.byTownship].sort((a, b) => b.overdue - a.overdue || b.open - a.open);
  return (
    <section class="block" aria-labelledby="townships">
      <h2 id="townships">{w.townships}</h2>
      {rows.length === 0 ? (
        <p class="panel quiet">{w.noTasks}</p>
      ) : (
        <Small heads={[w.township, w.open, w.late, w.submitted, w.reviewed, w.done, w.share]} numericFrom={1}>
          {rows.map((row) => {
            const all = row.open + row.submitted + row.reviewed + row.done;
            const name = row.townshipName;
            return (
              <tr key={row.townshipCode}>
                <th scope="row">
                  <a href={`${PAGES.tasks.path}?division=${row.townshipCode}`}>{name}</a>
                </th>
                <td class="num right">{count(row.open)}</td>
                <td class="num right">{row.overdue > 0 ? <Tag tone="bad">{count(row.overdue)}</Tag> : '0'}</td>
                <td class="num right">{count(row.submitted)}</td>
                <td class="num right">{count(row.reviewed)}</td>
                <td class="num right">{count(row.done)}</td>
                <td class="num right">{w.shareOf(count(row.done), count(all))}</td>
              </tr>
            );
          })}
        </Small>
      )}
    </section>
  );
}

function Phones({ value }: { value: Overview }) {
  const all = words();
  const w = all.overview;
  const { phones, onPhones } = value;
  return (
    <section class="block" aria-labelledby="phones">
      <h2 id="phones">{w.phones}</h2>
      <p class={onPhones.length === 0 ? 'panel quiet' : 'block-note'}>
        {phones.unsent > 0 ? w.phonesSum(count(phones.unsent), phones.oldestAt ? agoWords(phones.oldestAt) : '') : w.phonesNone}{' '}
        <a href={phones.holding > 0 ? `${PAGES.devices.path}?state=holding` : PAGES.devices.path}>{w.allPhones}</a>
      </p>
      {onPhones.length > 0 ? (
        <Small heads={[w.village, w.collector, w.device, w.holding, w.oldest, w.contact, all.devices.state]} numericFrom={99}>
          {onPhones.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <a href={`${PAGES.devices.path}?division=${row.villageCode}`}>
                  {row.townshipName} {row.villageName}
                </a>
              </th>
              <td>{row.accountName}</td>
              <td>{row.label}</td>
              <td class="num">{count(row.holding)}</td>
              <td>{row.oldestAt ? agoWords(row.oldestAt) : ''}</td>
              <td>{agoWords(row.lastContactAt)}</td>
              <td>
                <DeviceTags device={row} />
              </td>
            </tr>
          ))}
        </Small>
      ) : null}
    </section>
  );
}

/** A short table that is whole on the page; on a narrow screen it scrolls sideways by itself. */
function Small({ heads, numericFrom, children }: { heads: readonly string[]; numericFrom: number; children: ComponentChildren }) {
  return (
    // It may scroll sideways; the links in its rows make it reachable by keyboard.
    <div class="small-table">
      <table>
        <thead>
          <tr>
            {heads.map((head, index) => (
              <th key={head} scope="col" class={index >= numericFrom ? 'right' : ''}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
