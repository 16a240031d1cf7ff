// A lead is a signal about one person or household that somebody should look at: who sent it, what it says, where it belongs.
import * as z from 'zod/mini';
import { DepartmentCode } from './department.ts';
import { DivisionCode } from './division.ts';
import { Yuan } from './money.ts';

/** 线索状态, from the file to the department's answer. Only a lead in `matched` may be dispatched. */
export const LeadState = z.enum(['unmatched', 'matched', 'dispatched', 'answered', 'withdrawn']);
export type LeadState = z.infer<typeof LeadState>;

export const Lead = z.object({
  id: z.uuid(),
  batchId: z.nullable(z.uuid()),
  department: DepartmentCode,
  /** Code from the policy's indicator table, e.g. medical-self-paid. */
  indicator: z.string(),
  /** As the department wrote it, e.g. 三季度自付医疗费. */
  indicatorText: z.string(),
  amount: z.nullable(Yuan),
  /** What the figure covers as YYYY, YYYYQn or YYYYMM; empty when the file does not say. */
  period: z.string(),
  personName: z.string(),
  idNumber: z.string(),
  /** The place exactly as written in the file. */
  placeText: z.string(),
  villageCode: z.nullable(DivisionCode),
  householdId: z.nullable(z.uuid()),
  /** Why it was matched so, in words; from the matcher or "由某某确定". */
  matchReason: z.string(),
  state: LeadState,
  taskId: z.nullable(z.uuid()),
  receivedAt: z.iso.datetime(),
});
export type Lead = z.infer<typeof Lead>;

/** What makes two rows the same signal: the person (ID number, else name and village), the indicator and the period. */
export const leadKey = (lead: Pick<Lead, 'idNumber' | 'personName' | 'villageCode' | 'indicator' | 'period'>): string =>
  [lead.idNumber ? lead.idNumber.slice(0, 18) : `${lead.personName}@${lead.villageCode ?? ''}`, lead.indicator, lead.period].join('|');
