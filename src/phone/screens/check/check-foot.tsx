// The buttons under a check: back, and one primary: 一键确认 while something known is unconfirmed, then 下一步, at the end 提交核查结果.
import { computed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
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
  // An answer draws the buttons again only where it makes them others.
  const standing = useMemo(() => computed(() => standingOf(step, only)), [step.id, only?.instanceId, only?.key]).value;
  const ownButton = standing === 'ownButton';
  const unconfirmed = standing === 'unconfirmed';
  return (
    <Foot>
      {first ? null : (
        <Button look="outline" onClick={onBack}>
          {words.common.previous}
        </Button>
      )}
      {unconfirmed && step.kind === 'section' ? (
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

/** `ownButton`: members and guarantees have a main button of their own that confirms everything and goes on. `unconfirmed`: 一键确认 is due. */
function standingOf(step: Step, only: Place | null): 'ownButton' | 'unconfirmed' | 'settled' {
  if (step.kind !== 'section') return 'settled';
  const { desk, node } = step;
  if (OWN_BUTTON.test(node.item.appearance ?? '')) return desk.isUnsettled('root', node.key, true) ? 'ownButton' : 'settled';
  if (only) return desk.view(only.instanceId, only.key)?.source === 'known' ? 'unconfirmed' : 'settled';
  return desk.isUnsettled('root', node.key) ? 'unconfirmed' : 'settled';
}
