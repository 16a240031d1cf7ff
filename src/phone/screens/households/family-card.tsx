// What is known of a household, on one card: address, phone to call, members, kind, income against the line; numbers masked until asked for.
import { useState } from 'preact/hooks';
import type { Household, Member } from '../../../domain/household.ts';
import { RELATIONS } from '../../../domain/household.ts';
import { maskIdNumber, maskPhone } from '../../../domain/id-number.ts';
import { incomeStanding } from '../../../domain/income.ts';
import { Cell, CellAction, Group, Tag } from '../../../ui/cell.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { ageOn, sayMonth, sayYuan } from '../../../words/common/say.ts';
import { policy as policyNow } from '../state/archive.ts';
import { today } from '../state/clock.ts';
import { common, language, w } from '../state/look.ts';

/** Masked; a tap shows it, another calls it. */
export function PhoneCell({ phone, name, note }: { phone: string; name?: string; note?: string }) {
  const words = w().task;
  const [shown, setShown] = useState(false);
  if (phone === '') return <Cell name={name ?? words.phone}>{words.noPhone}</Cell>;
  return (
    <Cell
      name={name ?? words.phone}
      note={note}
      end={
        <CellAction href={`tel:${phone}`} label={`${words.call} ${name ?? words.phone}`}>
          {words.call}
        </CellAction>
      }
    >
      {shown ? (
        <span class="num">{phone}</span>
      ) : (
        <button
          type="button"
          class="reveal num"
          aria-label={`${words.show} ${name ?? words.phone} ${maskPhone(phone)}`}
          onClick={() => setShown(true)}
        >
          {maskPhone(phone)}
        </button>
      )}
    </Cell>
  );
}

/** Where somebody works away from home, and for how many months. */
const workOf = (member: Member): string =>
  (member.jobs ?? [])
    .flatMap(({ placeName, workPlace, workMonths }) =>
      workMonths === undefined ? [] : [w().household.workMonths(placeName ?? workPlace ?? '', workMonths)],
    )
    .join(w().common.list);

function memberLine(member: Member): string {
  const health = member.health.filter((one) => one !== 'healthy').map((one) => common().health[one]);
  return [
    RELATIONS[member.relation] ?? '',
    member.birthOn ? w().common.age(ageOn(member.birthOn, today.value)) : '',
    ...health,
    workOf(member),
    member.presence === 'present' ? '' : common().presence[member.presence],
  ]
    .filter(Boolean)
    .join(w().common.dot);
}

export function FamilyCard({ household }: { household: Household }) {
  const words = w();
  const policy = policyNow.value;
  const standing = household.income && policy ? incomeStanding(household.income.totals, household.size, policy.monitoringLine) : null;
  const line = policy
    ? `${words.task.line(sayYuan(policy.monitoringLine, language.value))}${policy.monitoringLineAssumed ? words.task.assumed : ''}`
    : '';
  const last = household.pastChecks.reduce((latest, check) => (check.on > latest ? check.on : latest), '');
  const category = [
    common().kinds[household.kind],
    household.category === 'none' ? common().monitorStates[household.monitorState] : common().categories[household.category],
  ];
  return (
    <Group title={words.task.family} aside={last ? words.task.lastVisit(sayMonth(last, language.value)) : null}>
      <Cell name={words.task.address}>{household.address}</Cell>
      <PhoneCell phone={household.phone} />
      <Cell name={words.task.kind}>{category.join(words.common.dot)}</Cell>
      <Cell
        name={words.task.income}
        note={[household.income ? words.task.incomeYear(household.income.year) : '', line].filter(Boolean).join(words.common.dot)}
      >
        {standing ? <span class="num">{sayYuan(standing.netPerCapita, language.value)}</span> : words.task.incomeUnknown}
      </Cell>
      <Cell name={words.task.dwelling}>{words.task.dwellingGrade(household.dwelling)}</Cell>
      <Cell name={words.task.land}>{words.task.mu(household.landMu)}</Cell>
      {household.helper ? (
        <PhoneCell name={words.task.helper} phone={household.helper.phone} note={`${household.helper.name} ${household.helper.unit}`} />
      ) : null}
    </Group>
  );
}

export function MembersCard({ household }: { household: Household }) {
  const words = w();
  const [open, setOpen] = useState<Member | null>(null);
  return (
    <Group title={words.task.members} aside={words.common.persons(household.members.length)}>
      {household.members.map((member) => (
        <Cell key={member.id} note={memberLine(member)} onClick={() => setOpen(member)}>
          {member.name} {member.relief === undefined || member.relief === 'none' ? null : <Tag tone="warn">{common().relief[member.relief]}</Tag>}
        </Cell>
      ))}
      {open ? <MemberSheet member={open} onClose={() => setOpen(null)} /> : null}
    </Group>
  );
}

function MemberSheet({ member, onClose }: { member: Member; onClose: () => void }) {
  const words = w().household;
  const [idShown, setIdShown] = useState(false);
  const rows: [string, string][] = [
    [words.relation, RELATIONS[member.relation] ?? member.relation],
    [words.sexAge, `${member.sex ? words.sex[member.sex] : ''} ${member.birthOn ? w().common.age(ageOn(member.birthOn, today.value)) : ''}`.trim()],
    [words.health, member.health.map((one) => common().health[one]).join(w().common.list)],
    [words.labour, member.labour ? common().labour[member.labour] : ''],
    [words.stage, member.schoolStage ? common().schoolStages[member.schoolStage] : ''],
    [words.schooling, member.schooling ? common().schooling[member.schooling] : ''],
    [words.work, workOf(member)],
    [words.insurance, member.medicalInsurance ? common().insurance[member.medicalInsurance] : ''],
    [words.pension, member.pension ? common().pension[member.pension] : ''],
    [words.relief, member.relief && member.relief !== 'none' ? common().relief[member.relief] : ''],
    [words.presence, member.presence === 'present' ? '' : common().presence[member.presence]],
  ];
  return (
    <Sheet title={member.name} closeLabel={w().common.close} onClose={onClose}>
      <div class="card sheet-card">
        <Cell
          name={words.idNumber}
          end={
            idShown || !member.idNumber ? null : (
              <CellAction label={`${w().task.show} ${words.idNumber}`} onClick={() => setIdShown(true)}>
                {w().task.show}
              </CellAction>
            )
          }
        >
          <span class="num small">{member.idNumber ? (idShown ? member.idNumber : maskIdNumber(member.idNumber)) : w().family.noId}</span>
        </Cell>
        {member.phone ? <PhoneCell phone={member.phone} /> : null}
        {rows
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <Cell key={name} name={name}>
              {value}
            </Cell>
          ))}
      </div>
    </Sheet>
  );
}
