// The demonstration county looks like a county, and nothing in it would be an error to the office's own rules, but for the slips that are there to be found.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawCounty, FULL_COUNTY, planCounty, SMALL_COUNTY } from '../../src/demo/county.ts';
import { ageOn, schoolYearStart } from '../../src/demo/days.ts';
import { NEVER_ISSUED, SILENT_RANGE } from '../../src/demo/numbers.ts';
import { slipped } from '../../src/demo/slips.ts';
import { Household, type Member } from '../../src/domain/household.ts';
import { idNumberFault, readIdNumber } from '../../src/domain/id-number.ts';
import { perCapita, sumYuan } from '../../src/domain/money.ts';
import { PLACES } from '../../src/domain/official/places.ts';
import { readDivisions } from '../../src/server/ledger/divisions.ts';

const TODAY = '2026-11-22';
const LINE = 8000;
const divisions = readDivisions('data/divisions-jiangxian.csv');
const draw = (seed: string, size = { households: 400, people: 1_350 }, today = TODAY) => [
  ...drawCounty({ divisions, size, seed, today, line: LINE }),
];
const householdsOf = (seed: string, today = TODAY) => draw(seed, undefined, today).flatMap((village) => village.households);

/** Any seed, any day of some years: the county must be sound whenever it is drawn. */
const anyCounty = fc.tuple(
  fc.string({ minLength: 1, maxLength: 8 }),
  fc.integer({ min: 0, max: 1_500 }).map((days) => new Date(Date.UTC(2025, 0, 1 + days)).toISOString().slice(0, 10)),
);
const everywhere = (check: (household: Household, today: string) => void): void => {
  fc.assert(
    fc.property(anyCounty, ([seed, today]) => {
      for (const household of householdsOf(seed, today)) if (!slipped(household.id)) check(household, today);
    }),
    { numRuns: 5, endOnFailure: true },
  );
};
const able = (member: Member): boolean => member.labour === 'ordinary' || member.labour === 'skilled';

const MALE = new Set(['20', '28', '41', '43', '51', '53', '55']);
const FEMALE = new Set(['30', '38', '42', '44', '52', '54', '56']);

