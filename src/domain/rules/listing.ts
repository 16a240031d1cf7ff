// 家庭成员名单: who is listed and counted, who is head, and how each is related to them (domain 5, Identity).
import { belongs, type Facts, type MemberFacts } from '../facts.ts';
import { RELATIONS } from '../household.ts';
import { eachPerson, isBlank, nameOf, once, peopleOf, sexOf } from './people.ts';
import type { Finding, Rule } from './rule.ts';

const DOMAIN = 'domain 5 身份';

const MALE = new Set(['20', '28', '41', '43', '51', '53', '55', '61', '63', '93']);
const FEMALE = new Set(['30', '38', '42', '44', '52', '54', '56', '62', '64', '94']);
const goneWord = (member: MemberFacts): string => (member.presence === 'dead' ? '去世' : '迁出');

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
    const left = (member.presence === null || member.presence === 'present') && !isBlank(member.presenceOn);
    return left ? [{ ...at, message: `${nameOf(facts, member)}填了离开日期，在家状态却还是“在”` }] : [];
  });
}

export const LISTING_RULES: readonly Rule[] = [
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
  {
    code: 'identity.relationEmpty',
    group: 'identity',
    severity: 'E',
    sentence: '每位家庭成员都填写与户主关系。',
    source: DOMAIN,
    find: eachPerson('relation', ({ relation }) => isBlank(relation) && '没有填与户主关系'),
  },
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
];
