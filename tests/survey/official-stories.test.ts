// The official survey at doors that a collector knows: what is asked, what is filled in, what it comes to.
import { describe, expect, test } from 'vitest';
import { Submission, type SubmittedInstance } from '../../src/domain/survey/answers.ts';
import { judgeSubmission } from '../../src/domain/survey/judge.ts';
import { progressOf, remarksOf } from '../../src/domain/survey/progress.ts';
import type { Survey } from '../../src/domain/survey/recompute.ts';
import { submissionOf } from '../../src/domain/survey/submission.ts';
import { addInstance, answer, confirmKnown, draftOf, openSurvey, removeInstance, tell } from '../../src/domain/survey/survey.ts';
import { instancesOf, viewOf } from '../../src/domain/survey/view.ts';
import { at, child, eight, grownUp, household, idOf, isAskedOf, newMember, officialForm, openOfficial, say } from './official-support.ts';
import { clock, counter } from './support.ts';

const member = (survey: Survey, id: string): SubmittedInstance => {
  const found = submissionOf(survey).root.repeats.members?.find((one) => one.id === id);
  if (!found) throw new Error(`${id} is not handed in.`);
  return found;
};

/** What an honest phone hands in is what the server computes from it. */
function agreed(survey: Survey): void {
  const submission = Submission.parse(JSON.parse(JSON.stringify(submissionOf(survey))));
  expect(judgeSubmission(officialForm, submission, clock)).toEqual({ remarks: remarksOf(survey), discrepancies: [] });
}

describe('a check that ends in 不纳入', () => {
  const steps = ['household', 'people', 'guarantees', 'income', 'hardship', 'help'];

  test('asks for household, members and guarantees, all filled in, and is confirmed in three taps', () => {
    const survey = openOfficial(household(eight()));
    expect(steps.filter((step) => isAskedOf(survey, step))).toEqual(['household', 'people', 'guarantees']);
    tell(survey, 'include', 'no');
    expect(steps.filter((step) => isAskedOf(survey, step))).toEqual(['household', 'people', 'guarantees']);
    for (const step of ['household', 'people', 'guarantees']) confirmKnown(survey, 'root', step);
    expect(progressOf(survey)).toMatchObject({ unconfirmed: 0, faults: 0 });
    expect(remarksOf(survey)).toEqual([]);
    expect(submissionOf(survey).root.unconfirmed).toEqual([]);
    expect(submissionOf(survey).root.values).not.toHaveProperty('net');
    agreed(survey);
  });

  test('the four guarantees are the only thing that must be answered of somebody whom the archive does not know', () => {
    const survey = openOfficial(undefined, { include: 'no' });
    expect(remarksOf(survey).map(({ key, fault }) => [key, fault])).toEqual([
      ['housingProblem', 'required'],
      ['schoolingProblem', 'required'],
      ['waterProblem', 'required'],
      ['insuranceProblem', 'required'],
    ]);
    newMember(survey, { name: '王五' });
    say(survey, { housingProblem: 'no', schoolingProblem: 'no', waterProblem: 'no', insuranceProblem: 'no' });
    expect(remarksOf(survey)).toEqual([]);
  });

  test('纳入 opens income, risks and measures; changed back to 不纳入, what was said there is kept and does not leave the phone', () => {
    const survey = openOfficial(household(eight()), { include: 'yes' });
    expect(steps.filter((step) => isAskedOf(survey, step))).toEqual(steps);
    say(survey, { wagesWork: 24000, risks: ['illness'] });
    addInstance(survey, 'root', 'measures');
    tell(survey, 'include', 'no');
    const { values, repeats } = submissionOf(survey).root;
    for (const key of ['wagesWork', 'wages', 'net', 'risks', 'suggestedCategory']) expect(values).not.toHaveProperty(key);
    expect(repeats).not.toHaveProperty('measures');
    expect(draftOf(survey).root.values).toMatchObject({ wagesWork: 24000, risks: ['illness'] });
    tell(survey, 'include', 'yes');
    expect(at(survey, 'wages')).toBe(24000);
  });
});

