// Everything to be said about a check while it is filled in: what the form finds, what the quality rules find, and what the check itself lacks; each at its field.
import type { Facts } from '../../../domain/facts.ts';
import { formCode } from '../../../domain/form-code.ts';
import { saidTo } from '../../../domain/rules/explained.ts';
import { remarksOf as ruleRemarks } from '../../../domain/rules/remarks.ts';
import type { RuleContext } from '../../../domain/rules/rule.ts';
import { type Remark as FormRemark, remarksOf as formRemarks, progressOf } from '../../../domain/survey/progress.ts';
import type { CheckDraft, Explanation } from '../../../domain/visit.ts';
import type { PhoneWords } from '../../../words/phone/zh.ts';
import type { OpenSurveyDesk } from '../survey/open-survey-desk.ts';
import type { Remark } from '../survey/survey-desk.ts';
import { sectionsOf } from './steps.ts';
import type { Suggestion } from './suggestion.ts';

/** Where what concerns the check and not its survey stands: the result, the people. */
export const CHECK = 'check';
/** Another category than the figures speak for. */
export const DISAGREEMENT = 'check.disagreement';

/** Names the person, where the answer is one's, and the field. */
function formText(desk: OpenSurveyDesk, { instanceId, key, fault }: FormRemark, words: PhoneWords['survey']): string {
  const own =
    fault === 'constraint'
      ? desk.text(instanceId, key, 'constraintMessage')
      : fault === 'required'
        ? desk.text(instanceId, key, 'requiredMessage')
        : '';
  const label = desk.text(instanceId, key, 'label') || key;
  const who = whoIs(desk, instanceId);
  return own ? (who ? `${who}：${own}` : own) : words.faults[fault](who ? `${who} ${label}` : label);
}

/** A person's name, found by the question that is called so; empty for the household itself. */
export function whoIs(desk: OpenSurveyDesk, instanceId: string): string {
  for (let cells = desk.survey.instances.get(instanceId); cells; cells = cells.parent ?? undefined) {
    const slot = cells.scope.byKey.get('name')?.slot;
    const name = slot === undefined ? '' : String(cells.seen[slot] ?? '');
    if (name !== '' && cells.parent) return name;
  }
  return '';
}

export interface RemarkSources {
  draft: CheckDraft;
  survey: OpenSurveyDesk;
  supplements: readonly OpenSurveyDesk[];
  facts: Facts | null;
  context: RuleContext | null;
  suggestion: Suggestion | null;
  /** Visitors named. */
  visitors: number;
  words: PhoneWords;
}

/** In the order of the form, the survey's own before the rules'; supplements carry their own faults only. */
export function gatherRemarks({ draft, survey, supplements, facts, context, suggestion, visitors, words }: RemarkSources): Remark[] {
  const found: Omit<Remark, 'explanation'>[] = [];
  for (const [index, desk] of [survey, ...supplements].entries()) {
    for (const remark of formRemarks(desk.survey)) {
      const { instanceId, key, fault } = remark;
      found.push({ instanceId, key, code: formCode(index, fault), weight: 'error', text: formText(desk, remark, words.survey) });
    }
  }
  if (facts && context) {
    for (const { code, severity, instanceId, key, message } of ruleRemarks(facts, context)) {
      found.push({ instanceId, key, code, weight: severity === 'E' ? 'error' : 'warning', text: message });
    }
  }
  for (const node of sectionsOf(survey.form)) {
    const { unconfirmed } = progressOf(survey.survey, 'root', node.key);
    if (unconfirmed === 0) continue;
    const text = words.remarks.unconfirmed(survey.text('root', node.key, 'label') || node.key, unconfirmed);
    found.push({ instanceId: 'root', key: node.key, code: 'check.unconfirmed', weight: 'warning', text });
  }
  if (draft.include === true && suggestion && draft.category !== null && draft.category !== suggestion.category) {
    found.push({ instanceId: CHECK, key: 'disagreement', code: DISAGREEMENT, weight: 'warning', text: words.result.disagreement });
  }
  if (draft.include === true && visitors < 2) {
    found.push({ instanceId: CHECK, key: 'visitors', code: 'check.visitors', weight: 'warning', text: words.remarks.missing.visitors });
  }
  const said = saidTo(draft.explanations);
  return found.map((one) => ({ ...one, explanation: said({ ...one, severity: one.weight === 'error' ? 'E' : 'W' }) }));
}

/** Nothing is handed in while there is one: neither put right nor said anything about. */
export const isOpen = (remark: Remark): boolean => remark.explanation === null;

/** What is said to a remark takes the place of what was said to it before. */
export function explain(draft: CheckDraft, remark: Remark, word: Pick<Explanation, 'kind' | 'text'> | null): CheckDraft {
  const { code, instanceId, key } = remark;
  const others = draft.explanations.filter((one) => one.code !== code || one.instanceId !== instanceId || one.key !== key);
  return { ...draft, explanations: word ? [...others, { code, instanceId, key, ...word }] : others };
}
