// An ID number or certificate: digits on the numeric keyboard with an X beside it, checked as it is typed, said in words; masked once it is there.
import { useState } from 'preact/hooks';
import { maskIdNumber } from '../../../../domain/id-number.ts';
import { CellAction, Tag } from '../../../../ui/cell.tsx';
import { TextField } from '../../../../ui/field.tsx';
import { Icon } from '../../../../ui/icon.tsx';
import { sayDay } from '../../../../words/common/say.ts';
import { language, w } from '../../state/look.ts';
import { RemarksAtField } from '../remarks-at-field.tsx';
import { fieldNameOf, type SurveyDesk } from '../survey-desk.ts';
import { idVerdict, plainId } from './id-verdict.ts';

interface Props {
  desk: SurveyDesk;
  memberId: string;
  name: string;
  /** The person's own number: without one, that can be said. */
  person?: boolean;
}

export function IdNumberField({ desk, memberId, name, person = false }: Props) {
  const words = w().sections.member;
  const view = desk.view(memberId, name);
  const value = typeof view?.value === 'string' ? view.value : '';
  const fieldName = fieldNameOf({ instanceId: memberId, key: name });
  const label = desk.text(memberId, name, 'label');
  // A number that was there is masked; one that is being typed is not.
  const [open, setOpen] = useState(value === '');
  const [shown, setShown] = useState(false);
  const [typing, setTyping] = useState(false);
  if (!view?.applies) return null;
  const given = (typed: string): void => desk.answer(memberId, name, plainId(typed), 'typing');
  if (desk.readOnly || (!open && value !== '')) {
    return (
      <div class="question-line" id={`field-${fieldName}`} tabIndex={-1}>
        <div class="cell known-line">
          <span class="cell-body">
            <span class="known-label">{label}</span>
            <span class="known-value num">{shown ? value : maskIdNumber(value)}</span>
          </span>
          <span class="cell-end">
            <CellAction label={`${shown ? words.idHide : words.idShow} ${label}`} onClick={() => setShown(!shown)}>
              {shown ? words.idHide : words.idShow}
            </CellAction>
            {desk.readOnly ? null : (
              <CellAction label={`${w().common.change} ${label}`} onClick={() => setOpen(true)}>
                {w().common.change}
              </CellAction>
            )}
            {view.source === 'known' && !desk.readOnly ? (
              <CellAction label={`${w().common.confirm} ${label}`} onClick={() => desk.confirm(memberId, name)}>
                {w().common.confirm}
              </CellAction>
            ) : null}
          </span>
        </div>
        {person && desk.remarks(memberId, name).length === 0 ? <Verdict desk={desk} id={value} typing={false} /> : null}
        <RemarksAtField desk={desk} instanceId={memberId} name={name} />
      </div>
    );
  }
  return (
    <div class="question-open">
      <TextField
        name={fieldName}
        label={label}
        hint={desk.text(memberId, name, 'hint') || undefined}
        inputMode="numeric"
        maxLength={30}
        value={value}
        onInput={(typed) => {
          setTyping(true);
          given(typed);
        }}
        onBlur={() => setTyping(false)}
        end={
          <button
            type="button"
            class="btn btn-outline btn-small id-x"
            aria-label={words.idX}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => given(`${value}X`)}
          >
            X
          </button>
        }
      >
        {typing || desk.remarks(memberId, name).length === 0 ? <Verdict desk={desk} id={value} typing={typing} /> : null}
      </TextField>
      {person && value === '' ? <HasNone desk={desk} memberId={memberId} /> : null}
      {typing ? null : <RemarksAtField desk={desk} instanceId={memberId} name={name} />}
    </div>
  );
}

function Verdict({ desk, id, typing }: { desk: SurveyDesk; id: string; typing: boolean }) {
  const words = w().sections.member;
  const verdict = idVerdict(id, typing, desk.today);
  const said =
    verdict.says === 'missing'
      ? words.idMissing(verdict.digits)
      : verdict.says === 'fault'
        ? w().family.faults[verdict.fault]
        : verdict.says === 'none'
          ? words.hasNoId
          : verdict.says === 'right'
            ? [
                words.idRight,
                words.born(sayDay(verdict.birthOn, language.value, desk.today)),
                words.sex[verdict.sex],
                w().sections.members.years(verdict.age),
              ].join(w().common.dot)
            : '';
  return (
    <p class={`id-verdict id-${verdict.says}`} role="status">
      {verdict.says === 'right' ? <Icon name="check" small /> : verdict.says === 'fault' ? <Icon name="warn" small /> : null}
      <span>{said}</span>
    </p>
  );
}

/** Said, not left out: nobody is trapped for want of a card. */
function HasNone({ desk, memberId }: { desk: SurveyDesk; memberId: string }) {
  const words = w().sections.member;
  const kind = desk.view(memberId, 'idKind');
  if (!kind?.applies) return null;
  const none = kind.value === 'none';
  return (
    <p class="has-none">
      {none ? <Tag tone="warn">{words.hasNoId}</Tag> : null}
      <CellAction onClick={() => desk.answer(memberId, 'idKind', none ? null : 'none', 'tap')}>{none ? words.hasId : words.hasNoId}</CellAction>
    </p>
  );
}
