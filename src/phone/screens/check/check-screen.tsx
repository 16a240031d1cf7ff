// The check itself: steps with progress, kept with every answer, handed in at the end.

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { confirmFamily, familyConfirmed, finish, guaranteesAnswered } from '../../../domain/core-draft.ts';
import { suggestedSummary } from '../../../domain/core-summary.ts';
import { Foot, NavBar, Steps } from '../../../ui/bars.tsx';
import { Button } from '../../../ui/button.tsx';
import { Note } from '../../../ui/cell.tsx';
import { Empty, Skeleton } from '../../../ui/states.tsx';
import { newId } from '../../store/new-id.ts';
import type { Draft, PhoneStore } from '../../store/phone-store.ts';
import { failureOf } from '../../store/store-failure.ts';
import { useHousehold } from '../households/use-household.ts';
import { useWayBack } from '../shell/screen.tsx';
import { SyncLine } from '../shell/sync-line.tsx';
import { fail, policy, store, tasks } from '../state/archive.ts';
import { sendSoon } from '../state/errand.ts';
import { formOpen } from '../state/form-open.ts';
import { w } from '../state/look.ts';
import { Returned } from '../tasks/task-screen.tsx';
import { type DraftDesk, holdDraft, openDesk } from './desk.ts';
import { FamilyStep } from './family-step.tsx';
import { GuaranteesStep } from './guarantees-step.tsx';
import { IncomeStep } from './income-step.tsx';
import { type Remark, remarksOn } from './remarks.ts';
import { RemarksSheet } from './remarks-sheet.tsx';
import { ResultStep } from './result-step.tsx';
import { RisksStep } from './risks-step.tsx';
import { isStep, type Step, stepOf, stepsFor } from './steps.ts';
import { VisitorsStep } from './visitors-step.tsx';

export function CheckScreen({ taskId }: { taskId: string }) {
  const [draft, setDraft] = useState<Draft | null | undefined>(undefined);
  const [holding, setHolding] = useState<boolean | null>(null);
  const from = store.value;
  const back = useWayBack(`/tasks/${taskId}`);
  useEffect(() => {
    let release = (): void => undefined;
    let current = true;
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    formOpen.value = true;
    // The lock first: what another tab wrote last is then what is read.
    holdDraft(taskId, until)
      .then(async (mine) => {
        const found = (await from?.draft(taskId)) ?? null;
        if (!current) return;
        setHolding(mine);
        setDraft(found);
      })
      .catch(fail);
    return () => {
      current = false;
      formOpen.value = false;
      release();
    };
  }, [taskId, from]);
  if (draft === undefined || holding === null || !from) {
    return (
      <div class="screen">
        <header>
          <NavBar title="" back={{ label: w().common.back, onClick: back }} />
        </header>
        <main class="scroll">
          <Skeleton label={w().common.loading} />
        </main>
      </div>
    );
  }
  if (draft === null) {
    return (
      <div class="screen">
        <header>
          <NavBar title={w().form.steps.result} back={{ label: w().common.back, onClick: back }} />
        </header>
        <main class="scroll">
          <Empty title={w().task.gone}>
            <Button look="primary" href="/">
              {w().states.home}
            </Button>
          </Empty>
        </main>
      </div>
    );
  }
  return <Form from={from} first={draft} readOnly={!holding} back={back} />;
}

