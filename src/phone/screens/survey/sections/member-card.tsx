// One member in the list: name, relation, age, masked ID number, what became of the archive's data, how many remarks.
import { maskIdNumber } from '../../../../domain/id-number.ts';
import { Tag } from '../../../../ui/cell.tsx';
import { Icon } from '../../../../ui/icon.tsx';
import { w } from '../../state/look.ts';
import type { SurveyDesk } from '../survey-desk.ts';
import { ageOf, bornAs, type MemberState, nameOf, presenceOf, textOf } from './member-reading.ts';
import type { Standings } from './member-standing.ts';

export function MemberCard({ desk, memberId, standings, onOpen }: { desk: SurveyDesk; memberId: string; standings: Standings; onOpen: () => void }) {
  const words = w().sections.members;
  const { state, waits } = standings(memberId);
  const name = nameOf(desk, memberId) || words.unnamed;
  const relation = desk.view(memberId, 'relation');
  const { sex } = bornAs(desk, memberId);
  const age = ageOf(desk, memberId);
  const id = textOf(desk.view(memberId, 'idNumber'));
  const about = [
    relation?.applies ? desk.words(memberId, 'relation', relation.value) : '',
    sex === '' ? '' : w().sections.member.sex[sex],
    age === null ? '' : words.years(age),
  ].filter(Boolean);
  return (
    <li class={waits && !desk.readOnly ? 'member member-waits' : 'member'}>
      <button type="button" class="member-open" aria-label={words.open(name)} onClick={onOpen}>
        <span class="member-top">
          <span class="member-name">{name}</span>
          <span class="member-about">{about.join(w().common.dot)}</span>
        </span>
        <span class="member-tags">
          <span class="member-id num">{id ? maskIdNumber(id) : words.noId}</span>
          <StateTag desk={desk} memberId={memberId} state={state} />
          <RemarkTag desk={desk} memberId={memberId} />
        </span>
        <span class="member-go">
          <Icon name="go" small />
        </span>
      </button>
      {waits && !desk.readOnly ? (
        <button type="button" class="cell-act member-confirm" aria-label={words.confirmOne(name)} onClick={() => desk.confirm(memberId)}>
          {w().common.confirm}
        </button>
      ) : null}
    </li>
  );
}

/** 已有 · 已确认 · 有改动 · 新增 · 已去世 …; in words, whatever its colour. */
function StateTag({ desk, memberId, state }: { desk: SurveyDesk; memberId: string; state: MemberState }) {
  const words = w().sections.members;
  const presence = presenceOf(desk, memberId);
  if (presence !== 'present') {
    const on = desk.view(memberId, 'presenceOn');
    const left = words.left[presence as keyof typeof words.left] ?? words.left.other;
    return <Tag tone="warn">{[left, on?.applies ? desk.words(memberId, 'presenceOn', on.value) : ''].filter(Boolean).join(' ')}</Tag>;
  }
  return (
    <Tag
      tone={({ known: 'plain', confirmed: 'good', changed: 'info', added: 'info' } as const)[state]}
    >{`${state === 'confirmed' ? '✓ ' : ''}${words.state[state]}`}</Tag>
  );
}

function RemarkTag({ desk, memberId }: { desk: SurveyDesk; memberId: string }) {
  const remarks = desk.remarksWithin(memberId).filter((remark) => remark.explanation === null);
  if (remarks.length === 0) return null;
  return <Tag tone={remarks.some((remark) => remark.weight === 'error') ? 'bad' : 'warn'}>{w().sections.members.remarks(remarks.length)}</Tag>;
}
