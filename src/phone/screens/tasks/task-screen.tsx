// One task on one page: why, what came back, who and where, what is known, earlier visits, how far it is; one main button.

import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { DEPARTMENT_NAMES } from '../../../domain/department-name.ts';
import type { Task } from '../../../domain/task.ts';
import { Foot } from '../../../ui/bars.tsx';
import { Button } from '../../../ui/button.tsx';
import { Cell, Group, Note, Tag } from '../../../ui/cell.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { Empty, Skeleton } from '../../../ui/states.tsx';
import { daysBetween, sayDay, sayMoment, sayPeriod, sayYuan } from '../../../words/common/say.ts';
import { begin, canCorrect, correctRefused, goOn, prepareCheck } from '../check/begin.ts';
import { fieldName } from '../check/field-name.ts';
import { FamilyCard, MembersCard } from '../households/family-card.tsx';
import { PastChecks } from '../households/past-checks.tsx';
import { useHousehold } from '../households/use-household.ts';
import { laterInEvidence } from '../shell/later.tsx';
import { Screen, useWayBack } from '../shell/screen.tsx';
import { draftByTask, fail, session, store, tasks, unsentByTask } from '../state/archive.ts';
import { attempt } from '../state/attempt.ts';
import { today } from '../state/clock.ts';
import { common, language, w } from '../state/look.ts';
import { StateTag } from './task-row.tsx';
import { isToDo, phoneState } from './task-state.ts';

const KeptPieces = laterInEvidence((file) => file.KeptPieces, true);

export function TaskScreen({ id }: { id: string }) {
  const words = w().task;
  const back = useWayBack('/');
  const { route } = useLocation();
  const [dropping, setDropping] = useState(false);
  const task = tasks.value?.find((one) => one.id === id);
  const household = useHousehold(task?.householdId ?? null);
  const draft = draftByTask.value.get(id);
  const unsent = unsentByTask.value.get(id);
  const fresh =
    task !== undefined && draft === undefined && !task.lastContent && isToDo(phoneState(task, { draft: false, unsent: unsent !== undefined }));
  useEffect(() => prepareCheck(draft ? { draft } : fresh ? { household, origin: task.origin } : {}), [fresh, household, draft?.updatedAt]);
  if (tasks.value === null) {
    return (
      <Screen title="" back={back}>
        <Skeleton label={w().common.loading} />
      </Screen>
    );
  }
  if (!task) {
    return (
      <Screen title={w().tabs.tasks} back={back}>
        <Empty title={words.gone}>
          <p>{words.goneNote}</p>
          {draft ? (
            <Button look="primary" href={`/check/${id}`}>
              {words.resume}
            </Button>
          ) : null}
        </Empty>
      </Screen>
    );
  }
  const state = phoneState(task, { draft: draft !== undefined, unsent: unsent !== undefined });
  const start = (): void => {
    attempt(() => begin(task, household ?? null).then(() => route(`/check/${id}`)));
  };
  const resume = (event: MouseEvent): void => {
    // A link opened beside, or before everything is here, goes its own way.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    attempt(() => goOn(id).then(() => route(`/check/${id}`)));
  };
  return (
    <Screen
      title={words.title(task.personName)}
      aside={<StateTag state={state} />}
      back={back}
      foot={
        isToDo(state) ? (
          <Foot>
            {draft ? (
              <Button look="plain" onClick={() => setDropping(true)}>
                {words.dropDraft}
              </Button>
            ) : null}
            {draft ? (
              <Button look="primary" href={`/check/${id}`} onClick={resume}>
                {words.resume}
              </Button>
            ) : (
              <Button look="primary" disabled={household === undefined} onClick={start}>
                {task.state === 'returned' && task.lastContent ? words.resume : words.start}
              </Button>
            )}
          </Foot>
        ) : unsent?.state === 'refused' ? (
          <Foot>
            <Button look={canCorrect(unsent) ? 'plain' : 'primary'} onClick={() => store.value?.putAside(unsent.handIn.id).catch(fail)}>
              {w().unsent.putAside}
            </Button>
            {canCorrect(unsent) ? (
              <Button look="primary" onClick={() => attempt(() => correctRefused(unsent).then(() => route(`/check/${id}`)))}>
                {words.correct}
              </Button>
            ) : null}
          </Foot>
        ) : null
      }
    >
      {isToDo(state) && task.state === 'returned' ? <Returned task={task} /> : null}
      {unsent?.refused ? (
        <Note tone="bad" title={words.refusedNote}>
          {unsent.refused.message}
        </Note>
      ) : null}
      {unsent && !unsent.refused && !draft ? <Note tone="warn" title={words.waitingNote} /> : null}
      <Why task={task} />
      {task.assignedTo && task.assignedTo !== session.value?.account.id ? <Note title={words.assigned} /> : null}
      {household === undefined ? <Skeleton label={w().common.loading} rows={3} /> : null}
      {household === null ? (
        <Group title={words.family} foot={words.unmatched}>
          <Cell name={words.place}>{task.placeText}</Cell>
        </Group>
      ) : null}
      {household ? (
        <>
          <FamilyCard household={household} />
          <MembersCard household={household} />
          <PastChecks household={household} />
        </>
      ) : null}
      {isToDo(state) ? null : <KeptPieces taskId={id} />}
      <Timeline task={task} />
      {dropping ? (
        <Sheet
          title={words.dropSure}
          closeLabel={w().common.close}
          onClose={() => setDropping(false)}
          foot={
            <>
              <Button look="outline" onClick={() => setDropping(false)}>
                {w().common.cancel}
              </Button>
              <Button look="danger" onClick={() => store.value?.dropDraft(id).then(() => setDropping(false), fail)}>
                {words.dropYes}
              </Button>
            </>
          }
        >
          <p class="sheet-text">{words.dropText}</p>
        </Sheet>
      ) : null}
    </Screen>
  );
}

