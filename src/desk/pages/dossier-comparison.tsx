// The survey beside the archive, line by line: what differs says so in words and marks, not by colour alone.

import type { Difference } from '../../domain/comparison.ts';
import { peopleCounted } from '../../domain/core-draft.ts';
import { GUARANTEES, type Household, type IncomeTotals } from '../../domain/household.ts';
import { incomeStanding } from '../../domain/income.ts';
import type { CoreContent } from '../../domain/visit.ts';
import { session } from '../call.ts';
import { byPath, pathWords, valueWords } from '../difference-words.ts';
import { mu, yuan } from '../figures.ts';
import { common, words } from '../language.ts';
import { Tag } from '../widgets/page.tsx';
import { Part } from '../widgets/part.tsx';
import { Unmasking } from './unmask.tsx';

interface Props {
  known: Household | null;
  content: CoreContent;
  differences: readonly Difference[];
}
interface Line {
  path: string;
  word?: string;
  before: preact.ComponentChildren;
  after: preact.ComponentChildren;
  /** For computed lines, which no answer stands behind. */
  computed?: boolean;
}

function Compared({ caption, lines, differences }: { caption: string; lines: readonly Line[]; differences: readonly Difference[] }) {
  const w = words().dossier;
  const marked = byPath(differences);
  return (
    <table class="compare">
      <caption class="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{w.item}</th>
          <th scope="col">{w.before}</th>
          <th scope="col">{w.after}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const difference = marked.get(line.path);
          return (
            <tr key={line.path} class={difference ? 'is-diff' : line.computed ? 'is-sum' : ''}>
              <th scope="row">{line.word ?? pathWords(line.path)}</th>
              <td>{line.before}</td>
              <td>
                {line.after} {difference ? <Tag tone="warn">{difference.before === null ? w.added : w.changed}</Tag> : null}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

export function HouseholdComparison({ known, content, differences }: Props) {
  const w = words().dossier;
  const c = common();
  const { household, guarantees, members } = content.survey;
  const line = (path: string, before: string | number | boolean | null, after: string | number | boolean | null): Line => ({
    path,
    before: known ? valueWords(path, before === '' ? null : before) : '—',
    after: valueWords(path, after === '' ? null : after),
  });
  const lines: Line[] = [
    {
      path: 'household.phone',
      before: known?.phone ? <Unmasking householdId={known.id} memberId={null} field="phone" masked={known.phone} /> : w.unknown,
      after: household.phone || w.unknown,
    },
    line('household.address', known?.address ?? null, household.address),
    line('household.groupName', known?.groupName ?? null, household.groupName),
    line('household.size', known?.size ?? null, members.length > 0 ? peopleCounted(content) : (known?.size ?? null)),
    ...GUARANTEES.map((name) => {
      const answer = guarantees[name];
      const told = [answer.who, answer.since, answer.action].filter(Boolean).join('，');
      const path = `guarantees.${name}`;
      return {
        path,
        before: known ? valueWords(path, known.guarantees[name]) : '—',
        after: (
          <>
            {valueWords(path, answer.problem)} {answer.problem && told ? <small class="quiet">{told}</small> : null}
          </>
        ),
      };
    }),
  ];
  const facts = known
    ? [
        c.kinds[known.kind],
        known.monitorState === 'none' ? c.monitorStates.none : `${c.categories[known.category]} · ${c.monitorStates[known.monitorState]}`,
        `${w.dwelling} ${known.dwelling}`,
        `${w.land} ${mu(known.landMu)}`,
        known.helper ? `${w.helper} ${known.helper.name}（${known.helper.unit}）` : '',
      ].filter(Boolean)
    : [];
  return (
    <Part title={w.household} aside={<small class="quiet">{facts.join(' · ')}</small>}>
      <Compared caption={w.household} lines={lines} differences={differences} />
    </Part>
  );
}

const ITEMS: readonly (keyof IncomeTotals)[] = ['wages', 'business', 'property', 'transfers', 'costs', 'claims', 'selfPaid'];

export function IncomeComparison({ known, content, differences }: Props) {
  const w = words().dossier;
  const { income, members } = content.survey;
  const policy = session.value?.policy;
  const line = policy?.monitoringLine ?? 0;
  const before = known?.income?.totals ?? null;
  if (!income && !before) return null;
  const people = members.length > 0 ? peopleCounted(content) : (known?.size ?? 0);
  const was = before && known ? incomeStanding(before, known.size, line) : null;
  const is = income ? incomeStanding(income, people, line) : null;
  const gap = (amount: number) => (amount >= 0 ? <Tag tone="ok">{w.above(yuan(amount))}</Tag> : <Tag tone="bad">{w.below(yuan(-amount))}</Tag>);
  const lines: Line[] = [
    ...ITEMS.map((item) => ({
      path: `income.${item}`,
      before: before ? <span class="num">{yuan(before[item])}</span> : w.unknown,
      after: income ? <span class="num">{yuan(income[item])}</span> : w.notAsked,
    })),
    { path: 'net', word: w.net, computed: true, before: <span class="num">{yuan(was?.net)}</span>, after: <span class="num">{yuan(is?.net)}</span> },
    {
      path: 'netPerCapita',
      word: w.perCapita,
      computed: true,
      before: <span class="num">{yuan(was?.netPerCapita)}</span>,
      after: is ? (
        <>
          <b class="num">{yuan(is.netPerCapita)}</b> {gap(is.netGap)}
        </>
      ) : (
        w.notAsked
      ),
    },
    {
      path: 'referencePerCapita',
      word: w.referencePerCapita,
      computed: true,
      before: <span class="num">{yuan(was?.referencePerCapita)}</span>,
      after: is ? (
        <>
          <b class="num">{yuan(is.referencePerCapita)}</b> {gap(is.referenceGap)}
        </>
      ) : (
        w.notAsked
      ),
    },
  ];
  return (
    <Part
      title={w.income}
      aside={
        <small class="quiet">
          {known?.income ? `${w.before} ${w.yearOf(known.income.year)} · ` : ''}
          {w.line} {yuan(line)} {w.yuan}
          {policy?.monitoringLineAssumed ? `（${w.lineAssumed}）` : ''}
        </small>
      }
    >
      <Compared caption={w.income} lines={lines} differences={differences} />
      <p class="quiet">{`${w.reference} = ${w.referenceNote}`}</p>
    </Part>
  );
}
