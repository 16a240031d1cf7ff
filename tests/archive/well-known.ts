// A household of which the archive knows a lot: facts for the stories of this folder.
import { aHousehold, aMember, idNumberOf, memberId } from '../support/household.ts';

export const WELL_KNOWN = aHousehold({
  members: [
    aMember(1, { name: '王银环', details: { political: 'party', majorInsurance: true } }),
    aMember(2, {
      name: '王小军',
      birthOn: '1998-01-02',
      jobs: [{ workPlace: '610100', workCounty: '雁塔区', workMonths: 10, monthlyPay: 4200 }],
      medicalInsurance: 'employee',
      pension: 'employee',
      details: { majorInsurance: true },
    }),
    aMember(3, {
      name: '王小梅',
      sex: '2',
      birthOn: '2016-04-05',
      schoolStage: 'primary',
      labour: 'none',
      pension: 'none',
      details: { majorInsurance: true },
    }),
    aMember(4, {
      name: '王老太',
      sex: '2',
      birthOn: '1944-04-05',
      idNumber: `${idNumberOf('1944-04-05', 8)}42`,
      health: ['disabled'],
      labour: 'none',
      details: { majorInsurance: true },
    }),
  ],
  kind: 'lifted',
  category: 'unstable',
  monitorState: 'monitored',
  income: {
    year: 2025,
    totals: { wages: 42000, business: 6000, property: 0, transfers: 3000, costs: 2000, claims: 0, selfPaid: 1500 },
    items: { wagesWork: 42000, businessCrops: 6000, transferPension: 3000, costsCrops: 2000, spendMedical: 1500, propertyLand: 0 },
  },
  details: {
    householdNo: '1408260001',
    resettled: false,
    road: 'cement',
    roadKm: 0.4,
    safeWater: true,
    fuel: 'clean',
    risks: ['illness', 'labour'],
    measures: [{ id: memberId(900), measure: 'health', state: 'done', measureOn: '2026-03-01', amount: 600 }],
    identifiedOn: '2026-01-20',
  },
});
