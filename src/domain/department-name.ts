// What each department is called. Apart from the schema, so that the phone's first screen comes without it.
import type { DepartmentCode } from './department.ts';

/** Short official names, as they stand on a lead's tag. 农业农村局 (xiangcun) owns the procedure and enters what nobody else does. */
export const DEPARTMENT_NAMES: Record<DepartmentCode, string> = {
  yibao: '医保局',
  minzheng: '民政局',
  jiaoyu: '教育局',
  canlian: '残联',
  zhujian: '住建局',
  shuili: '水利局',
  renshe: '人社局',
  yingji: '应急局',
  gongan: '公安局',
  weijian: '卫健局',
  xiangcun: '农业农村局',
};
