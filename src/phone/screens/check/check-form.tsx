// The check itself: steps with progress, kept with every answer, handed in at the end. Back never loses anything, and coming back leads to the same field.

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { formOf } from '../../../domain/form-code.ts';
import type { Household } from '../../../domain/household.ts';
import type { Survey } from '../../../domain/survey/recompute.ts';
import { NavBar, Steps } from '../../../ui/bars.tsx';
import { Button } from '../../../ui/button.tsx';
import { Note } from '../../../ui/cell.tsx';
import { newId } from '../../store/new-id.ts';
import type { Draft, PhoneStore } from '../../store/phone-store.ts';
import { withReserve } from '../../store/reserve.ts';
import { failureOf } from '../../store/store-failure.ts';
import { EvidenceAtHand } from '../evidence/evidence-desk.ts';
import { SyncLine } from '../shell/sync-line.tsx';
import { policy, tasks } from '../state/archive.ts';
import { sendSoon } from '../state/errand.ts';
import { w } from '../state/look.ts';
import type { ShelvedForm } from '../survey/form-shelf.ts';
import type { Place } from '../survey/survey-desk.ts';
import { Returned } from '../tasks/task-screen.tsx';
import { CheckFoot } from './check-foot.tsx';
import type { DraftDesk } from './desk.ts';
import { EVIDENCE } from './evidence-slot.ts';
import { type CheckOnTable, missingOf, openCheck } from './open-check.ts';
import { pagesOf } from './pages.ts';
import { PeopleStep } from './people-step.tsx';
import { CHECK, isOpen } from './remarks.ts';
import { RemarksSheet } from './remarks-sheet.tsx';
import { ResultStep } from './result-step.tsx';
import { SectionStep } from './section-step.tsx';
import { type Step, stepsOf } from './steps.ts';

interface Props {
  from: PhoneStore;
  draft: Draft;
  opened: Survey | null;
  written: boolean;
  survey: ShelvedForm;
  supplements: readonly ShelvedForm[];
  household: Household | null;
  readOnly: boolean;
  back: () => void;
}