describe('who is asked what', () => {
  test('the ID number says birth date, sex and age; they are asked only where there is none', () => {
    const survey = openOfficial(undefined);
    const id = newMember(survey, { name: '李小宝' });
    expect(['birthOn', 'sex'].map((key) => isAskedOf(survey, key, id))).toEqual([true, true]);
    answer(survey, id, 'idNumber', '11010519491231002X');
    expect(['idBirthOn', 'idSex', 'age', 'idKind'].map((key) => at(survey, key, id))).toEqual(['1949-12-31', '2', 76, 'resident']);
    expect(['birthOn', 'sex'].map((key) => isAskedOf(survey, key, id))).toEqual([false, false]);
    answer(survey, id, 'idNumber', '99999919491231002X');
    expect([at(survey, 'idKind', id), isAskedOf(survey, 'birthOn', id)]).toEqual(['none', true]);
    say(survey, { idNumber: null, birthOn: '2013-04-18', sex: '1' }, id);
    expect(at(survey, 'age', id)).toBe(13);
    answer(survey, id, 'birthOn', '2030-01-01');
    expect(remarksOf(survey)).toContainEqual({ instanceId: id, key: 'birthOn', fault: 'constraint' });
  });

  test('a birthday is the day on which somebody grows older; a month before 1 September makes the school year', () => {
    const ages = (birthOn: string): unknown[] => {
      const survey = openOfficial(undefined);
      const id = newMember(survey, { idNumber: idOf(birthOn, '1') });
      return [at(survey, 'age', id), at(survey, 'ageInSeptember', id)];
    };
    expect(ages('2010-11-22')).toEqual([16, 15]);
    expect(ages('2010-11-23')).toEqual([15, 15]);
    expect(ages('2020-09-01')).toEqual([6, 6]);
    expect(ages('2020-09-02')).toEqual([6, 5]);
    expect(ages('2026-11-01')).toEqual([0, -1]);
    expect(ages('2004-02-29')).toEqual([22, 22]);
  });

  test('a six-year-old is at primary school and has no labour, and is not asked for a pension, a party, a post or work', () => {
    const survey = openOfficial(household(eight()));
    const id = newMember(survey, { idNumber: idOf('2020-03-08', '2'), name: '李苗苗', relation: '42' });
    expect(['age', 'inSchool', 'schoolStage', 'labour', 'presence'].map((key) => at(survey, key, id))).toEqual([
      6,
      'yes',
      'primary',
      'none',
      'present',
    ]);
    for (const key of [
      'residentPension',
      'employeePension',
      'political',
      'phone',
      'publicPost',
      'jobs',
      'schooling',
      'notInSchool',
      'certificateNo',
      'presenceOn',
    ])
      expect(isAskedOf(survey, key, id), key).toBe(false);
    for (const key of ['health', 'residentMedical', 'minimum', 'ethnic']) expect(isAskedOf(survey, key, id), key).toBe(true);
    // Suggestions are the form's; a person may say otherwise.
    answer(survey, id, 'schoolStage', 'kindergarten');
    expect(viewOf(survey, id, 'schoolStage')).toMatchObject({ value: 'kindergarten', source: 'answer' });
    agreed(survey);
  });

  test.each([
    ['2025-06-01', { schoolStage: 'infant', inSchool: undefined, labour: 'none', residentPension: undefined }],
    ['2022-06-01', { schoolStage: 'kindergarten', inSchool: undefined, labour: 'none' }],
    ['2014-06-01', { schoolStage: null, inSchool: 'yes', labour: 'none', notInSchool: undefined }],
    ['2008-06-01', { schoolStage: null, inSchool: null, labour: null, residentPension: null, schooling: null }],
    ['1990-06-01', { schoolStage: undefined, inSchool: undefined, schooling: null, labour: null, publicPost: null }],
    ['1962-06-01', { labour: 'weak', residentPension: null }],
    ['1948-06-01', { labour: 'none', residentPension: null }],
  ])('somebody new, born on %s', (birthOn, expected) => {
    const survey = openOfficial(undefined);
    const id = newMember(survey, { idNumber: idOf(birthOn, '1') });
    expect(Object.fromEntries(Object.keys(expected).map((key) => [key, at(survey, key, id)]))).toEqual(expected);
  });

  test.each([
    [{ residentMedical: 'yes' }, 'yes'],
    [{ residentMedical: 'no', employeeMedical: 'yes' }, 'yes'],
    [{ residentMedical: 'no', employeeMedical: 'no' }, 'no'],
    [{ residentMedical: 'no' }, null],
  ])('the major illness insurance follows from the basic one: %j', (insured, expected) => {
    const survey = openOfficial(undefined);
    const id = newMember(survey, insured);
    expect(at(survey, 'majorInsurance', id)).toBe(expected);
    answer(survey, id, 'majorInsurance', 'no');
    expect(viewOf(survey, id, 'majorInsurance')).toMatchObject({ value: 'no', source: 'answer' });
  });

  test('what the archive knows of a child goes before what is typical of its age', () => {
    const survey = openOfficial(household([child('m1', '李慢慢', '20', '2014-10-01', '1', 'primary', { labour: 'none' })]));
    expect(viewOf(survey, 'm1', 'schoolStage')).toMatchObject({ value: 'primary', source: 'known' });
    expect(progressOf(survey, 'root', 'people').unconfirmed).toBeGreaterThan(5);
  });

  test('nobody of whom no age is known is spared a question because of it', () => {
    const survey = openOfficial(undefined);
    const id = newMember(survey, { name: '王五' });
    for (const key of ['inSchool', 'schoolStage', 'schooling', 'political', 'residentPension', 'publicPost', 'jobs'])
      expect(isAskedOf(survey, key, id), key).toBe(true);
    expect([at(survey, 'age', id), at(survey, 'labour', id), at(survey, 'schoolStage', id)]).toEqual([null, null, null]);
  });

  test('whoever died or moved away is counted no more, says since when, and is asked nothing else', () => {
    const survey = openOfficial(household(eight()));
    expect(at(survey, 'size')).toBe(8);
    say(survey, { presence: 'dead', presenceOn: '2026-10-02' }, 'm3');
    answer(survey, 'm5', 'presence', 'movedOut');
    answer(survey, 'm6', 'presence', 'prison');
    expect(at(survey, 'size')).toBe(6);
    expect(isAskedOf(survey, 'health', 'm3')).toBe(false);
    expect(isAskedOf(survey, 'health', 'm6')).toBe(true);
    expect(member(survey, 'm3').values).toMatchObject({ name: '李老栓', presence: 'dead', presenceOn: '2026-10-02', belongs: 0 });
    expect(member(survey, 'm3').values).not.toHaveProperty('labour');
    const { removed } = removeInstance(survey, 'm8');
    expect([removed?.id, at(survey, 'size')]).toEqual(['m8', 5]);
    addInstance(survey, 'root', 'members', removed ? { record: removed } : {});
    expect(at(survey, 'size')).toBe(6);
  });

  test('a phone of the household and one of a member are two answers', () => {
    const survey = openOfficial(household([grownUp('m1', '王银环', '02', '1974-03-11', '2', { phone: '13900000000' })]));
    expect([at(survey, 'phone'), at(survey, 'phone', 'm1')]).toEqual(['13800000000', '13900000000']);
    answer(survey, 'm1', 'phone', '13700000000');
    expect([submissionOf(survey).root.values.phone, member(survey, 'm1').values.phone]).toEqual(['13800000000', '13700000000']);
  });

  test('a place of work that is no county asks which one, in words; pay and months make the year’s pay', () => {
    const survey = openOfficial(household(eight()));
    expect(instancesOf(survey, 'm1', 'jobs')).toHaveLength(1);
    expect(at(survey, 'yearlyPay', 'm1.1')).toBe(24000);
    expect(isAskedOf(survey, 'workCounty', 'm1.1')).toBe(false);
    answer(survey, 'm1.1', 'workPlace', '440300');
    expect(isAskedOf(survey, 'workCounty', 'm1.1')).toBe(true);
    say(survey, { workFrom: '2026-05', workTo: '2026-04' }, 'm1.1');
    expect(remarksOf(survey)).toEqual([{ instanceId: 'm1.1', key: 'workTo', fault: 'constraint' }]);
    say(survey, { workTo: '2026-05' }, 'm1.1');
    expect(remarksOf(survey)).toEqual([]);
    answer(survey, 'm1.1', 'workFrom', '2026-13');
    expect(remarksOf(survey).map(({ key }) => key)).toContain('workFrom');
  });

  test('a problem with water asks for what the standard measures; one with the dwelling does not', () => {
    const survey = openOfficial(household(eight()));
    expect(isAskedOf(survey, 'waterLitres')).toBe(false);
    say(survey, { waterProblem: 'yes', waterWho: '全家', waterSince: '2026-08', waterLitres: 18, waterDays: 400 });
    expect(remarksOf(survey)).toEqual([{ instanceId: 'root', key: 'waterDays', fault: 'constraint' }]);
    answer(survey, 'root', 'housingProblem', 'yes');
    for (const key of ['waterLitres', 'waterMinutes', 'waterMetres', 'waterClimb', 'waterQuality', 'housingWho', 'housingSince', 'housingAction'])
      expect(isAskedOf(survey, key), key).toBe(true);
  });

  test('a problem with a guarantee began this month or before', () => {
    const survey = openOfficial(household(eight()));
    answer(survey, 'root', 'schoolingProblem', 'yes');
    for (const [since, fine] of [
      ['2026-11', true],
      ['2026-12', false],
      ['2026-1', false],
      ['今年九月', false],
    ] as const) {
      answer(survey, 'root', 'schoolingSince', since);
      expect(remarksOf(survey).length === 0, since).toBe(fine);
    }
  });

  test('elimination is asked of a household that is monitored, and of no other', () => {
    expect(isAskedOf(openOfficial(household(eight()), { include: 'yes' }), 'eliminate')).toBe(false);
    const survey = openOfficial(household(eight(), { monitorState: 'monitored' }), { include: 'yes' });
    expect(isAskedOf(survey, 'eliminationWay')).toBe(false);
    answer(survey, 'root', 'eliminate', 'yes');
    expect(isAskedOf(survey, 'eliminationWay')).toBe(true);
  });
});

