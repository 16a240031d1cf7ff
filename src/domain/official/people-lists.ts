// Option lists about people: documents, relations, schooling, health, labour, posts and work.
import { Health, Labour, Presence, RELATIONS } from '../household.ts';
import type { Definition } from '../survey/definition.ts';
import { ID_KINDS, NOT_IN_SCHOOL, POLITICAL, PUBLIC_POSTS, SCHOOL_STAGES, SCHOOLING } from './codes.ts';
import { options, say } from './wording.ts';

/** GB/T 4761 in English; the Chinese words are the archive's own. */
const RELATIONS_IN_ENGLISH: Record<string, string> = {
  '02': 'Head',
  '10': 'Spouse',
  '20': 'Son',
  '28': 'Son-in-law',
  '30': 'Daughter',
  '38': 'Daughter-in-law',
  '41': "Son's son",
  '42': "Son's daughter",
  '43': "Daughter's son",
  '44': "Daughter's daughter",
  '51': 'Father',
  '52': 'Mother',
  '53': "Husband's father",
  '54': "Husband's mother",
  '55': "Wife's father",
  '56': "Wife's mother",
  '61': 'Grandfather',
  '62': 'Grandmother',
  '63': "Mother's father",
  '64': "Mother's mother",
  '70': 'Sibling',
  '93': 'Nephew',
  '94': 'Niece',
  '97': 'Other relative',
  '99': 'Not a relative',
};

const HOW_FOUND = ['self', 'kin', 'government', 'agency', 'firm', 'workshop', 'other'] as const;
const WORK_PLANS = ['stay', 'change', 'return', 'undecided'] as const;

export const PEOPLE_LISTS: Definition['lists'] = {
  idKinds: options(ID_KINDS, {
    resident: ['居民身份证', 'Identity card'],
    disability: ['残疾人证', 'Disability certificate'],
    birth: ['出生证明', 'Birth certificate'],
    other: ['其他证件', 'Other document'],
    none: ['无证件', 'None'],
  }),
  sexes: options(['1', '2'], { '1': ['男', 'Male'], '2': ['女', 'Female'] }),
  // By code, so that the head stands first; an object's own order would put 02 last.
  relations: Object.keys(RELATIONS)
    .sort()
    .map((name) => ({ name, label: say(RELATIONS[name] ?? name, RELATIONS_IN_ENGLISH[name] ?? name) })),
  presences: options(Presence.options, {
    present: ['在', 'Yes'],
    dead: ['死亡', 'Died'],
    movedOut: ['迁出', 'Moved away'],
    prison: ['服刑', 'In prison'],
    missing: ['失联', 'Missing'],
    other: ['其他', 'Other'],
  }),
  political: options(POLITICAL, {
    party: ['中共党员', 'Party member'],
    probationary: ['中共预备党员', 'Probationary party member'],
    league: ['共青团员', 'Youth League member'],
    masses: ['群众', 'None'],
  }),
  schooling: options(SCHOOLING, {
    illiterate: ['文盲或半文盲', 'Illiterate or nearly'],
    primary: ['小学', 'Primary'],
    junior: ['初中', 'Junior middle'],
    senior: ['高中', 'Senior middle'],
    college: ['大专', 'College'],
    bachelor: ['本科及以上', 'Bachelor or higher'],
  }),
  schoolStages: options(SCHOOL_STAGES, {
    infant: ['学龄前儿童', 'Below school age'],
    kindergarten: ['学前教育', 'Kindergarten'],
    primary: ['小学', 'Primary school'],
    junior1: ['七年级', 'Grade 7'],
    junior2: ['八年级', 'Grade 8'],
    junior3: ['九年级', 'Grade 9'],
    senior1: ['高中一年级', 'Senior middle 1'],
    senior2: ['高中二年级', 'Senior middle 2'],
    senior3: ['高中三年级', 'Senior middle 3'],
    vocational1: ['中职一年级', 'Vocational 1'],
    vocational2: ['中职二年级', 'Vocational 2'],
    vocational3: ['中职三年级', 'Vocational 3'],
    higher1: ['高职高专一年级', 'Higher vocational 1'],
    higher2: ['高职高专二年级', 'Higher vocational 2'],
    higher3: ['高职高专三年级', 'Higher vocational 3'],
    technician1: ['技师学院一年级', 'Technician college 1'],
    technician2: ['技师学院二年级', 'Technician college 2'],
    technician3: ['技师学院三年级', 'Technician college 3'],
    technician4: ['技师学院四年级', 'Technician college 4'],
    bachelor1: ['本科一年级', 'University 1'],
    bachelor2: ['本科二年级', 'University 2'],
    bachelor3: ['本科三年级', 'University 3'],
    bachelor4: ['本科四年级', 'University 4'],
    bachelor5: ['本科五年级', 'University 5'],
    master: ['硕士及以上', 'Master or higher'],
  }),
  notInSchool: options(NOT_IN_SCHOOL, {
    illness: ['因病', 'Illness'],
    disability: ['因残', 'Disability'],
    weary: ['厌学', 'Weary of school'],
    other: ['其他', 'Other'],
  }),
  health: options(Health.options, {
    healthy: ['健康', 'Healthy'],
    chronic: ['长期慢性病', 'Chronic illness'],
    major: ['患有大病', 'Major illness'],
    disabled: ['残疾', 'Disabled'],
  }),
  labour: options(Labour.options, {
    ordinary: ['普通劳动力', 'Ordinary labour'],
    skilled: ['技能劳动力', 'Skilled labour'],
    weak: ['弱劳动力或半劳动力', 'Weak or half labour'],
    lost: ['丧失劳动力', 'Lost'],
    none: ['无劳动力', 'None'],
  }),
  publicPosts: options(PUBLIC_POSTS, {
    cleaning: ['保洁员', 'Cleaner'],
    forest: ['护林员', 'Forest guard'],
    road: ['护路员', 'Road keeper'],
    water: ['护水员', 'Water keeper'],
    care: ['护理照料', 'Carer'],
    assistant: ['协管员', 'Assistant'],
    other: ['其他', 'Other'],
  }),
  howFound: options(HOW_FOUND, {
    self: ['自己外出', 'By oneself'],
    kin: ['亲友介绍', 'Relatives and friends'],
    government: ['政府组织输出', 'Organised by the government'],
    agency: ['中介机构', 'Agency'],
    firm: ['企业招聘', 'Hired by a firm'],
    workshop: ['帮扶车间', 'Support workshop'],
    other: ['其他', 'Other'],
  }),
  workPlans: options(WORK_PLANS, {
    stay: ['继续在这里干', 'Stay'],
    change: ['换个地方干', 'Go elsewhere'],
    return: ['返乡就业创业', 'Return home'],
    undecided: ['还没定', 'Undecided'],
  }),
};
