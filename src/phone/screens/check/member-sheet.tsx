// One member looked at closely: name, ID number checked at once, relation, phone, and whether still there.
import { useState } from 'preact/hooks';
import { Presence, RELATIONS } from '../../../domain/household.ts';
import { idNumberFault, maskIdNumber } from '../../../domain/id-number.ts';
import type { MemberAnswer } from '../../../domain/visit.ts';
import { Button } from '../../../ui/button.tsx';
import { Cell, CellAction } from '../../../ui/cell.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { RadioGroup } from '../../../ui/options.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { today } from '../state/clock.ts';
import { common, w } from '../state/look.ts';

interface Props {
  member: MemberAnswer;
  others: readonly MemberAnswer[];
  onChange: (member: MemberAnswer, how: 'tap' | 'typing') => void;
  onClose: () => void;
  /** Only for somebody added by mistake just now. */
  onRemove?: () => void;
}

export function MemberSheet({ member, others, onChange, onClose, onRemove }: Props) {
  const words = w().family;
  const [idOpen, setIdOpen] = useState(member.memberId === null || member.idNumber === '');
  const type = (change: Partial<MemberAnswer>): void => onChange({ ...member, ...change }, 'typing');
  const fault = idNumberFault(member.idNumber);
  const twice = member.idNumber !== '' && others.some((other) => other.idNumber.slice(0, 18) === member.idNumber.slice(0, 18));
  const odd = member.phone !== '' && !/^1[3-9]\d{9}$/.test(member.phone);
  // Nobody is scolded for a number that is still being typed.
  const idError = twice
    ? words.twice
    : fault && fault !== 'empty' && !(fault === 'length' && member.idNumber.length < 15)
      ? words.faults[fault]
      : undefined;
  return (
    <Sheet
      title={member.name || words.add}
      closeLabel={w().common.close}
      onClose={onClose}
      foot={
        <>
          {onRemove ? (
            <Button look="plain" onClick={onRemove}>
              {words.remove}
            </Button>
          ) : null}
          <Button look="primary" onClick={onClose}>
            {w().common.done}
          </Button>
        </>
      }
    >
      <div class="card sheet-card">
        <TextField name="member-name" label={words.name} value={member.name} maxLength={50} onInput={(name) => type({ name })} />
        {idOpen ? (
          <TextField
            name="member-id"
            label={words.idNumber}
            value={member.idNumber}
            maxLength={30}
            error={idError}
            onInput={(text) => type({ idNumber: text.normalize('NFKC').replace(/\s/g, '').toUpperCase() })}
          />
        ) : (
          <Cell
            name={words.idNumber}
            note={fault ? words.faults[fault] : null}
            end={
              <CellAction label={`${w().common.change} ${words.idNumber}`} onClick={() => setIdOpen(true)}>
                {w().common.change}
              </CellAction>
            }
          >
            <span class="num small">{maskIdNumber(member.idNumber)}</span>
          </Cell>
        )}
        <SelectField
          name="member-relation"
          label={words.relation}
          value={member.relation}
          options={[
            { value: '', word: words.choose },
            ...Object.entries(RELATIONS)
              .sort()
              .map(([value, word]) => ({ value, word })),
          ]}
          onInput={(relation) => onChange({ ...member, relation }, 'tap')}
        />
        <TextField
          name="member-phone"
          label={words.phone}
          type="tel"
          inputMode="tel"
          value={member.phone}
          maxLength={30}
          error={odd ? words.phoneOdd : undefined}
          onInput={(phone) => type({ phone: phone.trim() })}
        />
        <RadioGroup
          name="member-presence"
          title={words.presence}
          value={member.presence}
          options={Presence.options.map((value) => ({ value, word: common().presence[value] }))}
          onChange={(presence) => onChange({ ...member, presence, presenceOn: presence === 'present' ? '' : member.presenceOn }, 'tap')}
        />
        {member.presence === 'present' ? null : (
          <TextField
            name="member-left-on"
            label={words.leftWhen[member.presence]}
            hint={w().guarantees.sinceHint}
            type="date"
            max={today.value}
            value={member.presenceOn}
            onInput={(presenceOn) => onChange({ ...member, presenceOn }, 'tap')}
          />
        )}
      </div>
    </Sheet>
  );
}
