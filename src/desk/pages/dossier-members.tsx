// The members compared: who was found as known, who changed, who is new, who was not listed any more.
import type { Difference } from '../../domain/comparison.ts';
import { type Household, type Member, RELATIONS } from '../../domain/household.ts';
import type { CoreContent, MemberAnswer } from '../../domain/visit.ts';
import { byPath, valueWords } from '../difference-words.ts';
import { common, wordOf, words } from '../language.ts';
import { Tag } from '../widgets/page.tsx';
import { Part } from '../widgets/part.tsx';
import { Unmasking } from './unmask.tsx';

interface Props {
  known: Household | null;
  content: CoreContent;
  differences: readonly Difference[];
}

export function MembersComparison({ known, content, differences }: Props) {
  const w = words().dossier;
  const answers = content.survey.members;
  const asked = answers.length > 0;
  const missing = (known?.members ?? []).filter((member) => !answers.some((answer) => answer.memberId === member.id));
  const marked = byPath(differences);
  if (!asked && missing.length === 0) return null;
  return (
    <Part title={w.members} aside={asked ? null : <small class="quiet">{w.notAsked}</small>}>
      <div class="small-table">
        <table class="compare members">
          <thead>
            <tr>
              <th scope="col">{w.memberName}</th>
              <th scope="col">{w.relation}</th>
              <th scope="col">{w.idNumber}</th>
              <th scope="col">{w.presence}</th>
              <th scope="col">{w.phone}</th>
              <th scope="col">{w.health}</th>
              <th scope="col">{w.labour}</th>
            </tr>
          </thead>
          <tbody>
            {answers.map((answer, index) => (
              <Answered
                key={answer.memberId ?? `new-${answer.name}`}
                answer={answer}
                index={index}
                known={known?.members.find((member) => member.id === answer.memberId)}
                householdId={known?.id ?? ''}
                marked={marked}
              />
            ))}
            {missing.map((member) => (
              <tr key={member.id} class={asked ? 'is-diff' : ''}>
                <th scope="row">
                  {member.name} {asked ? <Tag tone="warn">{w.missing}</Tag> : null}
                </th>
                <td>{wordOf(RELATIONS, member.relation)}</td>
                <td>
                  <Unmasking householdId={known?.id ?? ''} memberId={member.id} field="idNumber" masked={member.idNumber} />
                </td>
                <td>{common().presence[member.presence]}</td>
                <td class="num">{member.phone}</td>
                <Condition member={member} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  );
}

interface AnsweredProps {
  answer: MemberAnswer;
  index: number;
  known: Member | undefined;
  householdId: string;
  marked: ReadonlyMap<string, Difference>;
}

function Answered({ answer, index, known, householdId, marked }: AnsweredProps) {
  const w = words().dossier;
  const of = (field: string): Difference | undefined => marked.get(`members.${index}.${field}`);
  const isNew = marked.has(`members.${index}`) || !known;
  const anyChange = ['name', 'idNumber', 'relation', 'phone', 'presence'].some((field) => of(field) !== undefined);
  return (
    <tr class={isNew || anyChange ? 'is-diff' : ''}>
      <th scope="row">
        <Was difference={of('name')}>{answer.name}</Was> {isNew ? <Tag tone="warn">{w.added}</Tag> : null}
      </th>
      <td>
        <Was difference={of('relation')}>{wordOf(RELATIONS, answer.relation)}</Was>
      </td>
      <td>
        <Was difference={of('idNumber')}>
          {known && answer.idNumber && !of('idNumber') ? (
            <Unmasking householdId={householdId} memberId={known.id} field="idNumber" masked={answer.idNumber} />
          ) : (
            <span class="num">{answer.idNumber || w.unknown}</span>
          )}
        </Was>
      </td>
      <td>
        <Was difference={of('presence')}>
          {common().presence[answer.presence]} {answer.presenceOn}
        </Was>
      </td>
      <td class="num">
        <Was difference={of('phone')}>{answer.phone}</Was>
      </td>
      {known ? <Condition member={known} /> : <td colSpan={2}>{w.unknown}</td>}
    </tr>
  );
}

function Condition({ member }: { member: Member }) {
  const c = common();
  return (
    <>
      <td>{member.health.map((one) => c.health[one]).join('、')}</td>
      <td>{member.labour ? c.labour[member.labour] : ''}</td>
    </>
  );
}

/** The new value, and beneath it struck out what stood in the archive. */
function Was({ difference, children }: { difference: Difference | undefined; children: preact.ComponentChildren }) {
  const w = words().dossier;
  if (!difference) return <>{children}</>;
  return (
    <>
      {children} <Tag tone="warn">{w.changed}</Tag>
      <br />
      <small>
        {w.before}：<del>{valueWords(difference.path, difference.before)}</del>
      </small>
    </>
  );
}
