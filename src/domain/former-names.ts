// Names that places bore before and that departments still write: each is an alias from the first day.
import type { DivisionCode } from './division.ts';

export interface FormerName {
  divisionCode: DivisionCode;
  name: string;
}

/** Jiangxian: 磨里镇 was written 么里镇 until it was renamed, its seat 么里村 likewise. Only what is known for certain stands here; the rest is learned from people. */
export const FORMER_NAMES: readonly FormerName[] = [
  { divisionCode: '140826104000', name: '么里镇' },
  { divisionCode: '140826104200', name: '么里村' },
];
