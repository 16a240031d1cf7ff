// One member's page: ID number first, then everything in parts that fold; what is known is confirmed with a tap, only what applies is asked.
import { useEffect, useMemo } from 'preact/hooks';
import type { FormNode } from '../../../../domain/survey/form.ts';
import { Button } from '../../../../ui/button.tsx';
import { PageOver } from '../../../../ui/page-over.tsx';
import { w } from '../../state/look.ts';
import { screenful, useGradually } from '../gradually.ts';
import { fieldNameOf, type Place, type SurveyDesk } from '../survey-desk.ts';
import { MemberPart } from './member-part.tsx';
import { memberState, nameOf, partState, partsOf, questionsOf, viewsOf } from './member-reading.ts';
import { PresenceField } from './presence-field.tsx';

/** The bars above and below with the part's name, and a field with its label. The fields below are there in the frames that follow. */
const FIXED = 240;
const FIELD = 105;

interface Props {
  desk: SurveyDesk;
  memberId: string;
  repeat: FormNode;
  /** Where to begin: from a remark, or where the person was. */
  at: Place | null;
  onClose: () => void;
  onRemove: () => void;
}

export function MemberPage({ desk, memberId, repeat, at, onClose, onRemove }: Props) {
  const words = w().sections;
  const parts = useMemo(() => partsOf(repeat.children), [repeat]);
  // A screenful of who it is stands at once; whoever comes for a certain field finds all of them drawn.
  const drawn = useGradually(parts.length, at ? parts.length : 0, 1);
  const questions = useMemo(() => questionsOf(repeat), [repeat]);
  const views = viewsOf(desk, memberId, questions);
  const { known } = partState(views);
  const added = memberState(views) === 'added';
  const name = nameOf(desk, memberId);
  useEffect(() => {
    const field = at ? document.getElementById(`field-${fieldNameOf(at)}`) : null;
    field?.scrollIntoView({ block: 'center' });
    field?.focus({ preventScroll: true });
  }, [at]);
  const foot = desk.readOnly ? undefined : (
    <>
      {known > 0 ? (
        <Button look="outline" onClick={onClose}>
          {w().common.done}
        </Button>
      ) : null}
      <Button
        look="primary"
        label={known > 0 ? words.members.confirmOne(name) : undefined}
        onClick={() => {
          if (known > 0) desk.confirm(memberId);
          onClose();
        }}
      >
        {known > 0 ? w().common.confirm : w().common.done}
      </Button>
    </>
  );
  return (
    <PageOver title={name || (added ? words.member.titleNew : words.members.unnamed)} closeLabel={w().common.back} onClose={onClose} foot={foot}>
      <div>
        {added ? null : <PresenceField desk={desk} memberId={memberId} />}
        {parts.slice(0, Math.max(1, drawn)).map((part) => (
          <MemberPart
            key={part.key ?? 'identity'}
            desk={desk}
            memberId={memberId}
            part={part}
            at={at}
            most={drawn === 0 ? screenful(FIXED, FIELD) : Number.POSITIVE_INFINITY}
            open={added}
          />
        ))}
        {added && !desk.readOnly && drawn >= parts.length ? (
          <div class="group">
            <Button look="danger" wide onClick={onRemove}>
              {words.member.remove}
            </Button>
          </div>
        ) : null}
      </div>
    </PageOver>
  );
}
