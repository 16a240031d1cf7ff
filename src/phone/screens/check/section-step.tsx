// One section of a survey as a step: drawn by its own renderer where it has one, else question by question.
import { Button } from '../../../ui/button.tsx';
import { w } from '../state/look.ts';
import { QuestionList } from '../survey/question-list.tsx';
import { sectionOf } from '../survey/sections/section-table.ts';
import { fieldNameOf, type Place, type SurveyDesk } from '../survey/survey-desk.ts';
import type { Step } from './steps.ts';

interface Props {
  step: Extract<Step, { kind: 'section' }>;
  /** One question a page. */
  only: Place | null;
  /** Where a remark or the draft's place leads. */
  target: Place | null;
  onDone: () => void;
}

export function SectionStep({ step, only, target, onDone }: Props) {
  const { desk, node } = step;
  const hint = desk.text('root', node.key, 'hint');
  const special = sectionOf(node.item.appearance);
  const props = { desk, instanceId: 'root', group: node.key, onDone };
  return (
    <>
      {hint ? <p class="step-lead">{hint}</p> : null}
      {special ? (
        <special.view {...props} only={target} />
      ) : (
        <>
          {only ? <ConfirmAll desk={desk} section={node.key} /> : null}
          <QuestionList key={only ? fieldNameOf(only) : node.key} {...props} only={only} target={target} />
        </>
      )}
    </>
  );
}

/** In large type, where the foot confirms one question: the whole section at once is still one tap. */
function ConfirmAll({ desk, section }: { desk: SurveyDesk; section: string }) {
  const { unconfirmed } = desk.progress('root', section);
  if (unconfirmed < 2 || desk.readOnly) return null;
  return (
    <div class="pad">
      <Button look="outline" wide onClick={() => desk.confirm('root', section)}>
        {w().survey.confirmAll(unconfirmed)}
      </Button>
    </div>
  );
}
