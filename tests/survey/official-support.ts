// Families for the stories of the official survey, and the survey opened on them. ID numbers are of a range that was never issued.
import { checkDigit } from '../../src/domain/id-number.ts';
import { OFFICIAL_SURVEY } from '../../src/domain/official/survey.ts';
import { loadDefinition } from '../../src/domain/survey/load.ts';
import type { Survey } from '../../src/domain/survey/recompute.ts';
import { addInstance, answer, openSurvey, tell } from '../../src/domain/survey/survey.ts';
import { viewOf } from '../../src/domain/survey/view.ts';
import { clock, counter } from './support.ts';

const loaded = loadDefinition(OFFICIAL_SURVEY).form;
if (!loaded) throw new Error('The official survey does not load.');
export const officialForm = loaded;

/** A sound number for a day of birth (YYYY-MM-DD) and a sex. */
export function idOf(birthOn: string, sex: '1' | '2', number = 1): string {
  const first = `149926${birthOn.replaceAll('-', '')}${String(number).padStart(2, '0')}${sex === '1' ? 1 : 2}`;
  return `${first}${checkDigit(first)}`;
}

export type Known = Record<string, unknown>;

/** A grown-up of whom the archive knows everything that a check asks. */
export const grownUp = (id: string, name: string, relation: string, birthOn: string, sex: '1' | '2', more: Known = {}): Known => ({
  id,
  name,
  idNumber: idOf(birthOn, sex),
  idKind: 'resident',
  relation,
  ethnic: '01',
  political: 'masses',
  schooling: 'junior',
  inSchool: 'no',
  health: ['healthy'],
  labour: 'ordinary',
  residentMedical: 'yes',
  majorInsurance: 'yes',
  commercialInsurance: 'no',
  medicalAid: 'no',
  residentPension: 'yes',
  minimum: 'no',
  destitute: 'no',
  relocated: 'no',
  presence: 'present',
  jobs: [],
  ...more,
});

export const child = (id: string, name: string, relation: string, birthOn: string, sex: '1' | '2', schoolStage: string, more: Known = {}): Known => ({
  id,
  name,
  idNumber: idOf(birthOn, sex),
  idKind: 'resident',
  relation,
  ethnic: '01',
  schoolStage,
  inSchool: 'yes',
  health: ['healthy'],
  labour: 'none',
  residentMedical: 'yes',
  majorInsurance: 'yes',
  minimum: 'no',
  destitute: 'no',
  presence: 'present',
  jobs: [],
  ...more,
});

const safe = { housingProblem: 'no', schoolingProblem: 'no', waterProblem: 'no', insuranceProblem: 'no' };

/** A household of the archive. */
export const household = (members: Known[], more: Known = {}): Known => ({
  householdNo: '140826000001',
  kind: 'general',
  phone: '13800000000',
  groupName: '东组',
  address: '坡底村 12 号',
  dwelling: 'B',
  landCultivated: 6.5,
  landWood: 0,
  ...safe,
  monitorState: 'none',
  members,
  measures: [],
  ...more,
});

/** Four generations: grandparents, a couple, a grown brother, three children. */
export const eight = (): Known[] => [
  grownUp('m1', '王银环', '02', '1974-03-11', '2', { jobs: [{ id: 'm1.1', workPlace: '140802', workMonths: 8, monthlyPay: 3000 }] }),
  grownUp('m2', '李大山', '10', '1972-07-02', '1'),
  grownUp('m3', '李老栓', '53', '1946-01-20', '1', { labour: 'none' }),
  grownUp('m4', '赵桂花', '54', '1949-12-05', '2', { labour: 'weak' }),
  grownUp('m5', '李小海', '20', '1997-09-30', '1', { labour: 'skilled', schooling: 'college' }),
  grownUp('m6', '陈静', '38', '1998-02-14', '2'),
  child('m7', '李小宝', '20', '2013-04-18', '1', 'junior2'),
  child('m8', '李贝贝', '42', '2021-05-06', '2', 'kindergarten'),
];

/** A family of as many members as wanted, each with an id of its own. */
export const familyOf = (size: number): Known[] =>
  Array.from({ length: size }, (_, index) => {
    const member = eight()[index % 8] as Known;
    return { ...member, id: `m${index + 1}`, jobs: (member.jobs as Known[]).map((job, at) => ({ ...job, id: `m${index + 1}.${at + 1}` })) };
  });

export const openOfficial = (known: Known | undefined, told: Record<string, string | number> = {}): Survey => {
  const survey = openSurvey(officialForm, { clock, newId: counter(), language: 'zh', known });
  tell(survey, 'monitoringLine', 8000);
  for (const [key, value] of Object.entries(told)) tell(survey, key, value);
  return survey;
};

export const at = (survey: Survey, key: string, instanceId = 'root'): unknown => {
  const view = viewOf(survey, instanceId, key);
  if (!view) throw new Error(`The form has no ${key} in ${instanceId}.`);
  return view.applies ? view.value : undefined;
};

export const isAskedOf = (survey: Survey, key: string, instanceId = 'root'): boolean => viewOf(survey, instanceId, key)?.applies === true;

/** The same answers, one after the other. */
export function say(survey: Survey, answers: Record<string, unknown>, instanceId = 'root'): void {
  for (const [key, value] of Object.entries(answers)) answer(survey, instanceId, key, value);
}

export function newMember(survey: Survey, answers: Record<string, unknown>): string {
  const { id } = addInstance(survey, 'root', 'members');
  if (id === null) throw new Error('No member could be added.');
  say(survey, answers, id);
  return id;
}