describe('a household of the demonstration county', () => {
  it('is a household as the archive defines it', () => {
    for (const household of householdsOf('shape')) expect(Household.parse(household)).toEqual(household);
  });

  it('has one head, one spouse at most, relations of the right sex, and as many members as its size says', () => {
    everywhere(({ members, size, headName, phone }) => {
      expect(members.filter((member) => member.relation === '02')).toHaveLength(1);
      expect(members.filter((member) => member.relation === '10').length).toBeLessThanOrEqual(1);
      expect(members).toHaveLength(size);
      expect([members[0]?.name, members[0]?.phone]).toEqual([headName, phone]);
      const spouse = members.find((member) => member.relation === '10');
      if (spouse) expect(spouse.sex).not.toBe(members[0]?.sex);
      for (const { relation, sex } of members) {
        if (MALE.has(relation)) expect(sex).toBe('1');
        if (FEMALE.has(relation)) expect(sex).toBe('2');
      }
    });
  });

  it('gives each a sound ID number that was never issued and agrees with birth date and sex', () => {
    everywhere(({ members }) => {
      for (const { idNumber, birthOn, sex, health } of members) {
        expect(idNumberFault(idNumber)).toBeNull();
        expect(idNumber.startsWith(NEVER_ISSUED)).toBe(true);
        expect(readIdNumber(idNumber)).toEqual({ birthOn, sex });
        expect(idNumber.length).toBe(health.includes('disabled') ? 20 : 18);
      }
    });
  });

  it('keeps children younger than their parents and nobody born tomorrow', () => {
    everywhere(({ members }, today) => {
      const age = (relation: string): number[] =>
        members.filter((member) => member.relation === relation).map((member) => ageOn(member.birthOn ?? '', today));
      const [head] = age('02') as [number];
      for (const member of members) expect(ageOn(member.birthOn ?? '', today)).toBeGreaterThanOrEqual(0);
      for (const child of [...age('20'), ...age('30')]) expect(head - child).toBeGreaterThanOrEqual(16);
      for (const parent of ['51', '52', '53', '54'].flatMap(age)) expect(parent - head).toBeGreaterThanOrEqual(16);
    });
  });

  it('is schooled by age: one of schooling and school stage, no child of school age at home', () => {
    everywhere(({ members }, today) => {
      for (const { birthOn, schooling, schoolStage: atSchool } of members) {
        const schoolStage = atSchool ?? '';
        const age = ageOn(birthOn ?? '', today);
        const inSeptember = ageOn(birthOn ?? '', schoolYearStart(today));
        expect((schooling === undefined) !== (atSchool === undefined)).toBe(true);
        if (inSeptember >= 6 && inSeptember <= 15) expect(schoolStage).toMatch(/primary|junior|senior|vocational/);
        if (schoolStage === 'primary') expect([6, 7, 8, 9, 10, 11, 12, 13, 14]).toContain(age);
        if (/junior/.test(schoolStage)) expect(age >= 12 && age <= 17).toBe(true);
        if (/senior|vocational/.test(schoolStage)) expect(age >= 15 && age <= 20).toBe(true);
        if (/higher|bachelor/.test(schoolStage)) expect(age).toBeGreaterThanOrEqual(18);
        if (age >= 16 && age <= 22 && schoolStage === '') expect(schooling).not.toMatch(/primary|illiterate/);
      }
    });
  });

  it('works as age, school and health allow', () => {
    everywhere(({ members }, today) => {
      for (const member of members) {
        const age = ageOn(member.birthOn ?? '', today);
        if (age < 16 || member.schoolStage !== undefined) expect(member.labour).toBe('none');
        if (age >= 60) expect(able(member)).toBe(false);
        if (age >= 16 && age < 60 && member.schoolStage === undefined && member.health[0] === 'healthy') expect(able(member)).toBe(true);
        if (member.health.includes('disabled')) expect(able(member)).toBe(false);
        for (const { workPlace, workCounty, placeName, workMonths } of member.jobs ?? []) {
          // To the county: by its code, or in words where the survey's list of places ends above it.
          expect(PLACES.map(({ name }) => name)).toContain(workPlace);
          expect(workCounty !== undefined).toBe(workPlace?.endsWith('00'));
          expect(placeName).toMatch(/[区县市]$/);
          expect(workMonths).toBeGreaterThan(0);
        }
        if (member.jobs) expect(able(member)).toBe(true);
        if (member.health.includes('healthy')) expect(member.health).toEqual(['healthy']);
      }
    });
  });

  it('is insured once each, with a pension from 16 on', () => {
    everywhere(({ members }, today) => {
      for (const { medicalInsurance, pension, birthOn } of members) {
        expect(medicalInsurance).not.toBe('none');
        if (ageOn(birthOn ?? '', today) >= 16) expect(pension).not.toBe('none');
      }
    });
  });

  it('has an income that fits how it stands against the line', () => {
    everywhere(({ members, income, size, category, monitorState, noLabour }) => {
      expect(category === 'none').toBe(monitorState === 'none');
      if (!income) return expect(category).toBe('none');
      const { wages, business, property, transfers, costs, claims, selfPaid } = income.totals;
      for (const part of [wages, business, property, transfers, costs, claims, selfPaid]) expect(part).toBeGreaterThanOrEqual(0);
      if (wages > 0) expect(wages).toBeGreaterThanOrEqual(100);
      if (members.some((member) => member.jobs !== undefined)) expect(wages).toBeGreaterThan(0);
      if (members.some((member) => member.relief !== 'none')) expect(transfers).toBeGreaterThan(0);
      const each = perCapita(sumYuan(wages, business, property, transfers, -costs), size) as number;
      expect(each).toBeGreaterThanOrEqual(4_000);
      if (monitorState === 'none' || monitorState === 'eliminated') expect(each).toBeGreaterThan(LINE);
      else if (category === 'sudden') expect(each).toBeGreaterThan(LINE);
      else expect(each).toBeLessThanOrEqual(LINE);
      if (monitorState !== 'none') expect(each).toBeLessThanOrEqual(20_000);
      if (monitorState === 'eliminated') expect(noLabour).toBe(false);
    });
  });

  it('is watched in the category its kind allows, and unsafe only where it is watched', () => {
    everywhere(({ kind, category, monitorState, guarantees, dwelling, helper }) => {
      if (category === 'unstable') expect(kind).toBe('lifted');
      if (category === 'marginal') expect(kind).toBe('general');
      if (monitorState === 'none' || monitorState === 'eliminated') expect(Object.values(guarantees)).not.toContain(true);
      expect(guarantees.housing).toBe(dwelling === 'C' || dwelling === 'D');
      if (kind === 'lifted' || category !== 'none') expect(helper).not.toBeNull();
    });
  });

  it('says nothing was checked in the future, and takes half a year from identification to elimination', () => {
    everywhere(({ pastChecks, monitorState }, today) => {
      expect(pastChecks.map((check) => check.on)).toEqual(pastChecks.map((check) => check.on).sort());
      for (const check of pastChecks) expect(check.on < today).toBe(true);
      const identified = pastChecks.find((check) => check.include);
      expect(identified !== undefined).toBe(monitorState !== 'none');
      if (monitorState === 'eliminated') expect(Date.parse(today) - Date.parse(identified?.on ?? '')).toBeGreaterThan(183 * 86_400_000);
    });
  });

  it('is marked as a demonstration at its address', () => {
    for (const { address } of householdsOf('address')) expect(address).toContain('（演示）');
  });
});

