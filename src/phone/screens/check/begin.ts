// How a check begins: for a task, without one, or again from a record the server did not take.
import type { Household } from '../../../domain/household.ts';
import type { Task } from '../../../domain/task.ts';
import { newId } from '../../store/new-id.ts';
import type { Draft, KeptHandIn, PhoneStore } from '../../store/phone-store.ts';
import { fetchTheCheck } from '../shell/later.tsx';
import { afterPaint, whenIdle } from '../state/after-paint.ts';
import { draftByTask, drafts, handIns, policy, session, store, tasks } from '../state/archive.ts';
import type { JustBegun } from './ready-check.ts';

/** Who went along last time, else this collector alone. */
function lastVisitors(): readonly string[] {
  const last = handIns.value.find((kept) => kept.handIn.content.visitors.length > 0)?.handIn.content.visitors;
  return last ?? [session.value?.account.name ?? ''].filter(Boolean);
}

function openStore(): PhoneStore {
  if (!store.value) throw new Error('no store is open');
  return store.value;
}

/** The form opens at once; the bell's reading follows. */
function show(draft: Draft): void {
  drafts.value = [...drafts.value.filter((one) => one.taskId !== draft.taskId), draft];
}

let under = false;
/** One beginning at a time: a second tap meanwhile is the same one, and what waits for it never comes. */
async function once<T>(work: () => Promise<T>): Promise<T> {
  if (under) return new Promise<T>(() => undefined);
  under = true;
  try {
    return await work();
  } finally {
    under = false;
  }
}

/** The screen that follows finds everything there; it writes the draft as soon as it is painted, and says where the disk refuses. */
async function lay(begun: JustBegun): Promise<void> {
  const { makeReady, layReady } = await fetchTheCheck();
  const { draft } = begun;
  const made = await makeReady(openStore(), draft.taskId, begun);
  if (typeof made !== 'string') layReady(made);
  afterPaint(() => show(draft));
}

/** So long the page is left alone before the survey is laid out. */
const AHEAD_MS = 150;

/** What a check of this page would open with: a draft, or the household as the archive has it. */
export interface Wanted {
  household?: Household | null | undefined;
  /** Of the task; none is known of a check without one. */
  origin?: Draft['origin'] | undefined;
  draft?: Draft | undefined;
}

/** The check is made ready while the person still reads why to go. Nothing depends on it; what it returns gives it up. */
export function prepareCheck({ household, origin, draft }: Wanted = {}): () => void {
  const from = store.value;
  if (!from) return () => undefined;
  let here = true;
  let forget = (): void => undefined;
  fetchTheCheck()
    .then(async ({ formInUse, layOutAhead, forgetAhead, surveyAhead, computeAhead, forgetComputed, surveyComputed, rehearse }) => {
      await formInUse(from);
      if (!here || (!household && !draft)) return;
      forget = () => (draft ? forgetComputed(draft.taskId) : household ? forgetAhead(household) : undefined);
      const now = (): void => {
        if (!here) return;
        const laid = draft ? computeAhead(from, draft) : household ? layOutAhead(from, household, { policy: policy.peek(), origin }) : null;
        const again = (): void => {
          const survey = here ? (draft ? surveyComputed() : surveyAhead()) : null;
          if (survey) rehearse(survey);
        };
        laid?.then(() => whenIdle(again)).catch(() => undefined);
      };
      // A tap right after the page has come is answered first.
      setTimeout(() => whenIdle(now), AHEAD_MS);
    })
    .catch(() => undefined);
  return () => {
    here = false;
    forget();
  };
}

/** 继续填写: everything is read before the screen changes; where it can't be, the screen itself says why. */
export const goOn = (taskId: string): Promise<void> => once(() => layAgain(taskId));

async function layAgain(taskId: string): Promise<void> {
  const { makeReady, layReady } = await fetchTheCheck();
  const made = await makeReady(openStore(), taskId);
  if (typeof made !== 'string') layReady(made);
}

/** A draft already begun is gone on with. */
export const begin = (task: Task, household: Household | null): Promise<void> => once(() => beginOn(task, household));

async function beginOn(task: Task, household: Household | null): Promise<void> {
  if (draftByTask.value.has(task.id)) return layAgain(task.id);
  const { answersFor } = await fetchTheCheck();
  const content = task.state === 'returned' ? task.lastContent : null;
  const { personName, placeText } = task;
  const at = new Date().toISOString();
  const { begun, opened } = await answersFor(openStore(), { household, personName, placeText, visitors: lastVisitors(), content });
  await lay({
    draft: {
      taskId: task.id,
      householdId: task.householdId,
      villageCode: task.villageCode,
      origin: task.origin,
      personName: task.personName,
      revision: task.revision + 1,
      seenVersion: household?.version ?? 0,
      ...begun,
      place: { step: content ? 'result' : '', field: '' },
      startedAt: at,
      updatedAt: at,
    },
    opened,
    household,
  });
}

/** 自主申报 or 干部走访: the id of the task is made here. */
export const beginWithoutTask = (household: Household, origin: 'self' | 'round'): Promise<string> => once(() => beginAlone(household, origin));

async function beginAlone(household: Household, origin: 'self' | 'round'): Promise<string> {
  const { answersFor } = await fetchTheCheck();
  const taskId = newId();
  const at = new Date().toISOString();
  const { headName: personName, address: placeText } = household;
  const { begun, opened } = await answersFor(openStore(), { household, personName, placeText, visitors: lastVisitors(), content: null });
  await lay({
    draft: {
      taskId,
      householdId: household.id,
      villageCode: household.villageCode,
      origin,
      personName,
      revision: 1,
      seenVersion: household.version,
      ...begun,
      place: { step: '', field: '' },
      startedAt: at,
      updatedAt: at,
    },
    opened,
    household,
  });
  return taskId;
}

/** Whether handing it in again could end otherwise: not when somebody else has reported, the task went to others, or it was withdrawn. */
export function canCorrect({ handIn, refused }: KeptHandIn): boolean {
  const task = tasks.value?.find((one) => one.id === handIn.taskId);
  if (!task) return refused?.problem === 'malformed' || refused?.problem === 'invalidInput';
  const mine = task.assignedTo === null || task.assignedTo === session.value?.account.id;
  return mine && (task.state === 'dispatched' || task.state === 'returned');
}

/** The refused record is put aside, still kept; its answers become a draft again. */
export async function correctRefused(kept: KeptHandIn): Promise<void> {
  const { handIn, personName } = kept;
  const from = openStore();
  const task = tasks.value?.find((one) => one.id === handIn.taskId);
  if (!draftByTask.value.has(handIn.taskId)) {
    const { answersFor } = await fetchTheCheck();
    const household = handIn.householdId === null ? null : ((await from.household(handIn.householdId)) ?? null);
    const placeText = task?.placeText ?? '';
    const at = new Date().toISOString();
    const { begun } = await answersFor(from, {
      household,
      personName,
      placeText,
      visitors: handIn.content.visitors,
      content: handIn.content,
    });
    const draft: Draft = {
      taskId: handIn.taskId,
      householdId: handIn.householdId,
      villageCode: handIn.villageCode,
      origin: handIn.origin,
      personName,
      // What came back in the meantime counts: this is the answer to it.
      revision: Math.max(handIn.revision, (task?.revision ?? 0) + 1),
      seenVersion: handIn.seenVersion,
      ...begun,
      place: { step: 'result', field: '' },
      startedAt: at,
      updatedAt: at,
    };
    // On the disk before the record is put aside.
    await from.keepDraft(draft);
    show(draft);
  }
  await from.putAside(handIn.id);
}
