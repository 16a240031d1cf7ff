// How a check begins: for a task, without one, or again from a record the server did not take.
import type { Household } from '../../../domain/household.ts';
import type { Survey } from '../../../domain/survey/recompute.ts';
import type { Task } from '../../../domain/task.ts';
import { newId } from '../../store/new-id.ts';
import type { Draft, KeptHandIn, PhoneStore } from '../../store/phone-store.ts';
import { fetchTheCheck } from '../shell/later.tsx';
import { draftByTask, drafts, fail, handIns, session, store, tasks } from '../state/archive.ts';

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

/** A survey that is open already goes on while the draft is written; a disk that refuses is said by the screen of storage failures. */
async function keep(draft: Draft, opened: Survey | null = null, household: Household | null = null): Promise<void> {
  const kept = openStore().keepDraft(draft);
  if (opened) {
    const { handOver } = await fetchTheCheck();
    handOver({ draft, opened, household });
    kept.catch(fail);
  } else await kept;
  show(draft);
}

/** So long the page is left alone before the survey is laid out. */
const AHEAD_MS = 150;

/** The survey is made ready while the person still reads why to go. Nothing depends on it; what it returns gives it up. */
export function prepareCheck(household: Household | null = null): () => void {
  const from = store.value;
  if (!from) return () => undefined;
  let here = true;
  let forget = (): void => undefined;
  fetchTheCheck()
    .then(async ({ formInUse, layOutAhead, forgetAhead }) => {
      await formInUse(from);
      if (household) forget = () => forgetAhead(household);
      // A tap right after the page has come is answered first.
      if (household && here) setTimeout(() => void (here && layOutAhead(from, household).catch(() => undefined)), AHEAD_MS);
    })
    .catch(() => undefined);
  return () => {
    here = false;
    forget();
  };
}

/** A draft already begun is gone on with. */
export async function begin(task: Task, household: Household | null): Promise<void> {
  if (draftByTask.value.has(task.id)) return;
  const { answersFor } = await fetchTheCheck();
  const content = task.state === 'returned' ? task.lastContent : null;
  const { personName, placeText } = task;
  const at = new Date().toISOString();
  const { begun, opened } = await answersFor(openStore(), { household, personName, placeText, visitors: lastVisitors(), content });
  await keep(
    {
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
  );
}

/** 自主申报 or 干部走访: the id of the task is made here. */
export async function beginWithoutTask(household: Household, origin: 'self' | 'round'): Promise<string> {
  const { answersFor } = await fetchTheCheck();
  const taskId = newId();
  const at = new Date().toISOString();
  const { headName: personName, address: placeText } = household;
  const { begun, opened } = await answersFor(openStore(), { household, personName, placeText, visitors: lastVisitors(), content: null });
  await keep(
    {
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
  );
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
    await keep({
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
    });
  }
  await from.putAside(handIn.id);
}
