// Villages whose collectors have been out: many checks handed in at once over the real sync route, for journeys that are about what the office does with them.
import { randomUUID } from 'node:crypto';
import { checkOf } from '../../src/demo/check-of.ts';
import type { Household } from '../../src/domain/household.ts';
import type { CheckContent } from '../../src/domain/visit.ts';
import { type HandIn, handInHash, WIRE_VERSION } from '../../src/wire/sync.ts';
import { archiveOf } from './archive.ts';
import { PASSWORD } from './installation.ts';

/** What a collector found: everything as the archive has it, no trouble, not included. Null where the rules would not let it go. */
function quietCheck(household: Household): CheckContent | null {
  try {
    return checkOf(household, {
      about: { leads: [], personName: household.headName, origin: 'round' },
      result: { include: false, category: null, reason: 'stableIncome' },
      madeAt: new Date(),
    });
  } catch {
    return null;
  }
}

/** Self-started checks of these households of one village, from a phone of its own. */
export async function handsIn(url: string, villageCode: string, households: readonly Household[]): Promise<void> {
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
  const handIns: HandIn[] = [];
  for (const [index, household] of households.entries()) {
    const content = quietCheck(household);
    if (!content) throw new Error(`${household.headName}: the rules hold this check back`);
    const record: Omit<HandIn, 'hash'> = {
      id: randomUUID(),
      kind: 'check',
      number: index + 1,
      villageCode,
      householdId: household.id,
      taskId: randomUUID(),
      origin: 'round',
      revision: 1,
      seenVersion: household.version,
      madeAt: new Date().toISOString(),
      clockOffsetMs: 0,
      content,
    };
    handIns.push({ ...record, hash: await handInHash(record) });
  }
  const device = { id: randomUUID(), label: '走访手机', appVersion: 'journey', highestNumber: handIns.length, holding: 0, oldestAt: null };
  const reply = await fetch(`${url}/api/v1/sync`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrfToken, cookie },
    body: JSON.stringify({ wireVersion: WIRE_VERSION, device, cursors: {}, handIns }),
  });
  const text = await reply.text();
  if (!reply.ok) throw new Error(`handing in from ${villageCode}: ${reply.status} ${text}`);
  if (/"outcome":"refused"/.test(text)) throw new Error(`refused from ${villageCode}: ${text.slice(0, 500)}`);
}

export interface Waiting {
  villageCode: string;
  household: Household;
}

/** Households of these villages that nobody is about to visit, no name twice among them. */
export async function quietHouseholds(url: string, villageCodes: readonly string[]): Promise<Waiting[]> {
  const found: Waiting[] = [];
  for (const villageCode of villageCodes) {
    const { quiet } = await archiveOf(url, villageCode);
    for (const household of quiet) {
      const isNew = !found.some((one) => one.household.headName === household.headName);
      if (isNew && quietCheck(household)) found.push({ villageCode, household });
    }
  }
  return found;
}

export async function handInAll(url: string, waiting: readonly Waiting[]): Promise<void> {
  for (const villageCode of new Set(waiting.map((one) => one.villageCode))) {
    await handsIn(
      url,
      villageCode,
      waiting.filter((one) => one.villageCode === villageCode).map((one) => one.household),
    );
  }
}
