// What people said about remarks, and what that leaves open: one judgement for the phone before handing in and for the desk before passing (domain 5).
import type { Explanation } from '../visit.ts';
import type { RuleRemark } from './rule.ts';

/** `unverifiable`: 暂无法核实 with a reason. It may be handed in, but the review can't pass it until it is settled. */
export type Standing = 'explained' | 'unverifiable' | 'open';

export interface ExplainedRemark {
  remark: RuleRemark;
  standing: Standing;
  /** What was said; empty while open. */
  text: string;
}

const addressOf = ({ code, instanceId, key }: Pick<RuleRemark, 'code' | 'instanceId' | 'key'>): string => JSON.stringify([code, instanceId, key]);

/** What a remark is about, and how grave it is. */
export type Remarked = Pick<RuleRemark, 'code' | 'instanceId' | 'key' | 'severity'>;

/** What was said to a remark, for any remark of these explanations: null for none, for one without words, and for an E of which it is not said that it can't be known. */
export function saidTo(explanations: readonly Explanation[]): (remark: Remarked) => Explanation | null {
  const said = new Map<string, Explanation>();
  for (const explanation of explanations) if (explanation.text.trim() !== '') said.set(addressOf(explanation), explanation);
  return (remark) => {
    const about = said.get(addressOf(remark));
    return about && (remark.severity !== 'E' || about.kind === 'unverifiable') ? about : null;
  };
}

/**
 * Each remark with what was said about it. An explanation without words says nothing. An E is only ever put right or `unverifiable`: a word of explanation leaves it open.
 * A W may be explained, or be said to be unverifiable too: both are kept. What was said about a remark that is no longer there is passed over.
 */
export function explained(remarks: readonly RuleRemark[], explanations: readonly Explanation[]): ExplainedRemark[] {
  const said = saidTo(explanations);
  return remarks.map((remark) => {
    const about = said(remark);
    return about ? { remark, standing: about.kind, text: about.text.trim() } : { remark, standing: 'open', text: '' };
  });
}

const standing = (severity: RuleRemark['severity'], ...which: Standing[]) =>
  function remaining(remarks: readonly RuleRemark[], explanations: readonly Explanation[]): RuleRemark[] {
    return explained(remarks, explanations)
      .filter((one) => one.remark.severity === severity && which.includes(one.standing))
      .map((one) => one.remark);
  };

/** E neither put right nor marked 暂无法核实: nothing is handed in while there is one. */
export const openErrors = standing('E', 'open');
/** W without a word: nothing is handed in while there is one. */
export const openWarnings = standing('W', 'open');
/** E that is there, 暂无法核实 included: the review can't pass while there is one. */
export const unsettledErrors = standing('E', 'open', 'unverifiable');

/** Whether the phone may hand in: every E put right or 暂无法核实 with a reason, every W explained. A check without remarks needs no word. */
export const mayHandIn = (remarks: readonly RuleRemark[], explanations: readonly Explanation[]): boolean =>
  openErrors(remarks, explanations).length === 0 && openWarnings(remarks, explanations).length === 0;

/** Whether 初审 and 审核 may pass it: no E is left, also none that is only marked 暂无法核实. */
export const mayPass = (remarks: readonly RuleRemark[]): boolean => remarks.every((remark) => remark.severity !== 'E');
