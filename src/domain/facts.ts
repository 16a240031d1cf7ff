// What is known of a household, laid out the same whether the archive or a check says it: what the quality rules read.
import type { GuaranteeName } from './guarantee.ts';
import type { Health, HouseholdKind, Labour, MonitorCategory, MonitorState, Presence } from './household.ts';
import type { Yuan } from './money.ts';
import type {
  DISASTERS,
  FUELS,
  ID_KINDS,
  IncomeItem,
  IncomePart,
  Measure,
  NOT_IN_SCHOOL,
  POLITICAL,
  PUBLIC_POSTS,
  ROADS,
  SCHOOL_STAGES,
  SCHOOLING,
  SUPPORTS,
} from './official/codes.ts';
import type { RiskCode } from './visit.ts';

type One<List extends readonly string[]> = List[number] | null;

/**
 * Every field is null when nobody knows it: not asked, or left empty. Names are those of the official survey's questions (`domain/official`), so that a rule's field is a
 * question to jump to; where this says boolean, the question says yes or no.
 */
export interface HouseholdFacts {
  householdNo: string | null;
  phone: string | null;
  address: string | null;
  groupName: string | null;
  kind: HouseholdKind | null;
  /** People the archive says there are; null for a household it does not know. */
  archivedSize: number | null;
  resettled: boolean | null;
  /** 整户无劳动力兜底保障. */
  noLabour: boolean | null;
  /** 亩. */
  landCultivated: number | null;
  landWood: number | null;
  landReforested: number | null;
  landOrchard: number | null;
  landPasture: number | null;
  landWater: number | null;
  road: One<typeof ROADS>;
  /** Kilometres to the village's main road. */
  roadKm: number | null;
  floorArea: number | null;
  dwelling: 'A' | 'B' | 'C' | 'D' | null;
  electricity: boolean | null;
  broadcast: boolean | null;
  safeWater: boolean | null;
  toilet: boolean | null;
  fuel: One<typeof FUELS>;
}

/** A spell of work: place as six digits of a division code, months of the year, monthly pay; from and to as YYYY-MM. */
export interface JobFacts {
  /** Instance in the check, to jump to; empty in the archive. */
  instanceId: string;
  workPlace: string | null;
  /** The county in words, where the code ends in 00 and does not go down to it. */
  workCounty: string | null;
  workMonths: number | null;
  monthlyPay: Yuan | null;
  workFrom: string | null;
  workTo: string | null;
}

export interface MemberFacts {
  /** The archive's member id, or the instance id of somebody new. */
  instanceId: string;
  name: string | null;
  idKind: One<typeof ID_KINDS>;
  idNumber: string | null;
  /** By the ID number where it is valid. */
  sex: '1' | '2' | null;
  birthOn: string | null;
  relation: string | null;
  ethnic: string | null;
  political: One<typeof POLITICAL>;
  phone: string | null;
  schooling: One<typeof SCHOOLING>;
  schoolStage: One<typeof SCHOOL_STAGES>;
  notInSchool: One<typeof NOT_IN_SCHOOL>;
  /** 雨露计划. */
  rainDew: boolean | null;
  health: readonly Health[] | null;
  certificateNo: string | null;
  labour: Labour | null;
  jobs: readonly JobFacts[];
  residentMedical: boolean | null;
  employeeMedical: boolean | null;
  /** 大病保险. */
  majorInsurance: boolean | null;
  commercialInsurance: boolean | null;
  medicalAid: boolean | null;
  residentPension: boolean | null;
  employeePension: boolean | null;
  /** 低保 · 特困供养 · 搬迁. */
  minimum: boolean | null;
  destitute: boolean | null;
  relocated: boolean | null;
  publicPost: One<typeof PUBLIC_POSTS>;
  publicPostMonths: number | null;
  presence: Presence | null;
  presenceOn: string | null;
}

export interface GuaranteeFacts {
  problem: boolean | null;
  who: string | null;
  /** YYYY-MM. */
  since: string | null;
  action: string | null;
}

export interface MeasureFacts {
  instanceId: string;
  measure: Measure | null;
  /** Of 综合保障. */
  support: One<typeof SUPPORTS>;
  state: 'planned' | 'done' | null;
  /** YYYY-MM-DD. */
  measureOn: string | null;
  amount: Yuan | null;
}

/** 元 in the 12 full months before; `totals` as they were computed on the way or are stored. */
export interface IncomeFacts {
  /** Null: only totals are known (an archive from before the survey). */
  items: Readonly<Partial<Record<IncomeItem, Yuan>>> | null;
  totals: Readonly<Record<IncomePart, Yuan>>;
  /** As handed in, to be compared with what the parts give; null where nothing was handed in. */
  stated: { net: Yuan | null; perCapita: Yuan | null } | null;
}

export interface Facts {
  household: HouseholdFacts;
  members: readonly MemberFacts[];
  guarantees: Readonly<Record<GuaranteeName, GuaranteeFacts>>;
  /** Null: not asked (the quick path). */
  income: IncomeFacts | null;
  /** Net income a person of the last period before this one; null when unknown. */
  perCapitaBefore: Yuan | null;
  /** The most important first; empty and null are different: null was not asked. */
  risks: readonly RiskCode[] | null;
  riskText: string | null;
  disaster: One<typeof DISASTERS>;
  measures: readonly MeasureFacts[] | null;
  monitor: {
    category: MonitorCategory;
    state: MonitorState;
    /** YYYY-MM-DD; null when not monitored or unknown. */
    identifiedOn: string | null;
    eliminatedOn: string | null;
  };
  /** What a check decides; null for the archive. `reason`: a code of NotIncludedReason, null where none was chosen, absent while the check is still being filled in. */
  result: { include: boolean; category: MonitorCategory | null; reason?: string | null } | null;
  elimination: { way: 'helped' | 'natural' | null; on: string | null; contact: string | null; phone: string | null } | null;
}

/** Whether somebody counts as one of the household: not dead, not moved away (domain 5). */
export const belongs = (member: Pick<MemberFacts, 'presence'>): boolean => member.presence !== 'dead' && member.presence !== 'movedOut';