describe('the demonstration county', () => {
  it('is the same every time for the same seed, and another for another', () => {
    expect(draw('twice')).toEqual(draw('twice'));
    expect(householdsOf('one')[0]?.id).not.toBe(householdsOf('two')[0]?.id);
  });

  it('never gives an ID number, a phone or an id twice', () => {
    const households = householdsOf('unique');
    const members = households.flatMap((household) => household.members);
    const phones = [...members, ...households.map((household) => household.helper)].flatMap((one) => (one?.phone ? [one.phone] : []));
    for (const list of [
      members.map((member) => member.idNumber.slice(0, 18)),
      members.map((member) => member.id),
      households.map((household) => household.id),
      phones,
    ]) {
      expect(new Set(list).size).toBe(list.length);
    }
    // A slip may have lost the last digit.
    for (const phone of phones) expect(phone).toMatch(new RegExp(`^${SILENT_RANGE}\\d{7,8}$`));
  });

  it.each([
    ['in full', FULL_COUNTY, 1_640, 976, 4_960],
    ['small', SMALL_COUNTY, 79, 47, 240],
  ])('%s has the numbers of households, people, monitored, eliminated and lifted that it says', (_name, size, ever, eliminated, lifted) => {
    const villages = planCounty({ divisions, size, seed: 'jiangxian' });
    const households = villages.flatMap((village) => village.households);
    expect(households).toHaveLength(size.households);
    expect(households.reduce((sum, household) => sum + household.size, 0)).toBe(size.people);
    expect(households.filter(({ standing }) => standing.category !== 'none')).toHaveLength(ever);
    expect(households.filter(({ standing }) => standing.monitorState === 'eliminated')).toHaveLength(eliminated);
    expect(households.filter(({ standing }) => standing.kind === 'lifted')).toHaveLength(lifted);
    expect(villages.filter((village) => village.hasSite)).toHaveLength(9);
  });

  it('is uneven as life is, with a village that has nobody', () => {
    const sizes = planCounty({ divisions, size: FULL_COUNTY, seed: 'jiangxian' })
      .map((village) => village.households.length)
      .sort((a, b) => a - b);
    expect(sizes[0]).toBe(0);
    expect(sizes.at(-1)).toBeGreaterThan(1_000);
    expect(sizes).toHaveLength(146);
  });

  it('has names that careless software breaks on', () => {
    const names = draw('names', { households: 3_000, people: 10_160 }).flatMap((village) =>
      village.households.flatMap((household) => household.members.map((member) => member.name)),
    );
    expect(names.some((name) => name.includes('·'))).toBe(true);
    expect(names.some((name) => [...name].length !== name.length)).toBe(true);
    expect(names.every((name) => name.trim() === name && [...name].length >= 2)).toBe(true);
  });
});
