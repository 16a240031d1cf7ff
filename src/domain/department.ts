// The departments of a county that push leads, and the signals each of them pushes.
import * as z from 'zod/mini';

export const DepartmentCode = z.enum([
  'yibao',
  'minzheng',
  'jiaoyu',
  'canlian',
  'zhujian',
  'shuili',
  'renshe',
  'yingji',
  'gongan',
  'weijian',
  'xiangcun',
]);
export type DepartmentCode = z.infer<typeof DepartmentCode>;

export { DEPARTMENT_NAMES } from './department-name.ts';
