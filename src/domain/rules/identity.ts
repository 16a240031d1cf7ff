// 身份: each person's name, number and phone, and what has to be filled in of everybody (domain 5, Identity).
import type { Facts } from '../facts.ts';
import { type IdNumberFault, idNumberFault } from '../id-number.ts';
import { birthOf, eachPerson, faultOfNumber, idNumberOf, isBlank, nameOf, peopleOf, personOf } from './people.ts';
import type { Finding, Rule, RuleContext } from './rule.ts';

const GB_11643 = 'domain 5 身份 · GB 11643';
const DOMAIN = 'domain 5 身份';
const CERTIFICATE = 'domain 1, 5 身份 · 残疾人证编号';

const MOBILE = /^1[3-9]\d{9}$/;

/** The same fault may stand in the ID number and in the certificate's number. */
const numberRule = (code: string, faults: readonly IdNumberFault[], sentence: string, source: string, words: string): Rule => ({
  code,
  group: 'identity',
  severity: 'E',
  sentence,
  source,
  find: (facts) =>
    peopleOf(facts).flatMap((member) => {
      const found: Finding[] = [];
      const at = (key: string, field: string) =>
        found.push({ instanceId: member.instanceId, key, message: `${nameOf(facts, member)}的${field}${words}` });
      const own = faultOfNumber(member);
      if (own && faults.includes(own)) at('idNumber', '证件号码');
      const certificate = (member.certificateNo ?? '').replace(/\s/g, '').toUpperCase();
      const other = certificate === '' || certificate === idNumberOf(member) ? null : certificateFault(certificate);
      if (other && faults.includes(other)) at('certificateNo', '残疾证号');
      return found;
    }),
});

/** A certificate has 20 or 22 characters; a bare ID number is not one. */
const certificateFault = (number: string): IdNumberFault | null => (number.length === 18 ? 'length' : idNumberFault(number));

const filled = (code: string, key: 'ethnic' | 'labour', field: string): Rule => ({
  code,
  group: 'identity',
  severity: 'E',
  sentence: `每位家庭成员都填写${field}。`,
  source: DOMAIN,
  find: eachPerson(key, (member) => isBlank(member[key]) && `没有填${field}`),
});

function sameNumber(facts: Facts): Finding[] {
  const seen = new Map<string, string>();
  return peopleOf(facts).flatMap((member) => {
    const person = personOf(member);
    if (person === null) return [];
    const who = nameOf(facts, member);
    const other = seen.get(person);
    if (other === undefined) seen.set(person, who);
    return other === undefined ? [] : [{ instanceId: member.instanceId, key: 'idNumber', message: `${who}与${other}的证件号码相同` }];
  });
}

function phones(facts: Facts, finds: (phone: string) => string | null): Finding[] {
  const home = (facts.household.phone ?? '').trim();
  const atHome = home === '' ? null : finds(home);
  const found: Finding[] = atHome ? [{ instanceId: 'root', key: 'phone', message: `家庭联系电话${atHome}` }] : [];
  for (const member of peopleOf(facts)) {
    const phone = (member.phone ?? '').trim();
    // The same number is said once, at the household.
    const words = phone === '' || (phone === home && atHome) ? null : finds(phone);
    if (words) found.push({ instanceId: member.instanceId, key: 'phone', message: `${nameOf(facts, member)}的电话${words}` });
  }
  return found;
}

const elsewherePhones = (facts: Facts, { elsewhere }: RuleContext): Finding[] =>
  elsewhere === null
    ? []
    : phones(facts, (phone) => {
        const other = elsewhere.phone(phone);
        return other === null ? null : `与${other}相同`;
      });

export const IDENTITY_RULES: readonly Rule[] = [
  {
    code: 'identity.nameEmpty',
    group: 'identity',
    severity: 'E',
    sentence: '每位家庭成员都有姓名。',
    source: DOMAIN,
    find: eachPerson('name', (member) => isBlank(member.name) && '没有填姓名'),
  },
  {
    code: 'identity.idMissing',
    group: 'identity',
    severity: 'E',
    sentence: '每位家庭成员都有证件号码。',
    source: DOMAIN,
    find: eachPerson('idNumber', (member) => idNumberOf(member) === '' && '没有填证件号码'),
  },
  numberRule('identity.idLength', ['length'], '证件号码是 18 位，残疾人证是 20 位或 22 位。', CERTIFICATE, '位数不对，请对照证件核对'),
  numberRule('identity.idCharacters', ['characters'], '证件号码只有数字，末位可以是 X。', GB_11643, '里有不该有的字，请对照证件核对'),
  numberRule('identity.idBirthDate', ['birthDate'], '证件号码里的出生日期真实存在。', GB_11643, '里的出生日期不存在，请对照证件核对'),
  numberRule('identity.idChecksum', ['checkDigit'], '证件号码的校验位正确。', GB_11643, '不对（校验不通过），请对照证件逐位核对'),
  numberRule(
    'identity.certificateRange',
    ['certificate'],
    '残疾人证的类别是 1–7，等级是 1–4。',
    CERTIFICATE,
    '里的残疾类别或等级不对，请对照残疾证核对',
  ),
  {
    code: 'identity.idTwice',
    group: 'identity',
    severity: 'E',
    sentence: '一户之内，证件号码（前 18 位）不重复。',
    source: DOMAIN,
    find: sameNumber,
  },
  {
    code: 'identity.idElsewhere',
    group: 'identity',
    severity: 'E',
    sentence: '同一个证件号码（前 18 位）在全村、全县只出现在一户。',
    source: DOMAIN,
    find: eachPerson('idNumber', (member, { elsewhere }) => {
      const person = elsewhere === null ? null : personOf(member);
      const other = person === null ? null : elsewhere?.idNumber(person);
      return other ? `的证件号码与${other}的成员相同` : null;
    }),
  },
  filled('identity.ethnicEmpty', 'ethnic', '民族'),
  {
    code: 'identity.healthEmpty',
    group: 'identity',
    severity: 'E',
    sentence: '每位家庭成员都填写健康状况。',
    source: DOMAIN,
    find: eachPerson('health', ({ health }) => (health === null || health.length === 0) && '没有填健康状况'),
  },
  filled('identity.labourEmpty', 'labour', '劳动能力'),
  {
    code: 'identity.bornBefore1900',
    group: 'identity',
    severity: 'W',
    sentence: '出生日期不早于 1900 年。',
    source: DOMAIN,
    find: eachPerson('idNumber', (member) => {
      const birth = birthOf(member);
      return birth !== null && birth < '1900-01-01' && `的出生日期是${birth.slice(0, 4)}年，请核对证件号码`;
    }),
  },
  {
    code: 'identity.phoneForm',
    group: 'identity',
    severity: 'W',
    sentence: '电话是 11 位手机号，以 13–19 开头。',
    source: DOMAIN,
    find: (facts) => phones(facts, (phone) => (MOBILE.test(phone) ? null : '不像手机号，请核对')),
  },
  {
    code: 'identity.phoneElsewhere',
    group: 'identity',
    severity: 'W',
    sentence: '一个电话只在一户使用。',
    source: DOMAIN,
    find: elsewherePhones,
  },
];
