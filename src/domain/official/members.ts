// 家庭成员: who belongs to the household, ID number first; whatever a number or an age says is filled in and not asked (domain 3.2).
import type { Group, Item } from '../survey/definition.ts';
import { JOBS } from './jobs.ts';
import { ask, choose, computed, group, pastDay, reckoned, repeat, say, yesNo } from './wording.ts';

/** An ID number or disability certificate as far as its form goes (999999 means that there is none); the check digit is a rule's matter (`idNumberFault`), which names what is wrong with it. */
const LOOKS_LIKE_ID = "regex(${idNumber}, '(?!999999)[0-9]{17}[0-9Xx]([0-9]{2}|[0-9]{4})?')";
const ID_DAY = "date(concat(substr(${idNumber}, 6, 10), '-', substr(${idNumber}, 10, 12), '-', substr(${idNumber}, 12, 14)))";

const identity: Item[] = [
  ask('text', 'idNumber', '身份证号', 'ID number', {
    hint: say('18 位；残疾人证 20 位，补发的 22 位', '18 characters; a disability certificate 20, reissued 22'),
    appearance: 'id-number',
  }),
  choose('idKind', 'idKinds', '证件类型', 'Kind of document', {
    calculation:
      "if(starts-with(${idNumber}, '999999'), 'none', if(string-length(${idNumber}) >= 20, 'disability', if(string-length(${idNumber}) = 18, 'resident', '')))",
  }),
  computed('idBirthOn', `if(${LOOKS_LIKE_ID}, ${ID_DAY}, '')`),
  computed('idSex', "if(${idBirthOn} = '', '', if(number(substr(${idNumber}, 16, 17)) mod 2 = 1, '1', '2'))"),
  ask('text', 'name', '姓名', 'Name', {
    required: true,
    requiredMessage: say('请填姓名', 'Please give the name'),
    constraint: 'string-length(.) <= 50',
    constraintMessage: say('姓名不能超过 50 个字', 'At most 50 characters'),
  }),
  choose('relation', 'relations', '与户主关系', 'Relation to the head', { appearance: 'minimal' }),
  choose('presence', 'presences', '是否在户', 'Still in the household?', { default: 'present' }),
  pastDay('presenceOn', '从哪天起', 'Since', { relevant: "${presence} != 'present' and ${presence} != ''" }),
  choose('sex', 'sexes', '性别', 'Sex', { relevant: "${idSex} = ''" }),
  pastDay('birthOn', '出生日期', 'Date of birth', { relevant: "${idBirthOn} = ''" }),
];

/** What age decides stands in these, so that every question asks one name. Nothing where the birth date is not known; then everything is asked. */
const byAge: Item[] = [
  computed('bornOn', 'coalesce(${idBirthOn}, ${birthOn})'),
  reckoned(
    'age',
    '年龄',
    'Age',
    "if(${bornOn} = '', '', number(format-date(today(), '%Y')) - number(format-date(${bornOn}, '%Y')) - if(number(format-date(today(), '%m%d')) < number(format-date(${bornOn}, '%m%d')), 1, 0))",
    say('岁', 'years'),
  ),
  // Compulsory schooling goes by the age on 1 September (Compulsory Education Law, article 11).
  computed(
    'ageInSeptember',
    "if(${bornOn} = '', '', ${schoolYear} - number(format-date(${bornOn}, '%Y')) - if(number(format-date(${bornOn}, '%m%d')) > 901, 1, 0))",
  ),
  /** 1 for who counts as one of the household: not dead, not moved away (`belongs` in domain/facts). */
  computed('belongs', "if(${presence} = 'dead' or ${presence} = 'movedOut', 0, 1)"),
];

const person = group('personal', '个人情况', 'Person', [
  choose('ethnic', 'ethnicGroups', '民族', 'Ethnic group', { appearance: 'minimal autocomplete' }),
  choose('political', 'political', '政治面貌', 'Political status', { relevant: 'not(${age} < 14)' }),
  ask('text', 'phone', '本人电话', 'Own phone', {
    relevant: 'not(${age} < 12)',
    appearance: 'numbers',
    hint: say('手机号 11 位', 'Mobile number, 11 digits'),
  }),
]);

