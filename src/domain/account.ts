// An account is a person who signs in, with one role, one scope of divisions and, for department users, one department.
import * as z from 'zod/mini';
import { DepartmentCode } from './department.ts';
import { DivisionCode } from './division.ts';

/** 采集员 collector · 乡镇录入员 reviewer · 县级审核员 auditor · 部门 department · 系统管理员 admin. */
export const Role = z.enum(['collector', 'reviewer', 'auditor', 'department', 'admin']);
export type Role = z.infer<typeof Role>;

export const Account = z.object({
  id: z.uuid(),
  /** What is typed to sign in, lower case. */
  login: z.string(),
  name: z.string(),
  role: Role,
  /** Divisions this person may see; everything below them is included. */
  scope: z.array(DivisionCode),
  department: z.nullable(DepartmentCode),
});
export type Account = z.infer<typeof Account>;
