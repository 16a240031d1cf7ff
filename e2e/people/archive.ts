// What a department knows of the people it writes about: read as the village's own collector may read it, over the real sync route.
import type { Household } from '../../src/domain/household.ts';
import type { Task } from '../../src/domain/task.ts';
import { type SyncPage, WIRE_VERSION } from '../../src/wire/sync.ts';
import { PASSWORD } from './installation.ts';

export interface VillageArchive {
  households: Household[];
  tasks: Task[];
  /** Households that nobody is about to visit and that have a member with an ID number. */
  quiet: Household[];
}

const OPEN = ['dispatched', 'submitted', 'returned', 'reviewed'];

/** Everything a village's collector holds, on the first day. */
export async function archiveOf(url: string, villageCode: string): Promise<VillageArchive> {
  const signedIn = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: `village-${villageCode}`, password: PASSWORD }),
  });
  if (!signedIn.ok) throw new Error(`signing in as village-${villageCode}: ${signedIn.status} ${await signedIn.text()}`);
  const { csrfToken } = (await signedIn.json()) as { csrfToken: string };
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const device = { id: crypto.randomUUID(), label: '部门查询', appVersion: 'journey', highestNumber: 0, holding: 0, oldestAt: null };
  const reply = await fetch(`${url}/api/v1/sync`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrfToken, cookie },
    body: JSON.stringify({ wireVersion: WIRE_VERSION, device, cursors: {}, handIns: [] }),
  });
  if (!reply.ok) throw new Error(`reading ${villageCode}: ${reply.status} ${await reply.text()}`);
  const changes = (await reply.text())
    .trim()
    .split('\n')
    .flatMap((line) => (JSON.parse(line) as SyncPage).changes);
  const households = changes.flatMap((change) => (change.kind === 'household' ? [change.household] : []));
  const tasks = changes.flatMap((change) => (change.kind === 'task' ? [change.task] : []));
  const busy = new Set(tasks.filter((task) => OPEN.includes(task.state)).map((task) => task.householdId));
  const names = new Map<string, number>();
  for (const { headName } of households) names.set(headName, (names.get(headName) ?? 0) + 1);
  // A journey finds people by name: two heads of one name would leave it to chance which of them is meant.
  const quiet = households.filter(
    (household) =>
      !busy.has(household.id) && names.get(household.headName) === 1 && household.members.some((member) => member.idNumber.length === 18),
  );
  return { households, tasks, quiet };
}

/** Checks that wait to be made in a village, by the name of the household's head; a name that stands twice is left out. */
export function openTasksOf({ households, tasks }: VillageArchive): { headName: string; task: Task }[] {
  const byId = new Map(households.map((household) => [household.id, household]));
  const open = tasks
    .filter((task) => task.state === 'dispatched')
    .flatMap((task) => {
      const household = task.householdId ? byId.get(task.householdId) : undefined;
      return household ? [{ headName: household.headName, task }] : [];
    });
  return open.filter(({ headName }) => households.filter((household) => household.headName === headName).length === 1);
}
