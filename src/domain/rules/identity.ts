// 身份: who is listed, with which number and relation, and whether they are counted rightly (domain 5, Identity).
import { belongs, type Facts, type MemberFacts } from '../facts.ts';
import { RELATIONS } from '../household.ts';
import { type IdNumberFault, idNumberFault } from '../id-number.ts';
import { birthOf, eachPerson, faultOfNumber, idNumberOf, nameOf, once, peopleOf, personOf, sexOf } from './people.ts';
import type { Finding, Rule, RuleContext } from './rule.ts';

const GB_11643 = 'domain 5 身份 · GB 11643';
const DOMAIN = 'domain 5 身份';
const CERTIFICATE = 'domain 1, 5 身份 · 残疾人证编号';

const MALE = new Set(['20', '28', '41', '43', '51', '53', '55', '61', '63', '93']);
const FEMALE = new Set(['30', '38', '42', '44', '52', '54', '56', '62', '64', '94']);
const MOBILE = /^1[3-9]\d{9}$/;
const isEmpty = (text: string | null): boolean => (text ?? '').trim() === '';
const goneWord = (member: MemberFacts): string => (member.presence === 'dead' ? '去世' : '迁出');

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

const filled = (code: string, key: 'relation' | 'ethnic' | 'labour', field: string): Rule => ({
  code,
  group: 'identity',
  severity: 'E',
  sentence: `每位家庭成员都填写${field}。`,
  source: DOMAIN,
  find: eachPerson(key, (member) => isEmpty(member[key]) && `没有填${field}`),
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

function atHeads(facts: Facts, relation: string, word: string): Finding[] {
  const found = peopleOf(facts).filter((member) => member.relation === relation);
  const [first] = found;
  if (!first || found.length < 2) return [];
  return found.slice(1).map((member) => ({
    instanceId: member.instanceId,
    key: 'relation',
    message: `${nameOf(facts, member)}和${nameOf(facts, first)}都填成了${word}`,
  }));
}

const headWhoLeft = (facts: Facts): MemberFacts | undefined => facts.members.find((member) => member.relation === '02' && !belongs(member));
const lacksHead = (facts: Facts): boolean => peopleOf(facts).length > 0 && !peopleOf(facts).some((member) => member.relation === '02');

/** In the archive those who count are as many as it says; at the door nobody that it knows may be missing from the list, those who died or left included. */
function sizeDiffers({ household, members, result }: Facts): string | false {
  const { archivedSize } = household;
  if (archivedSize === null || members.length === 0) return false;
  if (result !== null)
    return members.length < archivedSize && `档案有${archivedSize}人，只列出${members.length}人，请把缺的人补上，去世或迁出的也要列出`;
  const counted = members.filter(belongs).length;
  const countsTheGone = archivedSize > counted && archivedSize <= members.length;
  return counted !== archivedSize && !countsTheGone && `家庭人口${archivedSize}人，成员名单是${counted}人`;
}

function stillCounted(facts: Facts): Finding[] {
  const counted = peopleOf(facts).length;
  const size = facts.household.archivedSize;
  const overcounts = facts.result === null && size !== null && size > counted && size <= facts.members.length;
  return facts.members.flatMap((member) => {
    const at = { instanceId: member.instanceId, key: 'presence' };
    if (!belongs(member)) return overcounts ? [{ ...at, message: `${nameOf(facts, member)}已${goneWord(member)}，家庭人口仍把这个人算在内` }] : [];
    const left = (member.presence === null || member.presence === 'present') && !isEmpty(member.presenceOn);
    return left ? [{ ...at, message: `${nameOf(facts, member)}填了离开日期，在家状态却还是“在”` }] : [];
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
    code: 'identity.nobody',
    group: 'identity',
    severity: 'E',
    sentence: '家庭成员至少列出一人。',
    source: DOMAIN,
    // Somebody the archive doesn't know, who is not included either: nobody may be there to be listed (查无此户).
    find: once('members', ({ members, household, result }) => {
      const unknownAndOut = household.archivedSize === null && result?.include === false;
      return members.length === 0 && !unknownAndOut && '没有列出任何家庭成员';
    }),
  },
  {
    code: 'identity.sizeDiffers',
    group: 'identity',
    severity: 'E',
    sentence: '列出的家庭成员人数与家庭人口一致，档案里的人一个不少。',
    source: DOMAIN,
    find: once('members', sizeDiffers),
  },
  {
    code: 'identity.goneCounted',
    group: 'identity',
    severity: 'E',
    sentence: '去世或迁出的人不再计入家庭人口。',
    source: DOMAIN,
    find: stillCounted,
  },
  {
    code: 'identity.nameEmpty',
    group: 'identity',
    severity: 'E',
    sentence: '每位家庭成员都有姓名。',
    source: DOMAIN,
    find: eachPerson('name', (member) => isEmpty(member.name) && '没有填姓名'),
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
  {
    code: 'identity.headMissing',
    group: 'identity',
    severity: 'E',
    sentence: '家庭成员里有一位户主。',
    source: DOMAIN,
    find: once('members', (facts) => {
      if (!lacksHead(facts)) return null;
      const left = headWhoLeft(facts);
      if (!left) return '家庭成员里没有户主';
      return facts.result === null && `户主${nameOf(facts, left)}已${goneWord(left)}，还没有新的户主`;
    }),
  },
  {
    code: 'identity.headLeft',
    group: 'identity',
    severity: 'W',
    sentence: '户主去世或迁出后，提醒家里变更户主。',
    source: `${DOMAIN}：入户时只提醒，户主由公安户籍变更后再改`,
    find: once('members', (facts) => {
      const left = facts.result !== null && lacksHead(facts) ? headWhoLeft(facts) : undefined;
      return left ? `户主${nameOf(facts, left)}已${goneWord(left)}，请提醒家里变更户主` : null;
    }),
  },
  {
    code: 'identity.headTwice',
    group: 'identity',
    severity: 'E',
    sentence: '一户只有一位户主。',
    source: DOMAIN,
    find: (facts) => atHeads(facts, '02', '户主'),
  },
  {
    code: 'identity.spouseTwice',
    group: 'identity',
    severity: 'E',
    sentence: '一户的户主只有一位配偶。',
    source: DOMAIN,
    find: (facts) => atHeads(facts, '10', '配偶'),
  },
  filled('identity.relationEmpty', 'relation', '与户主关系'),
  {
    code: 'identity.relationSex',
    group: 'identity',
    severity: 'E',
    sentence: '与户主关系和性别不矛盾。',
    source: `${DOMAIN} · GB/T 4761`,
    find: eachPerson('relation', (member) => {
      const { relation } = member;
      const sex = sexOf(member);
      const wrong = relation !== null && ((sex === '2' && MALE.has(relation)) || (sex === '1' && FEMALE.has(relation)));
      return wrong && `的与户主关系是“${RELATIONS[relation]}”，性别却是${sex === '1' ? '男' : '女'}`;
    }),
  },
  {
    code: 'identity.spouseSameSex',
    group: 'identity',
    severity: 'W',
    sentence: '户主和配偶性别不同。',
    source: DOMAIN,
    find: eachPerson('relation', (member, _context, facts) => {
      const head = member.relation === '10' ? peopleOf(facts).find((other) => other.relation === '02') : undefined;
      const sex = sexOf(member);
      return head && sex !== null && sex === sexOf(head) && `是配偶，与户主${nameOf(facts, head)}性别相同，请核对关系和性别`;
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