const education = group('education', '教育', 'Education', [
  yesNo('inSchool', '在上学吗？', 'At school?', {
    relevant: 'not(${ageInSeptember} < 6) and not(${age} > 30)',
    calculation: "if(${ageInSeptember} >= 6 and ${ageInSeptember} <= 14, 'yes', '')",
  }),
  choose('schoolStage', 'schoolStages', '就读阶段', 'School stage', {
    relevant: "${ageInSeptember} < 6 or (not(${age} > 30) and ${inSchool} != 'no')",
    calculation: "if(${ageInSeptember} < 3, 'infant', if(${ageInSeptember} < 6, 'kindergarten', if(${ageInSeptember} < 12, 'primary', '')))",
    appearance: 'minimal',
  }),
  computed('student', "if(${inSchool} = 'yes' or ${schoolStage} != '', 1, 0)"),
  choose('schooling', 'schooling', '已完成学历', 'Schooling completed', { relevant: 'not(${ageInSeptember} < 6) and ${student} = 0' }),
  choose('notInSchool', 'notInSchool', '没上学的原因', 'Why not at school', {
    relevant: "${inSchool} = 'no' and ${ageInSeptember} >= 6 and ${ageInSeptember} <= 15",
  }),
  yesNo('rainDew', '享受雨露计划吗？', 'Rain and Dew aid?', {
    relevant: "starts-with(${schoolStage}, 'vocational') or starts-with(${schoolStage}, 'higher') or starts-with(${schoolStage}, 'technician')",
  }),
]);

const body = group('body', '健康和劳动能力', 'Health and labour', [
  ask('select_multiple', 'health', '健康状况', 'Health', {
    list: 'health',
    constraint: "not(selected(., 'healthy') and count-selected(.) > 1)",
    constraintMessage: say('选了健康就不能再选别的', 'Healthy goes with nothing else'),
  }),
  ask('text', 'certificateNo', '残疾证号', 'Disability certificate', {
    relevant: "selected(${health}, 'disabled')",
    calculation: "if(string-length(${idNumber}) >= 20, ${idNumber}, '')",
    hint: say('20 位，补发的 22 位', '20 characters, reissued 22'),
    appearance: 'id-number',
  }),
  choose('labour', 'labour', '劳动能力', 'Labour', {
    calculation: "if(${age} < 16 or ${student} = 1 or ${age} >= 75, 'none', if(${age} >= 60, 'weak', ''))",
  }),
]);

const insured = group('insured', '保障', 'Insurance and relief', [
  yesNo('residentMedical', '参加居民医保了吗？', 'Residents’ medical insurance?'),
  yesNo('employeeMedical', '参加职工医保了吗？', 'Employees’ medical insurance?', { relevant: "${residentMedical} != 'yes'" }),
  // Whoever is in a basic insurance is in its supplement too: 居民大病保险, 职工大额医疗补助. Whoever is in none has none.
  yesNo('majorInsurance', '有大病保险吗？', 'Major illness insurance?', {
    hint: say('职工大额医疗补助也算', 'The supplement of the employees’ insurance counts too'),
    calculation:
      "if(${residentMedical} = 'yes' or ${employeeMedical} = 'yes', 'yes', if(${residentMedical} = 'no' and ${employeeMedical} = 'no', 'no', ''))",
  }),
  yesNo('commercialInsurance', '有商业补充保险吗？', 'Commercial insurance?'),
  yesNo('medicalAid', '享受医疗救助吗？', 'Medical aid?'),
  yesNo('residentPension', '参加居民养老保险了吗？', 'Residents’ pension?', { relevant: 'not(${age} < 16)' }),
  yesNo('employeePension', '参加职工养老保险了吗？', 'Employees’ pension?', { relevant: "not(${age} < 16) and ${residentPension} != 'yes'" }),
  yesNo('minimum', '享受低保吗？', 'Minimum living allowance?'),
  yesNo('destitute', '特困供养吗？', 'Destitute support?', { relevant: "${minimum} != 'yes'" }),
  yesNo('relocated', '是易地搬迁人口吗？', 'Relocated?'),
]);

const work = group(
  'work',
  '务工和公益岗位',
  'Work',
  [
    choose('publicPost', 'publicPosts', '公益性岗位', 'Public post', { hint: say('没有就不选', 'Leave empty if none') }),
    ask('integer', 'publicPostMonths', '公益岗做几个月', 'Months in the post', {
      relevant: "${publicPost} != ''",
      unit: say('个月', 'months'),
      constraint: '. >= 0 and . <= 12',
      constraintMessage: say('应在 0 到 12 之间', 'Between 0 and 12'),
    }),
    JOBS,
  ],
  { relevant: 'not(${age} < 16) and ${student} = 0' },
);

const members = repeat('members', '家庭成员', 'Member', [
  ...identity,
  ...byAge,
  group('details', '成员情况', 'Details', [person, education, body, insured, work], { relevant: '${belongs} = 1' }),
]);

export const MEMBERS_SECTION: Group = group('people', '家庭成员', 'Members', [members], { appearance: 'members' });

/** Of the whole household, from its members. */
export const RECKONED_OF_ALL: Item[] = [
  computed('schoolYear', "number(format-date(today(), '%Y')) - if(number(format-date(today(), '%n')) < 9, 1, 0)"),
  reckoned('size', '家庭人口', 'Household size', 'sum(${belongs})', say('人', 'people')),
];