describe('doors', () => {
  test('a family of eight: the boy left school, the son lost a leg', () => {
    const survey = openOfficial(household(eight(), { kind: 'lifted' }), { include: 'yes', lastPerCapita: 9000 });
    for (const step of ['household', 'people', 'guarantees']) confirmKnown(survey, 'root', step);
    // The boy of 13: not at school any more, and why.
    expect(isAskedOf(survey, 'notInSchool', 'm7')).toBe(false);
    answer(survey, 'm7', 'inSchool', 'no');
    expect(['schoolStage', 'notInSchool', 'schooling'].map((key) => isAskedOf(survey, key, 'm7'))).toEqual([false, true, true]);
    say(survey, { notInSchool: 'weary', schooling: 'primary' }, 'm7');
    expect(member(survey, 'm7').values).not.toHaveProperty('schoolStage');
    // The son of 29: a certificate, and no labour left.
    expect(isAskedOf(survey, 'certificateNo', 'm5')).toBe(false);
    answer(survey, 'm5', 'health', ['disabled']);
    expect(isAskedOf(survey, 'certificateNo', 'm5')).toBe(true);
    say(survey, { certificateNo: `${idOf('1997-09-30', '1')}42`, labour: 'lost' }, 'm5');
    answer(survey, 'm5', 'health', ['healthy', 'disabled']);
    expect(remarksOf(survey)).toEqual([{ instanceId: 'm5', key: 'health', fault: 'constraint' }]);
    answer(survey, 'm5', 'health', ['disabled']);
    say(survey, { schoolingProblem: 'yes', schoolingWho: '李小宝', schoolingSince: '2026-09', schoolingAction: '学校和村里劝返' });
    // Wages follow from the work that is known; the rest is typed.
    expect(viewOf(survey, 'root', 'wagesWork')).toMatchObject({ value: 24000, source: 'computed' });
    say(survey, { businessCrops: 26000.5, costsCrops: 8000, transferPension: 3600, transferGrain: 480, spendMedical: 16300.25 });
    expect(['wages', 'business', 'costs', 'transfers', 'net', 'size', 'perCapita', 'reference'].map((key) => at(survey, key))).toEqual([
      24000, 26000.5, 8000, 4080, 46080.5, 8, 5760.06, 29780.25,
    ]);
    expect(at(survey, 'suggestedCategory')).toBe('unstable');
    expect(at(survey, 'suggestedReason')).toBe('人均纯收入 5760.06 元，低于监测线 2239.94 元，脱贫户');
    answer(survey, 'root', 'risks', ['disability', 'schooling']);
    expect(['riskText', 'disaster', 'sudden'].map((key) => isAskedOf(survey, key))).toEqual([false, false, false]);
    const { id } = addInstance(survey, 'root', 'measures');
    say(survey, { measure: 'support', support: 'disability', measureOn: '2026-12-01' }, id as string);
    expect(at(survey, 'state', id as string)).toBe('planned');
    answer(survey, id as string, 'measure', 'compulsoryEducation');
    expect(isAskedOf(survey, 'support', id as string)).toBe(false);
    expect(remarksOf(survey)).toEqual([]);
    agreed(survey);
  });

  test('a sudden flood: income above the line, and a loss that takes it away', () => {
    const survey = openOfficial(household(eight().slice(0, 4)), { include: 'yes' });
    say(survey, { wagesWork: 30000, businessCrops: 12000, transferPension: 4800 });
    expect([at(survey, 'perCapita'), at(survey, 'suggestedCategory')]).toEqual([11700, 'none']);
    expect(at(survey, 'suggestedReason')).toBe('人均纯收入 11700 元，高于监测线 3700 元，没有发现大额自付支出或收入骤减');
    answer(survey, 'root', 'risks', ['disaster', 'other']);
    expect(['disaster', 'riskText', 'sudden'].map((key) => isAskedOf(survey, key))).toEqual([true, true, true]);
    say(survey, {
      disaster: 'flood',
      riskText: '地里绝收',
      suddenWhat: '山洪冲了大棚',
      suddenOn: '2026-08-14',
      suddenLoss: 26000,
      suddenBorneBy: 'insurance',
    });
    expect(at(survey, 'suggestedCategory')).toBe('none');
    answer(survey, 'root', 'suddenBorneBy', 'self');
    expect([at(survey, 'suggestedCategory'), at(survey, 'suggestedBecause')]).toEqual(['sudden', 'loss']);
    expect(at(survey, 'suggestedReason')).toBe('人均纯收入 11700 元，高于监测线 3700 元；扣除突发损失 26000 元后，人均低于监测线 2800 元');
    answer(survey, 'root', 'suddenOn', '2026-12-01');
    expect(remarksOf(survey)).toEqual([{ instanceId: 'root', key: 'suddenOn', fault: 'constraint' }]);
    answer(survey, 'root', 'suddenOn', '2026-08-14');
    agreed(survey);
  });

  test('large medical bills, or half of last year’s income gone, above the line', () => {
    const survey = openOfficial(household(eight().slice(0, 4)), { include: 'yes', lastPerCapita: 20000 });
    say(survey, { wagesWork: 48000, spendMedical: 20000, claims: 3000 });
    expect([at(survey, 'referencePerCapita'), at(survey, 'suggestedCategory')]).toEqual([7750, 'sudden']);
    expect(at(survey, 'suggestedReason')).toBe(
      '人均纯收入 12000 元，高于监测线 4000 元；扣除自付支出 20000 元后，人均参考收入 7750 元，低于监测线 250 元',
    );
    answer(survey, 'root', 'spendMedical', 100);
    expect(at(survey, 'suggestedReason')).toBe('人均纯收入 12000 元，高于监测线 4000 元；比上年 20000 元下降 40%');
    // The county may hold another fall to be sharp.
    tell(survey, 'sharpDrop', 0.5);
    expect(at(survey, 'suggestedCategory')).toBe('none');
  });

  test('a household with nothing: nobody knows anything, and nothing comes in', () => {
    const survey = openOfficial({ kind: 'general' }, { include: 'yes' });
    const id = newMember(survey, { idNumber: idOf('1951-02-03', '1'), name: '赵孤', relation: '02', health: ['chronic'] });
    expect(['net', 'perCapita', 'suggestedCategory'].map((key) => at(survey, key))).toEqual([null, null, null]);
    answer(survey, 'root', 'wagesWork', 0);
    expect(['net', 'perCapita', 'lineGap', 'suggestedCategory'].map((key) => at(survey, key))).toEqual([0, 0, -8000, 'marginal']);
    expect(at(survey, 'labour', id)).toBe('none');
    say(survey, { costsCrops: 300 });
    expect([at(survey, 'net'), at(survey, 'perCapita')]).toEqual([-300, -300]);
    answer(survey, id, 'presence', 'dead');
    expect([at(survey, 'size'), at(survey, 'perCapita'), at(survey, 'suggestedCategory')]).toEqual([0, null, null]);
    agreed(survey);
  });

  test('amounts are not below 0 and have no third decimal', () => {
    const survey = openOfficial(household([]), { include: 'yes' });
    say(survey, { wagesWork: -1, wagesOdd: 1.005, businessCrops: 0.01 });
    expect(remarksOf(survey).map(({ key }) => key)).toEqual(['wagesWork', 'wagesOdd']);
  });

  test('a draft that is opened again on another day is the same survey, a day older', () => {
    const survey = openOfficial(household(eight()), { include: 'yes' });
    answer(survey, 'm5', 'health', ['disabled']);
    const draft = JSON.parse(JSON.stringify(draftOf(survey)));
    const again = openSurvey(officialForm, { clock, newId: counter(), language: 'zh', draft });
    expect(submissionOf(again)).toEqual(submissionOf(survey));
    const later = openSurvey(officialForm, { clock: { ...clock, today: '2027-03-11' }, newId: counter(), language: 'zh', draft });
    expect([at(survey, 'age', 'm1'), at(later, 'age', 'm1')]).toEqual([52, 53]);
  });
});
