// A household and its members as the archive knows them: what is shown as 已有 at the door and compared at review.
import * as z from 'zod/mini';
import { DivisionCode } from './division.ts';
import { HouseholdDetails } from './household-details.ts';
import { Job, MemberDetails } from './member-details.ts';
import { Yuan } from './money.ts';
import { INCOME_PARTS, SCHOOL_STAGES, SCHOOLING } from './official/codes.ts';

/** 户类型: 一般农户 · 脱贫户. */
export const HouseholdKind = z.enum(['general', 'lifted']);
export type HouseholdKind = z.infer<typeof HouseholdKind>;

/** 监测类别: none · 脱贫不稳定户 · 边缘易致贫户 · 突发严重困难户. */
export const MonitorCategory = z.enum(['none', 'unstable', 'marginal', 'sudden']);
export type MonitorCategory = z.infer<typeof MonitorCategory>;

/** 监测中 · 风险已消除 · 风险回退; none for a household never monitored. */
export const MonitorState = z.enum(['none', 'monitored', 'eliminated', 'relapsed']);
export type MonitorState = z.infer<typeof MonitorState>;

/** GB/T 4761 relation to the head, as listed in the survey. */
export const RELATIONS: Record<string, string> = {
  '02': '户主',
  '10': '配偶',
  '20': '子',
  '28': '女婿',
  '30': '女',
  '38': '儿媳',
  '41': '孙子',
  '42': '孙女',
  '43': '外孙子',
  '44': '外孙女',
  '51': '父',
  '52': '母',
  '53': '公公',
  '54': '婆婆',
  '55': '岳父',
  '56': '岳母',
  '61': '祖父',
  '62': '祖母',
  '63': '外祖父',
  '64': '外祖母',
  '70': '兄弟姐妹',
  '93': '侄子',
  '94': '侄女',
  '97': '其他亲属',
  '99': '非亲属',
};

/** 健康 · 长期慢性病 · 患有大病 · 残疾; several may hold, healthy only alone. */
export const Health = z.enum(['healthy', 'chronic', 'major', 'disabled']);
export type Health = z.infer<typeof Health>;

/** 普通劳动力 · 技能劳动力 · 弱劳动力或半劳动力 · 丧失劳动力 · 无劳动力. */
export const Labour = z.enum(['ordinary', 'skilled', 'weak', 'lost', 'none']);
export type Labour = z.infer<typeof Labour>;

/** 在 · 死亡 · 迁出 · 服刑 · 失联 · 其他. */
export const Presence = z.enum(['present', 'dead', 'movedOut', 'prison', 'missing', 'other']);
export type Presence = z.infer<typeof Presence>;

/** What nobody knows is absent; an empty text says the same where lists and search want a text. */
export const Member = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Full spelling and initials, made by the server: wang yin huan, wyh. */
  pinyin: z.string(),
  initials: z.string(),
  /** 18 digits; 20 or 22 for a disability certificate; empty when there is none. */
  idNumber: z.string(),
  /** GB/T 4761. */
  relation: z.string(),
  /** GB/T 2261.1: 1 男, 2 女. */
  sex: z.optional(z.enum(['1', '2'])),
  birthOn: z.optional(z.iso.date()),
  /** GB/T 3304: 01 汉. */
  ethnic: z.string(),
  phone: z.string(),
  /** 已完成学历, or 在校阶段 of who is at school. */
  schooling: z.optional(z.enum(SCHOOLING)),
  schoolStage: z.optional(z.enum(SCHOOL_STAGES)),
  /** Empty: unknown. */
  health: z.array(Health),
  labour: z.optional(Labour),
  /** Spells of work away from home; absent: none that is known. */
  jobs: z.optional(z.array(Job)),
  /** 居民医保 / 职工医保 / nothing. */
  medicalInsurance: z.optional(z.enum(['resident', 'employee', 'none'])),
  pension: z.optional(z.enum(['resident', 'employee', 'none'])),
  /** 低保 · 特困供养 · nothing. */
  relief: z.optional(z.enum(['none', 'minimum', 'destitute'])),
  presence: Presence,
  details: z.optional(MemberDetails),
});
export type Member = z.infer<typeof Member>;

/** The four guarantees as last seen: true is a problem (住房不安全 · 孩子没上学 · 饮水不安全 · 有人没参保). */
export const GuaranteeProblems = z.object({
  housing: z.boolean(),
  schooling: z.boolean(),
  water: z.boolean(),
  insurance: z.boolean(),
});
export type GuaranteeProblems = z.infer<typeof GuaranteeProblems>;
export { GUARANTEES } from './guarantee.ts';

/** Income totals in yuan a year: A wages, B business gross, C property, D transfers, E business costs; then claims received and compliant self-paid spending. */
export const IncomeTotals = z.object({
  wages: Yuan,
  business: Yuan,
  property: Yuan,
  transfers: Yuan,
  costs: Yuan,
  claims: Yuan,
  selfPaid: Yuan,
});
export type IncomeTotals = z.infer<typeof IncomeTotals>;

const ITEMS = Object.values(INCOME_PARTS).flat();

/** Income of one period: its totals, and the items they come from where a survey asked for them. An item that nobody asked for is absent; 0 is an answer. */
export const HouseholdIncome = z.object({
  /** The year in which the twelve months end. */
  year: z.number(),
  totals: IncomeTotals,
  items: z.optional(z.partialRecord(z.enum(ITEMS), Yuan)),
});
export type HouseholdIncome = z.infer<typeof HouseholdIncome>;

/** One earlier check of this household, shown under 以前的核查; a household's are kept oldest first. `reason` is a code of NotIncludedReason, empty when included. */
export const PastCheck = z.object({
  on: z.iso.date(),
  origin: z.enum(['lead', 'sweep', 'self', 'round']),
  include: z.boolean(),
  reason: z.string(),
  summary: z.string(),
});
export type PastCheck = z.infer<typeof PastCheck>;

export const Household = z.object({
  id: z.uuid(),
  villageCode: DivisionCode,
  /** 自然村 or 组, as the village says it: 东组, 南坡. */
  groupName: z.string(),
  houseNo: z.string(),
  address: z.string(),
  headName: z.string(),
  phone: z.string(),
  kind: HouseholdKind,
  category: MonitorCategory,
  monitorState: MonitorState,
  /** People who count: those present, in prison or away at work are counted by the survey's own rule; here the number the archive holds. */
  size: z.number(),
  /** Dwelling grade A–D (住房鉴定等级); C and D are unsafe. */
  dwelling: z.enum(['A', 'B', 'C', 'D']),
  /** Cultivated and wood land in 亩. */
  landMu: z.number(),
  woodMu: z.number(),
  guarantees: GuaranteeProblems,
  /** Income of the last full period; null when nobody ever recorded it. */
  income: z.nullable(HouseholdIncome),
  /** 帮扶责任人: name, unit, phone; empty for most. */
  helper: z.nullable(z.object({ name: z.string(), unit: z.string(), phone: z.string() })),
  /** 特困 or all members without labour: 整户无劳动力兜底保障. */
  noLabour: z.boolean(),
  members: z.array(Member),
  details: z.optional(HouseholdDetails),
  pastChecks: z.array(PastCheck),
  /** Fields on which two reports differ and the county has not decided yet (`archive/fields` paths); absent when there is none. */
  disputed: z.optional(z.array(z.string())),
  /** Grows by one with every change of the archive; a hand-in names the version it saw. */
  version: z.number(),
});
export type Household = z.infer<typeof Household>;
