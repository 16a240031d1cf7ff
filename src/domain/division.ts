// A division is one place of the administrative tree — province to village, and local sites below it — known by its 12-digit code.
import * as z from 'zod/mini';

/** 12 digits: 6 county + 3 township + 3 village (统计用区划代码). A code ending in zeros stands for the whole level above. */
export const DivisionCode = z.string().check(z.regex(/^\d{12}$/));
export type DivisionCode = z.infer<typeof DivisionCode>;

export const DivisionLevel = z.enum(['province', 'prefecture', 'county', 'township', 'village', 'site']);
export type DivisionLevel = z.infer<typeof DivisionLevel>;

export const Division = z.object({
  code: DivisionCode,
  parentCode: z.nullable(DivisionCode),
  level: DivisionLevel,
  /** Official name as the statistics bureau writes it, e.g. 新义村村委会. */
  name: z.string(),
});
export type Division = z.infer<typeof Division>;

/** The six digits that lead every key of a county's rows. */
export const countyOf = (code: DivisionCode): string => code.slice(0, 6);

/** The township a village code belongs to, as a 12-digit code. */
export const townshipOf = (code: DivisionCode): DivisionCode => `${code.slice(0, 9)}000`;

/** The significant digits of a code: 14 → province, 6 → county, 9 → township, 12 → village. Used as a prefix for scope. */
export function prefixOf(code: DivisionCode): string {
  if (code.endsWith('0000000000')) return code.slice(0, 2);
  if (code.endsWith('00000000')) return code.slice(0, 4);
  if (code.endsWith('000000')) return code.slice(0, 6);
  if (code.endsWith('000')) return code.slice(0, 9);
  return code;
}

/** Whether `code` lies in (or is) one of the divisions of a scope. */
export const withinScope = (code: DivisionCode, scope: readonly DivisionCode[]): boolean => scope.some((whole) => code.startsWith(prefixOf(whole)));

export { spokenName } from './spoken-name.ts';