export function CheckForm(props: Props) {
  const { from, readOnly, back } = props;
  const words = w();
  const { route } = useLocation();
  const task = tasks.value?.find((one) => one.id === props.draft.taskId) ?? null;
  // One check from its opening to its end: what the sync brings meanwhile does not touch it.
  const check = useMemo(() => openCheck({ ...props, task, policy: policy.peek() }), []);
  useEffect(() => () => check.leave(), [check]);
  const { desk } = check;
  const steps = stepsOf(check.survey, check.supplements.value, desk.head.value.include);
  const place = desk.place.value;
  const at = Math.max(
    0,
    steps.findIndex((step) => step.id === place.step),
  );
  const step = steps[at] as Step;
  const pages = pagesOf(step);
  const page = Math.max(
    0,
    pages.findIndex((one) => place.field === `${one.instanceId}.${one.key}`),
  );
  const only = pages[page] ?? null;
  const [sheet, setSheet] = useState<'missing' | 'remarks' | null>(null);
  const [handing, setHanding] = useState(false);
  const box = useRef<HTMLElement>(null);
  const name = stepName(step);
  const title = words.form.step(at + 1, steps.length, name);

  // A step begins at its top, or at the field the person was in; the way into the form and a jump from a remark lead to the same place.
  const jump = useRef(place.field);
  const turned = useRef(false);
  // A section with pages inside (a member's) is told where to open.
  const [target, setTarget] = useState<Place | null>(() => placeOf(place.field));
  useEffect(() => {
    const field = jump.current ? document.getElementById(`field-${jump.current}`) : null;
    jump.current = '';
    if (field) {
      field.scrollIntoView({ block: 'center' });
      field.focus({ preventScroll: true });
    } else if (turned.current) box.current?.scrollTo(0, 0);
    // A page that has just been made stands at its top: scrolling there would only have it laid out twice.
    turned.current = true;
  }, [step.id, only?.instanceId, only?.key]);

  const goTo = (next: Step, field = ''): void => {
    if (next.id !== step.id && step.kind === 'section') check.left(step.id);
    jump.current = field;
    setTarget(placeOf(field));
    if (next.id === step.id && field) document.getElementById(`field-${field}`)?.focus();
    desk.go(next.id, field);
  };
  const turn = (by: 1 | -1): void => {
    const other = pages[page + by];
    if (other) {
      desk.go(step.id, `${other.instanceId}.${other.key}`);
      return;
    }
    const next = steps[at + by];
    if (!next) return;
    const inside = pagesOf(next);
    const first = by === 1 ? inside[0] : inside[inside.length - 1];
    goTo(next, first ? `${first.instanceId}.${first.key}` : '');
  };
  const forward = (): void => turn(1);
  /** From a remark to its field, whichever step it stands on. */
  const jumpTo = (to: Place & { code?: string }): void => {
    setSheet(null);
    if (to.instanceId === CHECK) {
      const wanted =
        steps.find((one) => one.kind === 'people' && ['visitors', 'respondent'].includes(to.key)) ?? steps.find((one) => one.kind === 'result');
      if (wanted) goTo(wanted, `${to.instanceId}.${to.key}`);
      return;
    }
    const of = [check.survey, ...check.supplements.peek()][formOf(to.code ?? '')];
    for (const one of steps) {
      if (one.kind === 'section' && one.desk === of && of.sectionKey(to) === one.node.key) {
        goTo(one, `${to.instanceId}.${to.key}`);
        return;
      }
    }
  };
  const handInNow = async (): Promise<void> => {
    setHanding(true);
    try {
      await check.evidence.settle();
      const content = check.finish();
      await desk.flush();
      const handInId = newId();
      await withReserve(() => from.handIn(desk.now(), content, { handInId, now: new Date() }));
      sendSoon();
      route(`/handed-in/${props.draft.taskId}`, true);
    } catch (error) {
      setHanding(false);
      // The answers stay on the screen, and the note above the buttons says what is wrong with the storage.
      if (!failureOf(error)) throw error;
      desk.failed(error);
    }
  };
  const submit = (): void => {
    if (handing) return;
    check.beStrict();
    if (missingOf(check).length > 0) setSheet('missing');
    else if (check.remarks.peek().some(isOpen)) setSheet('remarks');
    else void handInNow();
  };

  return (
    <EvidenceAtHand value={check.evidence}>
      <div class="screen">
        <header class="top">
          <NavBar
            title={words.form.title(props.draft.personName)}
            back={{ label: words.common.back, onClick: back }}
            aside={<SavedMark desk={desk} readOnly={readOnly} />}
          />
          <Steps step={at + 1} of={steps.length} label={title} />
          <SyncLine />
        </header>
        <main
          class="scroll"
          ref={box}
          onFocusIn={(event) => {
            const id = (event.target as HTMLElement).closest('[id^="field-"]')?.id.slice(6);
            // A question on a page of its own is the place already.
            if (id && !readOnly && !only) desk.go(step.id, id);
          }}
        >
          <h2 class="step-title">{title}</h2>
          {only && pages.length > 1 ? <p class="step-page num">{words.form.page(page + 1, pages.length)}</p> : null}
          {readOnly ? (
            <Note tone="warn" title={words.form.otherTabTitle}>
              {words.form.otherTab}
            </Note>
          ) : null}
          <DiskTrouble desk={desk} />
          {task?.state === 'returned' ? <Returned task={task} /> : null}
          {step.kind === 'section' ? <SectionStep key={step.id} step={step} only={only} target={target} onDone={forward} /> : null}
          {step.kind === 'result' ? <ResultStep check={check} from={from} /> : null}
          {step.kind === 'people' ? <PeopleStep check={check} /> : null}
        </main>
        <RemovedBar check={check} />
        {EVIDENCE.removed && check.evidence.removed.value ? <EVIDENCE.removed /> : null}
        {readOnly ? null : (
          <CheckFoot
            step={step}
            only={only}
            first={at === 0 && page === 0}
            last={at === steps.length - 1 && page >= pages.length - 1}
            handing={handing}
            onBack={() => turn(-1)}
            onForward={forward}
            onSubmit={submit}
          />
        )}
        {sheet ? (
          <RemarksSheet
            check={check}
            missing={sheet === 'missing'}
            onClose={() => setSheet(null)}
            onFix={jumpTo}
            onReady={() => {
              setSheet(null);
              void handInNow();
            }}
          />
        ) : null}
      </div>
    </EvidenceAtHand>
  );
}

/** The place that a field's name means; null for none. Keys may hold points, ids don't. */
function placeOf(field: string): Place | null {
  const at = field.indexOf('.');
  return at < 0 ? null : { instanceId: field.slice(0, at), key: field.slice(at + 1) };
}

function stepName(step: Step): string {
  if (step.kind === 'result') return w().form.steps.result;
  if (step.kind === 'people') return w().form.steps.people;
  return step.desk.text('root', step.node.key, 'label') || step.node.item.name;
}

function SavedMark({ desk, readOnly }: { desk: DraftDesk; readOnly: boolean }) {
  const words = w().form;
  return <span role="status">{readOnly ? '' : { saved: words.saved, saving: words.saving, failed: words.notSaved }[desk.saved.value]}</span>;
}

function DiskTrouble({ desk }: { desk: DraftDesk }) {
  const failure = desk.failure.value;
  return failure ? (
    <Note tone="bad" title={w().form.notSaved}>
      <p>{failure === 'broken' ? w().form.notSavedBroken : w().states.failures[failure]}</p>
      <p>{w().form.notSavedNote}</p>
      <Button look="outline" small onClick={() => void desk.flush().catch(() => undefined)}>
        {w().states.again}
      </Button>
    </Note>
  ) : null;
}

/** Who or what was just taken out, with the way back. */
function RemovedBar({ check }: { check: CheckOnTable }) {
  const desk = [check.survey, ...check.supplements.value].find((one) => one.removed.value !== null);
  const removed = desk?.removed.value;
  if (!desk || !removed) return null;
  return (
    <div class="removed-bar" role="status">
      <span>{w().survey.removed(removed.name)}</span>
      <Button look="outline" small onClick={removed.bringBack}>
        {w().survey.bringBack}
      </Button>
      <Button
        look="plain"
        small
        onClick={() => {
          desk.removed.value = null;
        }}
      >
        {w().common.close}
      </Button>
    </div>
  );
}
