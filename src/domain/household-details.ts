// What the archive knows of a household beyond lists and search: by the names of the official survey's questions, absent where nobody knows it (domain 3.1, 3.4–3.6).
import * as z from 'zod/mini';
import { Yuan } from './money.ts';
import { DISASTERS, FUELS, MEASURES, ROADS, SUPPORTS } from './official/codes.ts';
import { RiskCode } from './risk.ts';

/** One measure of 一户一策, wanted or given. */
export const HouseholdMeasure = z.object({
  id: z.string(),
  measure: z.enum(MEASURES),
  /** Of 综合保障. */
  support: z.optional(z.enum(SUPPORTS)),
  state: z.optional(z.enum(['planned', 'done'])),
  measureOn: z.optional(z.iso.date()),
  amount: z.optional(Yuan),
  measureText: z.optional(z.string()),
  /** By whom. */
  measureBy: z.optional(z.string()),
});
export type HouseholdMeasure = z.infer<typeof HouseholdMeasure>;

export const HouseholdDetails = z.object({
  /** National household number. */
  householdNo: z.optional(z.string()),
  grid: z.optional(z.string()),
  resettled: z.optional(z.boolean()),
  resettlementSite: z.optional(z.string()),
  /** 亩, beside the cultivated and wood land of the noun itself. */
  landReforested: z.optional(z.number()),
  landOrchard: z.optional(z.number()),
  landPasture: z.optional(z.number()),
  landWater: z.optional(z.number()),
  road: z.optional(z.enum(ROADS)),
  /** Kilometres to the village's main road. */
  roadKm: z.optional(z.number()),
  /** ㎡. */
  floorArea: z.optional(z.number()),
  electricity: z.optional(z.boolean()),
  broadcast: z.optional(z.boolean()),
  safeWater: z.optional(z.boolean()),
  toilet: z.optional(z.boolean()),
  fuel: z.optional(z.enum(FUELS)),
  /** In a cooperative · led by a firm · led by a local leader. */
  cooperative: z.optional(z.boolean()),
  ledByFirm: z.optional(z.boolean()),
  ledByLeader: z.optional(z.boolean()),
  /** Beside a guarantee's problem: who, since when (YYYY-MM), what is being done. */
  housingWho: z.optional(z.string()),
  housingSince: z.optional(z.string()),
  housingAction: z.optional(z.string()),
  schoolingWho: z.optional(z.string()),
  schoolingSince: z.optional(z.string()),
  schoolingAction: z.optional(z.string()),
  waterWho: z.optional(z.string()),
  waterSince: z.optional(z.string()),
  waterAction: z.optional(z.string()),
  insuranceWho: z.optional(z.string()),
  insuranceSince: z.optional(z.string()),
  insuranceAction: z.optional(z.string()),
  /** What the water standard measures: litres a person a day, minutes and metres to fetch it, days a year without. */
  waterScarce: z.optional(z.boolean()),
  waterLitres: z.optional(z.number()),
  waterQuality: z.optional(z.string()),
  waterMinutes: z.optional(z.number()),
  waterMetres: z.optional(z.number()),
  waterClimb: z.optional(z.number()),
  waterDays: z.optional(z.number()),
  /** The most important first. */
  risks: z.optional(z.array(RiskCode)),
  riskText: z.optional(z.string()),
  disaster: z.optional(z.enum(DISASTERS)),
  suddenWhat: z.optional(z.string()),
  suddenOn: z.optional(z.string()),
  suddenLoss: z.optional(Yuan),
  suddenBorneBy: z.optional(z.string()),
  /** Help that is wanted. */
  needs: z.optional(z.array(z.enum(MEASURES))),
  measures: z.optional(z.array(HouseholdMeasure)),
  /** Taken into monitoring, and out of it. */
  identifiedOn: z.optional(z.iso.date()),
  eliminatedOn: z.optional(z.iso.date()),
  eliminationWay: z.optional(z.enum(['helped', 'natural'])),
  eliminationContact: z.optional(z.string()),
  eliminationPhone: z.optional(z.string()),
  /** Net income a person of the period before `income`. */
  perCapitaBefore: z.optional(Yuan),
});
export type HouseholdDetails = z.infer<typeof HouseholdDetails>;
