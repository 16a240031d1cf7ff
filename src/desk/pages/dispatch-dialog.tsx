// The dialog of 下发任务: until when and to whom, then what came of it.
import { useState } from 'preact/hooks';
import type * as z from 'zod/mini';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Collectors, DispatchResult, Leads } from '../../wire/desk.ts';
import { call, type Failure, session } from '../call.ts';
import { today } from '../clock.ts';
import { sentenceOf } from '../failure.ts';
import { addDays, count } from '../figures.ts';
import { words } from '../language.ts';
import { useResource } from '../resource.ts';
import { PAGES } from '../roles.ts';
import { Notice, Reading } from '../widgets/page.tsx';

type Result = z.infer<typeof DispatchResult>;
type To = 'village' | 'collector' | 'group';
type Which = { leadIds: readonly string[] } | { query: Readonly<Record<string, string>> };

interface Props {
  leads: number;
  which: Which;
  /** Division filtered by, for the collectors to choose from; empty: all. */
  division: string;
  onClose: (done: boolean) => void;
}

const AT_ONCE = 500;

/** The ids behind a filter, read page by page: what is dispatched is exactly what the list counted. */
async function idsOf(which: Which): Promise<{ ok: true; ids: readonly string[] } | { ok: false; failure: Failure }> {
  if ('leadIds' in which) return { ok: true, ids: which.leadIds };
  const ids: string[] = [];
  for (let total = 1; ids.length < total; ) {
    const reply = await call('/api/leads', Leads, { query: { ...which.query, offset: ids.length, limit: AT_ONCE } });
    if (!reply.ok) return reply;
    if (reply.value.leads.length === 0) break;
    ids.push(...reply.value.leads.map(({ lead }) => lead.id));
    total = reply.value.total;
  }
  return { ok: true, ids };
}

export function DispatchDialog({ leads, which, division, onClose }: Props) {
  const w = words();
  const d = w.dispatch;
  const days = session.value?.policy.dueDays.lead ?? 15;
  const [dueOn, setDueOn] = useState(addDays(today(), days));
  const [to, setTo] = useState<To>('village');
  const [accountId, setAccountId] = useState('');
  const [fault, setFault] = useState<{ due?: string; collector?: string; whole?: string }>({});
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<Result | null>(null);
  const scope = division || (session.value?.account.scope[0] ?? '');
  const collectors = useResource(to === 'collector' ? scope : null, () => call('/api/collectors', Collectors, { query: { division: scope } }));

  const send = async (): Promise<void> => {
    if (busy) return;
    if (dueOn < today()) return setFault({ due: d.duePast });
    if (to === 'collector' && accountId === '') return setFault({ collector: d.needCollector });
    setBusy(true);
    setFault({});
    const found = await idsOf(which);
    const reply = found.ok
      ? await call('/api/dispatch', DispatchResult, {
          method: 'POST',
          body: { leadIds: found.ids, dueOn, to: to === 'collector' ? { kind: to, accountId } : { kind: to } },
        })
      : found;
    setBusy(false);
    if (reply.ok) setResult(reply.value as Result);
    else setFault({ whole: sentenceOf(reply.failure) });
  };

  if (result) return <Dispatched result={result} onClose={() => onClose(true)} />;
  return (
    <Sheet
      title={d.title}
      closeLabel={w.act.close}
      onClose={() => onClose(false)}
      foot={
        <>
          <Button look="outline" onClick={() => onClose(false)}>
            {w.act.cancel}
          </Button>
          <Button look="primary" disabled={busy} onClick={() => void send()}>
            {busy ? d.busy : d.button}
          </Button>
        </>
      }
    >
      <div class="form">
        <p>{d.lead(count(leads))}</p>
        <TextField name="dueOn" type="date" label={d.due} hint={d.dueNote(days)} value={dueOn} onInput={setDueOn} error={fault.due} />
        <fieldset class="choices">
          <legend class="field-label">{d.to}</legend>
          {(['village', 'group', 'collector'] as const).map((kind) => (
            <label key={kind} class="check">
              <input type="radio" name="to" checked={to === kind} onChange={() => setTo(kind)} />
              {d[kind]}
            </label>
          ))}
        </fieldset>
        {to === 'collector' ? (
          <Reading of={collectors} rows={1}>
            {(found) =>
              found.collectors.length === 0 ? (
                <Notice tone="warn" text={d.noCollectors} />
              ) : (
                <SelectField
                  name="collector"
                  label={d.chooseCollector}
                  value={accountId}
                  onInput={setAccountId}
                  error={fault.collector}
                  options={[{ value: '', word: w.setUp.choose }, ...found.collectors.map(({ id, name }) => ({ value: id, word: name }))]}
                />
              )
            }
          </Reading>
        ) : null}
        {fault.whole ? <Notice tone="bad" text={fault.whole} /> : null}
      </div>
    </Sheet>
  );
}

function Dispatched({ result, onClose }: { result: Result; onClose: () => void }) {
  const w = words();
  const d = w.dispatch;
  const reasons = new Map<string, number>();
  for (const { reason } of result.skipped) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return (
    <Sheet
      title={d.doneTitle}
      closeLabel={w.act.close}
      onClose={onClose}
      foot={
        <>
          <Button look="outline" onClick={onClose}>
            {w.act.close}
          </Button>
          <Button look="primary" href={PAGES.tasks.path}>
            {d.seeTasks}
          </Button>
        </>
      }
    >
      <dl class="tiles">
        <div class="tile">
          <dt>{d.created}</dt>
          <dd class="num">{count(result.tasksCreated)}</dd>
        </div>
        <div class="tile">
          <dt>{d.joined}</dt>
          <dd class="num">{count(result.tasksJoined)}</dd>
        </div>
      </dl>
      {result.joinedAfterHandIn > 0 ? <Notice tone="info" text={d.joinedLate(count(result.joinedAfterHandIn))} /> : null}
      {result.skipped.length > 0 ? (
        <>
          <Notice tone="warn" text={d.skipped(count(result.skipped.length))} />
          <ul class="plain-list">
            {[...reasons].map(([reason, n]) => (
              <li key={reason}>
                {reason}：{count(n)}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Sheet>
  );
}
