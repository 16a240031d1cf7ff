// 信息比对: which department is asked what about a household that is to be taken into monitoring.
import type { DepartmentCode } from '../department.ts';

/** 车辆 · 房产 · 工商注册 · 财政供养 · 民政救助 · 社保 (workflow, step 4). */
export const COMPARISON_SUBJECTS = ['vehicle', 'property', 'business', 'payroll', 'relief'] as const;
export type ComparisonSubject = (typeof COMPARISON_SUBJECTS)[number];

export interface ComparisonQuestion {
  department: DepartmentCode;
  subject: ComparisonSubject;
}

/** Whom the county asks unless its policy says otherwise: those departments that sign in here and hold the fact. */
export const DEFAULT_COMPARISONS: readonly ComparisonQuestion[] = [
  { department: 'gongan', subject: 'vehicle' },
  { department: 'zhujian', subject: 'property' },
  { department: 'renshe', subject: 'business' },
  { department: 'renshe', subject: 'payroll' },
  { department: 'minzheng', subject: 'relief' },
];
