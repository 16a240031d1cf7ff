// Step 1: place, phone and members as the archive has them, confirmed with one tap or corrected one by one.
import { useState } from 'preact/hooks';
import { newMember } from '../../../domain/core-draft.ts';
import { RELATIONS } from '../../../domain/household.ts';
import { idNumberFault, maskIdNumber, maskPhone } from '../../../domain/id-number.ts';
import type { CoreDraft, MemberAnswer } from '../../../domain/visit.ts';
import { Button } from '../../../ui/button.tsx';
import { Cell, Group, Tag } from '../../../ui/cell.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { common, w } from '../state/look.ts';
import { MemberSheet } from './member-sheet.tsx';
import type { StepProps } from './step-props.ts';

const withMembers = (draft: CoreDraft, members: MemberAnswer[]): CoreDraft => ({ ...draft, survey: { ...draft.survey, members } });

export function FamilyStep({ desk, answers, household, readOnly }: StepProps) {
  const words = w().family;
  // A remark about one member leads straight to that member.
  const [editing, setEditing] = useState<number | null>(() => {
    const index = /^survey\.members\.(\d+)/.exec(desk.draft.value.place.field)?.[1];
    return index === undefined || readOnly ? null : Number(index);
  });
  const [place, setPlace] = useState(false);
  const { survey } = answers;
  const known = new Map((household?.members ?? []).map((member) => [member.id, member]));
  const change = (index: number, member: MemberAnswer, how: 'tap' | 'typing'): void =>
    desk.answer(
      (draft) =>
        withMembers(
          draft,
          draft.survey.members.map((one, at) => (at === index ? member : one)),
        ),
      how,
    );
  const edited = editing === null ? undefined : survey.members[editing];
  return (
    <>
      {readOnly ? null : <p class="step-lead">{words.hint}</p>}
      <Group title={household ? w().common.known(words.household) : words.household}>
        <Cell
          note={[survey.household.groupName, maskPhone(survey.household.phone)].filter(Boolean).join(w().common.dot)}
          {...(readOnly ? {} : { onClick: () => setPlace(true), label: words.editHousehold })}
          end={survey.household.confirmed ? <Tag tone="good">✓ {w().common.confirmed}</Tag> : null}
        >
          {survey.household.address || w().common.unknown}
        </Cell>
      </Group>
      <Group title={household ? w().common.known(words.members) : words.members} aside={w().common.persons(survey.members.length)}>
        {survey.members.map((member, index) => {
          const before = member.memberId ? known.get(member.memberId) : undefined;
          return (
            <Cell
              key={member.memberId ?? `new-${index}`}
              note={memberNote(member)}
              {...(readOnly ? {} : { onClick: () => setEditing(index), label: words.edit(member.name) })}
              end={<MemberTags member={member} changed={before !== undefined && differs(member, before)} />}
            >
              <b>{member.name || w().common.unknown}</b> {RELATIONS[member.relation] ?? ''}
            </Cell>
          );
        })}
        {readOnly ? null : (
          <div class="pad">
            <Button
              look="outline"
              wide
              onClick={() => {
                desk.answer((draft) => withMembers(draft, [...draft.survey.members, newMember()]));
                setEditing(survey.members.length);
              }}
            >
              + {words.add}
            </Button>
          </div>
        )}
      </Group>
      {edited !== undefined && editing !== null ? (
        <MemberSheet
          member={edited}
          others={survey.members.filter((_, at) => at !== editing)}
          onChange={(member, how) => change(editing, member, how)}
          onClose={() => {
            // Who was looked at and corrected is confirmed by that.
            if (edited.name.trim() !== '') change(editing, { ...edited, confirmed: true }, 'tap');
            setEditing(null);
          }}
          {...(edited.memberId === null
            ? {
                onRemove: () => {
                  desk.answer((draft) =>
                    withMembers(
                      draft,
                      draft.survey.members.filter((_, at) => at !== editing),
                    ),
                  );
                  setEditing(null);
                },
              }
            : {})}
        />
      ) : null}
      {place ? <PlaceSheet desk={desk} answers={answers} onClose={() => setPlace(false)} /> : null}
    </>
  );
}

function memberNote(member: MemberAnswer): string {
  const id = member.idNumber ? maskIdNumber(member.idNumber) : w().family.noId;
  return [id, member.phone ? maskPhone(member.phone) : ''].filter(Boolean).join(w().common.dot);
}

const differs = (member: MemberAnswer, before: { name: string; idNumber: string; relation: string; phone: string; presence: string }): boolean =>
  member.name !== before.name ||
  member.idNumber !== before.idNumber ||
  member.relation !== before.relation ||
  member.phone !== before.phone ||
  member.presence !== before.presence;

function MemberTags({ member, changed }: { member: MemberAnswer; changed: boolean }) {
  const words = w().family;
  if (member.presence !== 'present') return <Tag tone="warn">{common().presence[member.presence]}</Tag>;
  if (member.idNumber !== '' && idNumberFault(member.idNumber)) return <Tag tone="bad">{words.idNumber} ?</Tag>;
  if (member.memberId === null) return <Tag>{words.isNew}</Tag>;
  if (changed) return <Tag>{words.changed}</Tag>;
  return member.confirmed ? <Tag tone="good">✓ {w().common.confirmed}</Tag> : null;
}

function PlaceSheet({ desk, answers, onClose }: Pick<StepProps, 'desk' | 'answers'> & { onClose: () => void }) {
  const words = w().family;
  const { household } = answers.survey;
  const set = (change: Partial<typeof household>): void =>
    desk.answer((draft) => ({ ...draft, survey: { ...draft.survey, household: { ...draft.survey.household, ...change } } }), 'typing');
  const odd = household.phone !== '' && !/^1[3-9]\d{9}$/.test(household.phone);
  return (
    <Sheet
      title={words.household}
      closeLabel={w().common.close}
      onClose={onClose}
      foot={
        <Button look="primary" onClick={onClose}>
          {w().common.done}
        </Button>
      }
    >
      <div class="card sheet-card">
        <TextField name="place-address" label={words.address} value={household.address} maxLength={200} onInput={(address) => set({ address })} />
        <TextField name="place-group" label={words.group} value={household.groupName} maxLength={50} onInput={(groupName) => set({ groupName })} />
        <TextField
          name="place-phone"
          label={words.phone}
          type="tel"
          inputMode="tel"
          value={household.phone}
          maxLength={30}
          error={odd ? words.phoneOdd : undefined}
          onInput={(phone) => set({ phone: phone.trim() })}
        />
      </div>
    </Sheet>
  );
}
