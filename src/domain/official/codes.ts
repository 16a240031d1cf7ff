// The option codes of the official survey, in the order of the printed form; the words for them are in its definition (domain 3).
export const YES_NO = ['yes', 'no'] as const;
/** 居民身份证 · 残疾人证 · 出生证明 · 其他证件 · 无证件. */
export const ID_KINDS = ['resident', 'disability', 'birth', 'other', 'none'] as const;
/** 中共党员 · 中共预备党员 · 共青团员 · 群众. */
export const POLITICAL = ['party', 'probationary', 'league', 'masses'] as const;
/** 文盲或半文盲 · 小学 · 初中 · 高中 · 大专 · 本科及以上. */
export const SCHOOLING = ['illiterate', 'primary', 'junior', 'senior', 'college', 'bachelor'] as const;
/** 学龄前儿童 · 学前教育 · 小学 · 七–九年级 · 高中一–三 · 中职一–三 · 高职高专一–三 · 技师学院一–四 · 本科一–五 · 硕士及以上. */
export const SCHOOL_STAGES = [
  'infant',
  'kindergarten',
  'primary',
  'junior1',
  'junior2',
  'junior3',
  'senior1',
  'senior2',
  'senior3',
  'vocational1',
  'vocational2',
  'vocational3',
  'higher1',
  'higher2',
  'higher3',
  'technician1',
  'technician2',
  'technician3',
  'technician4',
  'bachelor1',
  'bachelor2',
  'bachelor3',
  'bachelor4',
  'bachelor5',
  'master',
] as const;
/** 因病 · 因残 · 厌学 · 其他. */
export const NOT_IN_SCHOOL = ['illness', 'disability', 'weary', 'other'] as const;
/** 县域公益岗 by kind: 保洁 · 护林 · 护路 · 护水 · 护理照料 · 协管 · 其他. */
export const PUBLIC_POSTS = ['cleaning', 'forest', 'road', 'water', 'care', 'assistant', 'other'] as const;
/** 泥土路 · 砂石路 · 水泥路 · 沥青路. */
export const ROADS = ['dirt', 'gravel', 'cement', 'asphalt'] as const;
/** 柴草 · 干畜粪 · 煤炭 · 清洁能源 · 其它. */
export const FUELS = ['firewood', 'dung', 'coal', 'clean', 'other'] as const;
/** 洪涝 · 地质 · 旱灾 · 生物 · 气象 · 地震 · 其他. */
export const DISASTERS = ['flood', 'geological', 'drought', 'biological', 'weather', 'earthquake', 'other'] as const;
/** 产业 · 就业 · 金融 · 公益岗位 · 住房 · 饮水 · 健康 · 义务教育 · 教育 · 综合保障 · 社会帮扶 · 搬迁 · 生产生活条件 · 基础设施 (domain 3.6). */
export const MEASURES = [
  'industry',
  'employment',
  'finance',
  'publicPost',
  'housing',
  'water',
  'health',
  'compulsoryEducation',
  'education',
  'support',
  'social',
  'relocation',
  'conditions',
  'infrastructure',
] as const;
/** 综合保障 in detail: 低保 · 特困供养 · 残疾补贴 · 临时救助 · 养老 · 其他. */
export const SUPPORTS = ['minimum', 'destitute', 'disability', 'temporary', 'pension', 'other'] as const;
export type Measure = (typeof MEASURES)[number];

/** Income items by part, in the order of the form (domain 3.3). Their names are the survey's question names. */
export const INCOME_PARTS = {
  wages: ['wagesWork', 'wagesPostDepartment', 'wagesPostTownship', 'wagesPostVillage', 'wagesOdd'],
  business: ['businessCrops', 'businessLivestock', 'businessOrchard', 'businessOther'],
  costs: ['costsCrops', 'costsLivestock', 'costsOrchard', 'costsOther'],
  property: ['propertyDividend', 'propertyLand', 'propertyFinance', 'propertyEntrusted', 'propertyOther'],
  transfers: [
    'transferBirthPlan',
    'transferMinimum',
    'transferDestitute',
    'transferPension',
    'transferReforest',
    'transferPublicForest',
    'transferPasture',
    'transferEcologyOther',
    'transferGrain',
    'transferSoil',
    'transferMachinery',
    'transferElder',
    'transferVeteran',
    'transferDisability',
    'transferEducation',
    'transferDisaster',
    'transferChildren',
    'transferHeating',
    'transferInsurance',
    'transferGift',
    'transferOther',
  ],
  claims: ['claims'],
  selfPaid: ['spendMedical', 'spendEducation', 'spendHousing', 'spendOther'],
} as const;
export type IncomePart = keyof typeof INCOME_PARTS;
export type IncomeItem = (typeof INCOME_PARTS)[IncomePart][number];