function Form({ from, first, readOnly, back }: { from: PhoneStore; first: Draft; readOnly: boolean; back: () => void }) {
  const words = w();
  const { route } = useLocation();
  const desk: DraftDesk = useMemo(() => openDesk(from, first), [from, first]);
  useEffect(() => () => desk.leave(), [desk]);
  const draft = desk.draft.value;
  const { answers } = draft;
  const household = useHousehold(draft.householdId);
  const task = tasks.value?.find((one) => one.id === draft.taskId) ?? null;
  const steps = stepsFor(answers);
  const step: Step = isStep(draft.place.step) && steps.includes(draft.place.step) ? draft.place.step : (steps[0] as Step);
  const at = steps.indexOf(step);
  const last = at === steps.length - 1;
  const about = task ?? { leads: [], personName: draft.personName, origin: draft.origin };
  const suggested = suggestedSummary(answers, about, policy.value);
  const [remarks, setRemarks] = useState<Remark[] | null>(null);
  const [handing, setHanding] = useState(false);
  const box = useRef<HTMLElement>(null);

  // A step begins at its top, or at the field the person was in; the way into the form and a jump from a remark lead to the same place.
  const jump = useRef(draft.place.field);
  useEffect(() => {
    const field = jump.current ? document.getElementById(`field-${jump.current}`) : null;
    jump.current = '';
    if (field) {
      field.scrollIntoView({ block: 'center' });
      field.focus({ preventScroll: true });
    } else box.current?.scrollTo(0, 0);
  }, [step]);

  const goTo = (next: Step, field = ''): void => {
    jump.current = field;
    if (next === step && field) document.getElementById(`field-${field}`)?.focus();
    desk.go(next, field);
  };
  const forward = (): void => {
    const next = steps[at + 1];
    if (next) goTo(next);
  };
  const handInNow = async (): Promise<void> => {
    setHanding(true);
    try {
      await desk.flush();
      await from.handIn(desk.draft.value, finish(desk.draft.value.answers, suggested), { handInId: newId(), now: new Date() });
      sendSoon();
      route(`/handed-in/${draft.taskId}`, true);
    } catch (error) {
      setHanding(false);
      // The answers stay on the screen, and the note above the buttons says what is wrong with the storage.
      if (!failureOf(error)) throw error;
      desk.saved.value = 'failed';
      desk.failure.value = failureOf(error)?.kind ?? 'broken';
    }
  };
  const submit = (): void => {
    if (handing) return;
    const line = policy.value?.monitoringLine ?? null;
    const found = remarksOn(answers, { suggested, household: household ?? null, line }, words.remarks);
    if (found.length > 0) setRemarks(found);
    else void handInNow();
  };

  const props = { desk, answers, household: household ?? null, readOnly };
  return (
    <div class="screen">
      <header class="top">
        <NavBar
          title={words.form.title(draft.personName)}
          back={{ label: words.common.back, onClick: back }}
          aside={
            <span role="status">
              {readOnly ? '' : { saved: words.form.saved, saving: words.form.saving, failed: words.form.notSaved }[desk.saved.value]}
            </span>
          }
        />
        <Steps step={at + 1} of={steps.length} label={words.form.step(at + 1, steps.length, words.form.steps[step])} />
        <SyncLine />
      </header>
      <main
        class="scroll"
        ref={box}
        onFocusIn={(event) => {
          const id = (event.target as HTMLElement).closest('[id^="field-"]')?.id.slice(6);
          if (id && !readOnly) desk.go(step, id);
        }}
      >
        <h2 class="step-title">{words.form.step(at + 1, steps.length, words.form.steps[step])}</h2>
        {readOnly ? (
          <Note tone="warn" title={words.form.otherTabTitle}>
            {words.form.otherTab}
          </Note>
        ) : null}
        {desk.failure.value ? (
          <Note tone="bad" title={words.form.notSaved}>
            {words.states.failures[desk.failure.value]}
          </Note>
        ) : null}
        {task?.state === 'returned' ? <Returned task={task} /> : null}
        {step === 'family' ? <FamilyStep {...props} /> : null}
        {step === 'guarantees' ? <GuaranteesStep {...props} onFine={forward} /> : null}
        {step === 'result' ? <ResultStep {...props} suggested={suggested} /> : null}
        {step === 'income' ? <IncomeStep {...props} /> : null}
        {step === 'risks' ? <RisksStep {...props} /> : null}
        {step === 'visitors' ? <VisitorsStep {...props} suggested={suggested} /> : null}
      </main>
      {readOnly ? null : (
        <Foot>
          {at > 0 ? (
            <Button look="outline" onClick={() => goTo(steps[at - 1] as Step)}>
              {words.common.previous}
            </Button>
          ) : null}
          {step === 'family' && !familyConfirmed(answers) ? (
            <Button
              look="primary"
              onClick={() => {
                desk.answer(confirmFamily);
                forward();
              }}
            >
              {words.common.confirm}
            </Button>
          ) : last ? (
            <Button look="primary" disabled={handing} onClick={submit}>
              {handing ? words.form.submitting : words.form.submit}
            </Button>
          ) : (
            <Button look="primary" disabled={step === 'guarantees' && !guaranteesAnswered(answers)} onClick={forward}>
              {words.common.next}
            </Button>
          )}
        </Foot>
      )}
      {remarks ? (
        <RemarksSheet
          remarks={remarks}
          onClose={() => setRemarks(null)}
          onFix={(path) => {
            setRemarks(null);
            goTo(stepOf(path), path);
          }}
          onAnyway={() => {
            setRemarks(null);
            void handInNow();
          }}
        />
      ) : null}
    </div>
  );
}
