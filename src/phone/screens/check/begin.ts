// How a check begins: for a task, without one, or again from a record the server did not take.
import { draftFrom, newDraft } from '../../../domain/core-draft.ts';
import type { Household } from '../../../domain/household.ts';
import type { Task } from '../../../domain/task.ts';
import { newId } from '../../store/new-id.ts';
import type { Draft, KeptHandIn } from '../../store/phone-store.ts';
import { draftByTask, drafts, handIns, session, store, tasks } from '../state/archive.ts';

/** Who went along last time, else this collector alone. */
function lastVisitors(): readonly string[] {
  const last = handIns.value.find((kept) => kept.handIn.content.visitors.length > 0)?.handIn.content.visitors;
  return last ?? [session.value?.account.name ?? ''].filter(Boolean);
}

async function keep(draft: Draft): Promise<void> {
  if (!store.value) throw new Error('no store is open');
  await store.value.keepDraft(draft);
  // The form opens at once; the bell's reading follows.
  drafts.value = [...drafts.value.filter((one) => one.taskId !== draft.taskId), draft];
}

/** A draft already begun is gone on with. */
export async function begin(task: Task, household: Household | null): Promise<void> {
  if (draftByTask.value.has(task.id)) return;
  const at = new Date().toISOString();
  await keep({
    taskId: task.id,
    householdId: task.householdId,
    villageCode: task.villageCode,
    origin: task.origin,
    personName: task.personName,
    revision: task.revision + 1,
    seenVersion: household?.version ?? 0,
    answers: newDraft(task, household, lastVisitors()),
    place: { step: task.state === 'returned' ? 'result' : 'family', field: '' },
    startedAt: at,
    updatedAt: at,
  });
}

/** 自主申报 or 干部走访: the id of the task is made here. */
export async function beginWithoutTask(household: Household, origin: 'self' | 'round'): Promise<string> {
  const taskId = newId();
  const at = new Date().toISOString();
  await keep({
    taskId,
    householdId: household.id,
    villageCode: household.villageCode,
    origin,
    personName: household.headName,
    revision: 1,
    seenVersion: household.version,
    answers: newDraft(
      { personName: household.headName, placeText: household.address, lastContent: null, state: 'dispatched' },
      household,
      lastVisitors(),
    ),
    place: { step: 'family', field: '' },
    startedAt: at,
    updatedAt: at,
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
  const { handIn } = kept;
  const task = tasks.value?.find((one) => one.id === handIn.taskId);
  const at = new Date().toISOString();
  if (!draftByTask.value.has(handIn.taskId) && handIn.content.surveyVersion === 'core-1') {
    await keep({
      taskId: handIn.taskId,
      householdId: handIn.householdId,
      villageCode: handIn.villageCode,
      origin: handIn.origin,
      personName: kept.personName,
      // What came back in the meantime counts: this is the answer to it.
      revision: Math.max(handIn.revision, (task?.revision ?? 0) + 1),
      seenVersion: handIn.seenVersion,
      answers: draftFrom(handIn.content),
      place: { step: 'result', field: '' },
      startedAt: at,
      updatedAt: at,
    });
  }
  await store.value?.putAside(handIn.id);
}
