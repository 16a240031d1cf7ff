// The shapes between the page 数据质量 and the server: the last run over the county, its counts, its findings.
import * as z from 'zod/mini';
import { DivisionCode } from '../domain/division.ts';
import { Job } from './desk.ts';

const Count = z.number().check(z.int(), z.nonnegative());
const RuleCode = z.string().check(z.regex(/^[a-z]+\.[A-Za-z0-9]+$/), z.maxLength(60));
const SeverityCode = z.enum(['E', 'W']);

/** What is counted and listed: one rule, one severity, one township or village; all of the asker's scope where nothing is said. */
const Filter = { code: z.optional(RuleCode), severity: z.optional(SeverityCode), division: z.optional(DivisionCode) };

/** GET /api/quality. Each list of counts leaves its own filter out: one sees what else there would be to choose. */
export const QualityQuery = z.object(Filter);
export const Quality = z.object({
  /** The last finished run; null before the first. */
  run: z.nullable(z.object({ id: z.uuid(), begunAt: z.iso.datetime(), finishedAt: z.iso.datetime(), authorName: z.string() })),
  /** The last one asked for, while it runs or when it failed; auditors only. */
  job: z.nullable(Job),
  /** Of the asker's whole scope. */
  checked: z.object({ households: Count, withFindings: Count, errors: Count, warnings: Count }),
  byRule: z.array(z.object({ code: z.string(), severity: SeverityCode, findings: Count, households: Count })),
  byTownship: z.array(z.object({ townshipCode: DivisionCode, townshipName: z.string(), errors: Count, warnings: Count, households: Count })),
});
export type Quality = z.infer<typeof Quality>;

/** GET /api/quality/findings and findings.xlsx, by village and household. */
export const FindingQuery = z.object({
  ...Filter,
  offset: z.optional(z.coerce.number().check(z.int(), z.nonnegative())),
  limit: z.optional(z.coerce.number().check(z.int(), z.positive(), z.maximum(500))),
});
export const FindingItem = z.object({
  id: Count,
  code: z.string(),
  severity: SeverityCode,
  message: z.string(),
  householdId: z.uuid(),
  headName: z.string(),
  groupName: z.string(),
  villageCode: DivisionCode,
  villageName: z.string(),
  townshipName: z.string(),
  /** The household's latest check that was handed in, to look at; null when there is none. */
  taskId: z.nullable(z.uuid()),
});
export type FindingItem = z.infer<typeof FindingItem>;
export const Findings = z.object({ findings: z.array(FindingItem), total: Count });
