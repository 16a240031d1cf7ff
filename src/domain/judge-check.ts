// What is to be said of a check that was handed in: the quality rules on its facts, and its form filled anew by the same engine; each with what was said to it at the door.
import { factsOfContent } from './facts/of-content.ts';
import { formCode } from './form-code.ts';
import type { Household } from './household.ts';
import { explained, type Standing } from './rules/explained.ts';
import { remarksOf } from './rules/remarks.ts';
import type { RuleContext, RuleRemark } from './rules/rule.ts';
import type { Submission } from './survey/answers.ts';
import { languageNamed, textIn } from './survey/definition.ts';
import type { Form } from './survey/form.ts';
import { judgeSubmission } from './survey/judge.ts';
import type { Fault } from './survey/view.ts';
import type { CheckContent } from './visit.ts';

export interface JudgedRemark extends RuleRemark {
  standing: Standing;
  /** What was said to it at the door; empty while open. */
  said: string;
}

/** A form that a check was filled on. The check's own comes first, then its supplements, as they stand in the content; null: never published here. */
export type FormsOf = readonly (Form | null)[];

const FAULTS: Record<Fault, string> = {
  type: '填写的内容格式不对',
  choice: '选择的内容不在选项里',
  required: '没有填写',
  constraint: '填写的内容不符合要求',
};

function formRemarks(form: Form | null, index: number, submission: Submission, today: string, madeAt: string): RuleRemark[] {
  if (!form) return [];
  const { definition } = form;
  const language = languageNamed(definition, 'zh');
  const called = (key: string): string => {
    const node = form.nodes.find((one) => one.key === key);
    return (node && textIn(node.item.label, language, definition.languages)) || key;
  };
  const { remarks, discrepancies } = judgeSubmission(form, submission, { today, now: madeAt }, 'zh');
  return [
    ...remarks.map(
      ({ instanceId, key, fault }): RuleRemark => ({
        code: formCode(index, fault),
        severity: 'E',
        instanceId,
        key,
        message: `${called(key)}：${FAULTS[fault]}`,
      }),
    ),
    ...discrepancies.map(
      ({ instanceId, key }): RuleRemark => ({
        code: formCode(index, 'computed'),
        severity: 'W',
        instanceId,
        key,
        message: `${called(key)}与按答案重新计算的不一致`,
      }),
    ),
  ];
}

/**
 * Never throws for a content that its schema accepts. `context.today` is the day on which it was made; `madeAt` the moment, with offset.
 * A form that is not known says nothing: the rules read the official names whatever form they stand in.
 */
export function judgeCheck(content: CheckContent, known: Household | null, forms: FormsOf, context: RuleContext, madeAt: string): JudgedRemark[] {
  const remarks = [
    ...remarksOf(factsOfContent(content, known), context),
    ...[content.survey, ...content.supplements].flatMap((submission, index) =>
      formRemarks(forms[index] ?? null, index, submission, context.today, madeAt),
    ),
  ];
  return explained(remarks, content.explanations).map(({ remark, standing, text }) => ({ ...remark, standing, said: text }));
}
