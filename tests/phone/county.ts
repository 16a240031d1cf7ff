// One household and one task of 长杆村, for stories on the phone.
import type { Household, Member } from '../../src/domain/household.ts';
import type { Task } from '../../src/domain/task.ts';

export const VILLAGE = '140826105204';

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const aMember = (over: Partial<Member> = {}): Member => ({
  id: id(11),
  name: '王银环',
  pinyin: 'wang yin huan',
  initials: 'wyh',
  idNumber: '149926195801010028',
  relation: '02',
  sex: '2',
  birthOn: '1958-01-01',
  ethnic: '01',
  phone: '13800002046',
  schooling: 'primary',
  health: ['chronic'],
  labour: 'weak',
  medicalInsurance: 'resident',
  pension: 'resident',
  relief: 'none',
  presence: 'present',
  ...over,
});

export const aHousehold = (over: Partial<Household> = {}): Household => ({
  id: id(1),
  villageCode: VILLAGE,
  groupName: '东组',
  houseNo: '27',
  address: '长杆村东组 27 号',
  headName: '王银环',
  phone: '13800002046',
  kind: 'general',
  category: 'none',
  monitorState: 'none',
  size: 2,
  dwelling: 'B',
  landMu: 6.5,
  woodMu: 0,
  guarantees: { housing: false, schooling: false, water: false, insurance: false },
  income: { year: 2025, totals: { wages: 18_000, business: 9000, property: 300, transfers: 2400, costs: 3200, claims: 0, selfPaid: 1200 } },
  helper: null,
  noLabour: false,
  members: [
    aMember(),
    aMember({
      id: id(12),
      name: '郭玉梅',
      pinyin: 'guo yu mei',
      initials: 'gym',
      idNumber: '149926196101010048',
      relation: '10',
      birthOn: '1961-01-01',
      phone: '',
    }),
  ],
  pastChecks: [{ on: '2025-12-03', origin: 'sweep', include: false, reason: 'stableIncome', summary: '收入稳定，有保障' }],
  version: 3,
  ...over,
});

export const aTask = (over: Partial<Task> = {}): Task => ({
  id: id(2),
  villageCode: VILLAGE,
  householdId: id(1),
  personName: '王银环',
  placeText: '安裕镇 长竿村第三村民小组',
  origin: 'lead',
  title: '',
  leads: [
    {
      id: id(3),
      department: 'yibao',
      indicatorText: '三季度自付医疗费',
      amount: 18_432,
      period: '2026Q3',
      personName: '王银环',
      receivedOn: '2026-10-08',
    },
  ],
  dueOn: '2026-11-19',
  assignedTo: null,
  state: 'dispatched',
  returned: null,
  revision: 0,
  lastHandInId: null,
  lastContent: null,
  steps: [{ state: 'dispatched', at: '2026-10-09T02:00:00.000Z', byName: '县级审核员', note: '' }],
  ...over,
});
