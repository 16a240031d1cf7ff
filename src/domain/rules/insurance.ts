// 参保和健康: medical insurance, pensions and the certificate of a disability (domain 5, Insurance and Health).
import type { MemberFacts } from '../facts.ts';
import { ageOn, eachPerson, idNumberOf, isDisabled, isPupil } from './people.ts';
import type { Rule } from './rule.ts';

const DOMAIN = 'domain 5 参保';
const isInsured = (member: MemberFacts): boolean => member.residentMedical === true || member.employeeMedical === true;

export const INSURANCE_RULES: readonly Rule[] = [
  {
    code: 'insurance.bothMedical',
    group: 'insurance',
    severity: 'E',
    sentence: '居民医保和职工医保只参加一种。',
    source: DOMAIN,
    find: eachPerson(
      'employeeMedical',
      (member) => member.residentMedical === true && member.employeeMedical === true && '的居民医保和职工医保都填了“是”，只能参加一种',
    ),
  },
  {
    code: 'insurance.noMedical',
    group: 'insurance',
    severity: 'E',
    sentence: '每个人参加居民医保或职工医保。',
    source: DOMAIN,
    find: eachPerson('residentMedical', (member) => {
      if (isInsured(member)) return null;
      const unknown = member.residentMedical === null && member.employeeMedical === null;
      return unknown ? '没有填居民医保和职工医保' : '没有参加居民医保，也没有参加职工医保';
    }),
  },
  {
    code: 'insurance.majorEmpty',
    group: 'insurance',
    severity: 'W',
    sentence: '每个人都填写是否有大病保险。',
    source: DOMAIN,
    find: eachPerson('majorInsurance', (member) => member.majorInsurance === null && '没有填是否有大病保险'),
  },
  {
    code: 'insurance.noPension',
    group: 'insurance',
    severity: 'W',
    sentence: '满 16 岁、不在校的人参加居民养老保险或职工养老保险。',
    source: `${DOMAIN} · 国发〔2014〕8号：年满16周岁（不含在校学生）`,
    find: eachPerson('residentPension', (member, { today }) => {
      const age = ageOn(member, today);
      const none = member.residentPension !== true && member.employeePension !== true;
      return none && age !== null && age >= 16 && !isPupil(member) && '没有参加居民养老保险，也没有参加职工养老保险';
    }),
  },
  {
    code: 'insurance.aidUninsured',
    group: 'insurance',
    severity: 'W',
    sentence: '享受医疗救助的人参加了医保。',
    source: DOMAIN,
    find: eachPerson('medicalAid', (member) => member.medicalAid === true && !isInsured(member) && '享受了医疗救助，却没有参加医保'),
  },
];

export const HEALTH_RULES: readonly Rule[] = [
  {
    code: 'health.noCertificate',
    group: 'health',
    severity: 'W',
    sentence: '残疾人有残疾证号。',
    source: 'domain 5 健康',
    find: eachPerson('certificateNo', (member) => {
      const written = (member.certificateNo ?? '').trim() !== '' || idNumberOf(member).length >= 20;
      return isDisabled(member) && !written && '的健康状况有残疾，没有填残疾证号';
    }),
  },
];