function Why({ task }: { task: Task }) {
  const words = w().task;
  const late = isToDo(task.state) ? -daysBetween(today.value, task.dueOn) : 0;
  const due = [words.due(sayDay(task.dueOn, language.value, today.value)), late > 0 ? w().tasks.late(late) : ''].filter(Boolean).join(w().common.dot);
  return (
    <Group title={words.why}>
      {task.leads.map((lead) => (
        <Cell
          key={lead.id}
          note={[lead.personName === task.personName ? '' : lead.personName, words.pushed(sayDay(lead.receivedOn, language.value, today.value)), due]
            .filter(Boolean)
            .join(w().common.dot)}
        >
          <Tag>{DEPARTMENT_NAMES[lead.department]}</Tag> {periodBefore(lead)}
          {lead.indicatorText}
          {lead.amount === null ? null : <b class="num"> {sayYuan(lead.amount, language.value)}</b>}
        </Cell>
      ))}
      {task.leads.length === 0 ? (
        <Cell note={due}>{task.title || { lead: words.why, sweep: words.sweep, self: words.self, round: words.round }[task.origin]}</Cell>
      ) : null}
    </Group>
  );
}

/** The period in words, unless the department's own words carry it already: 2026年 before 三季度自付医疗费. */
function periodBefore(lead: Task['leads'][number]): string {
  const quarter = /[一二三四]季度/.test(lead.indicatorText) && /Q\d$/.test(lead.period);
  const said = sayPeriod(quarter ? lead.period.slice(0, 4) : lead.period, language.value);
  return said === '' || lead.indicatorText.includes(said) ? '' : `${said} `;
}

export function Returned({ task }: { task: Task }) {
  const words = w().task;
  const { returned } = task;
  if (!returned) return null;
  return (
    <Note tone="bad" title={`${words.returnedTitle}${language.value === 'zh' ? '：' : ': '}${returned.reason}`}>
      {returned.text ? <p>{returned.text}</p> : null}
      {returned.fields.length > 0 ? <p>{words.returnedFields(returned.fields.map(fieldName).join(w().common.list))}</p> : null}
      <p>{words.returnedBy(returned.byName, sayMoment(returned.at, language.value, today.value))}</p>
    </Note>
  );
}

function Timeline({ task }: { task: Task }) {
  return (
    <Group title={w().task.steps}>
      <ol class="timeline">
        {task.steps.map((step) => (
          <li key={`${step.at}${step.state}`}>
            <b>{common().taskStates[step.state]}</b>
            <span class="cell-note">
              {sayMoment(step.at, language.value, today.value)} {step.byName}
            </span>
            {step.note ? <span class="cell-note">{step.note}</span> : null}
          </li>
        ))}
      </ol>
    </Group>
  );
}
