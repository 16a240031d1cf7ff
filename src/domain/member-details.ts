// What the archive knows of a member beyond lists and search: by the names of the official survey's questions, absent where nobody knows it (domain 3.2).
import * as z from 'zod/mini';
import { Yuan } from './money.ts';
import { ID_KINDS, NOT_IN_SCHOOL, POLITICAL, PUBLIC_POSTS } from './official/codes.ts';

/** A spell of work away from home. */
export const Job = z.object({
  /** Six digits of the division code; those of a province or prefecture end in 00. */
  workPlace: z.optional(z.string()),
  /** The county in words, where the code does not go down to it. */
  workCounty: z.optional(z.string()),
  /** The place in words, for who has no list of places at hand. */
  placeName: z.optional(z.string()),
  /** Months of the year. */
  workMonths: z.optional(z.number()),
  monthlyPay: z.optional(Yuan),
  /** YYYY-MM. */
  workFrom: z.optional(z.string()),
  workTo: z.optional(z.string()),
  employer: z.optional(z.string()),
  trade: z.optional(z.string()),
  howFound: z.optional(z.string()),
  workPlan: z.optional(z.string()),
});
export type Job = z.infer<typeof Job>;

export const MemberDetails = z.object({
  /** Names of what stands here only because a form suggested it: counted by the rules, but nobody said it, so the next check suggests anew instead of showing it as known. */
  suggested: z.optional(z.array(z.string())),
  /** Absent: as the ID number's length says. */
  idKind: z.optional(z.enum(ID_KINDS)),
  political: z.optional(z.enum(POLITICAL)),
  notInSchool: z.optional(z.enum(NOT_IN_SCHOOL)),
  /** 雨露计划. */
  rainDew: z.optional(z.boolean()),
  /** Where it is not the ID number itself. */
  certificateNo: z.optional(z.string()),
  /** 大病保险 · 商业补充保险 · 医疗救助. */
  majorInsurance: z.optional(z.boolean()),
  commercialInsurance: z.optional(z.boolean()),
  medicalAid: z.optional(z.boolean()),
  /** 易地搬迁. */
  relocated: z.optional(z.boolean()),
  publicPost: z.optional(z.enum(PUBLIC_POSTS)),
  publicPostMonths: z.optional(z.number()),
  /** Date of death or leaving. */
  presenceOn: z.optional(z.iso.date()),
});
export type MemberDetails = z.infer<typeof MemberDetails>;
