// Households, tasks, answers and phones for the stories: synthetic, with ID numbers in the range that was never issued.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { Household, Member } from '../../../src/domain/household.ts';
import { checkDigit } from '../../../src/domain/id-number.ts';
import { OFFICIAL_SURVEY } from '../../../src/domain/official/survey.ts';
import type { Task } from '../../../src/domain/task.ts';
import type { CheckContent, CheckDraft } from '../../../src/domain/visit.ts';
import type { Shelter } from '../../../src/phone/store/database.ts';
import type { Draft } from '../../../src/phone/store/phone-store.ts';
import type { SyncPage } from '../../../src/wire/sync.ts';

export const VILLAGE = '140826101201';
export const OTHER_VILLAGE = '140826101202';

/** A UUID from a number: 7 → 00000000-0000-4000-8000-000000000007. */
export const uuid = (n: number, family = 0): string => `${family.toString(16).padStart(8, '0')}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

export const idNumber = (n: number): string => {
  const first17 = `149926${1950 + (n % 60)}0${1 + (n % 9)}1${n % 10}${String(n % 1000).padStart(3, '0')}`;
  return first17 + checkDigit(first17);
};

export function member(n: number, name: string): Member {
  return {
    id: uuid(n, 3),
    name,
    pinyin: 'wang yin huan',
    initials: 'wyh',
    idNumber: idNumber(n),
    relation: '02',
    sex: '1',
    birthOn: '1968-01-11',
    ethnic: '01',
    phone: '13800000000',
    schooling: 'junior',
    health: ['healthy'],
    labour: 'ordinary',
    medicalInsurance: 'resident',
    pension: 'resident',
    relief: 'none',
    presence: 'present',
  };
}

export function household(n: number, villageCode = VILLAGE): Household {
  return {
    id: uuid(n, 1),
    villageCode,
    groupName: `${1 + (n % 4)}组`,
    houseNo: String(n),
    address: '',
    headName: `王银环${n}`,
    phone: '13800000000',
    kind: 'general',
    category: 'none',
    monitorState: 'none',
    size: 1,
    dwelling: 'B',
    landMu: 4,
    woodMu: 0,
    guarantees: { housing: false, schooling: false, water: false, insurance: false },
    income: null,
    helper: null,
    noLabour: false,
    members: [member(n, `王银环${n}`)],
    pastChecks: [],
    version: 1,
  };
}

export function task(n: number, villageCode = VILLAGE): Task {
  return {
    id: uuid(n, 2),
    villageCode,
    householdId: uuid(n, 1),
    personName: `王银环${n}`,
    placeText: '',
    origin: 'lead',
    title: '',
    leads: [],
    dueOn: '2026-11-30',
    assignedTo: null,
    state: 'dispatched',
    returned: null,
    revision: 0,
    lastHandInId: null,
    lastContent: null,
    steps: [],
  };
}

const { id: form, version } = OFFICIAL_SURVEY;

/** A check on the official survey in which nothing was said but that the four guarantees are safe. */
export const notIncluded = (summary = '费用已报销，收入稳定'): CheckContent => ({
  result: { residency: 'rural', include: false, category: null, reason: 'reimbursed', summary },
  visitors: ['李采集', '赵组长'],
  respondent: '王银环',
  survey: {
    form,
    version,
    root: {
      id: 'root',
      values: { phone: '13800000000', groupName: '1组', housingProblem: 'no', schoolingProblem: 'no', waterProblem: 'no', insuranceProblem: 'no' },
      repeats: {},
      unconfirmed: [],
    },
  },
  supplements: [],
  explanations: [],
  evidence: [],
  position: null,
});

const answersOf = ({ result, visitors, respondent }: CheckContent): CheckDraft => ({
  ...result,
  visitors,
  respondent,
  survey: { form, version, root: { id: 'root', values: {}, repeats: {} } },
  supplements: [],
  explanations: [],
  evidence: [],
  position: null,
});

/** What the collector has typed about task `n`. */
export function draft(n: number, content = notIncluded(), more: Partial<Draft> = {}): Draft {
  return {
    taskId: uuid(n, 2),
    householdId: uuid(n, 1),
    villageCode: VILLAGE,
    origin: 'lead',
    personName: `王银环${n}`,
    revision: 1,
    seenVersion: 1,
    answers: answersOf(content),
    forms: { survey: 'f'.repeat(64), supplements: [] },
    percent: 50,
    place: { step: 'result', field: 'summary' },
    startedAt: '2026-11-21T01:00:00.000Z',
    updatedAt: '2026-11-21T01:00:00.000Z',
    ...more,
  };
}

export function page(more: Partial<SyncPage> = {}): SyncPage {
  return { receipts: [], changes: [], cursors: {}, serverTime: '2026-11-21T01:00:00.000Z', end: true, ...more };
}

/** A phone of its own: nothing it keeps is seen by another one in the same process. */
export const newShelter = (): Shelter => ({ indexedDB: new IDBFactory(), IDBKeyRange });
