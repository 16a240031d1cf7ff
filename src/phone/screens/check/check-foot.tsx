// The buttons under a check: back, and one primary: 一键确认 while something known is unconfirmed, then 下一步, at the end 提交核查结果.
import { Foot } from '../../../ui/bars.tsx';
import { Button } from '../../../ui/button.tsx';
import { w } from '../state/look.ts';
import type { Place } from '../survey/survey-desk.ts';
import type { Step } from './steps.ts';

const OWN_BUTTON = /\b(members|guarantees)\b/;

interface Props {
  step: Step;
  only: Place | null;
  first: boolean;
  last: boolean;
  handing: boolean;
  onBack: () => void;
  onForward: () => void;
  onSubmit: () => void;
}

export function CheckFoot({ step, only, first, last, handing, onBack, onForward, onSubmit }: Props) {
  const words = w();
  // Members and guarantees have a main button of their own that confirms everything and goes on.
  const ownButton = step.kind === 'section' && OWN_BUTTON.test(step.node.item.appearance ?? '') && isUnsettled(step);
  const unconfirmed = step.kind === 'section' && !ownButton && countUnconfirmed(step, only) > 0;
  return (
    <Foot>
      {first ? null : (
        <Button look="outline" onClick={onBack}>
          {words.common.previous}
        </Button>
      )}
      {unconfirmed ? (
        <Button
          look="primary"
          onClick={() => {
            if (only) step.desk.confirm(only.instanceId, only.key);
            else step.desk.confirm('root', step.node.key);
            if (!last) onForward();
          }}
        >
          {words.common.confirm}
        </Button>
      ) : last ? (
        <Button look="primary" disabled={handing} onClick={onSubmit}>
          {handing ? words.form.submitting : words.form.submit}
        </Button>
      ) : (
        <Button look={ownButton ? 'outline' : 'primary'} onClick={onForward}>
          {words.common.next}
        </Button>
      )}
    </Foot>
  );
}

/** Something known is unconfirmed, or something that must be said is not said yet. */
function isUnsettled({ desk, node }: Extract<Step, { kind: 'section' }>): boolean {
  const { unconfirmed, faults } = desk.progress('root', node.key);
  return unconfirmed > 0 || faults > 0;
}

function countUnconfirmed(step: Extract<Step, { kind: 'section' }>, only: Place | null): number {
  if (only) return step.desk.view(only.instanceId, only.key)?.source === 'known' ? 1 : 0;
  return step.desk.progress('root', step.node.key).unconfirmed;
}
