// What was found, counted by rule and by township; a row chosen is the filter of the list below.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ruleSentence as sentenceOf } from '../../domain/rules/table.ts';
import type { Quality } from '../../wire/quality.ts';
import { count } from '../figures.ts';
import { policyNames, words } from '../language.ts';
import { Tag } from '../widgets/page.tsx';

/** In words; a code that this program no longer knows stands for itself. */
export const ruleSentence = (code: string): string => sentenceOf(code, policyNames.value)?.replace(/。$/, '') ?? code;

/** Rules shown before the rest is asked for. */
const FIRST = 8;

interface Choosing {
  chosen: string;
  onChoose: (value: string) => void;
}

export function RuleCounts({ rows, chosen, onChoose }: Choosing & { rows: Quality['byRule'] }) {
  const q = words().quality;
  const [whole, setWhole] = useState(false);
  const cut = !whole && rows.length > FIRST + 1;
  const shown = cut ? rows.filter((row, index) => index < FIRST || row.code === chosen) : rows;
  return (
    <Counts id="quality-rules" title={q.byRule} heads={[q.rule, q.findings, q.inHouseholds]}>
      {shown.map((row) => (
        <tr key={row.code}>
          <th scope="row">
            <Tag tone={row.severity === 'E' ? 'bad' : 'warn'}>{q.severity[row.severity]}</Tag>{' '}
            <Choice value={row.code} name={ruleSentence(row.code)} chosen={chosen} onChoose={onChoose} />
          </th>
          <td class="num right">{count(row.findings)}</td>
          <td class="num right">{count(row.households)}</td>
        </tr>
      ))}
      {cut ? (
        <tr>
          <td colSpan={3}>
            <button type="button" class="link" onClick={() => setWhole(true)}>
              {q.moreRules(count(rows.length - shown.length))}
            </button>
          </td>
        </tr>
      ) : null}
    </Counts>
  );
}

export function TownshipCounts({ rows, chosen, onChoose }: Choosing & { rows: Quality['byTownship'] }) {
  const q = words().quality;
  return (
    <Counts id="quality-townships" title={q.byTownship} heads={[q.township, q.errors, q.warnings, q.inHouseholds]}>
      {rows.map((row) => (
        <tr key={row.townshipCode}>
          <th scope="row">
            <Choice value={row.townshipCode} name={row.townshipName} chosen={chosen} onChoose={onChoose} />
          </th>
          <td class="num right">{count(row.errors)}</td>
          <td class="num right">{count(row.warnings)}</td>
          <td class="num right">{count(row.households)}</td>
        </tr>
      ))}
    </Counts>
  );
}

/** Pressed again, it is no longer chosen. */
function Choice({ value, name, chosen, onChoose }: Choosing & { value: string; name: string }) {
  const isChosen = value === chosen;
  return (
    <button
      type="button"
      class="link link-row"
      aria-pressed={isChosen}
      title={words().quality.choose(name)}
      onClick={() => onChoose(isChosen ? '' : value)}
    >
      {name}
      {isChosen ? ` · ${words().quality.chosen}` : ''}
    </button>
  );
}

function Counts({ id, title, heads, children }: { id: string; title: string; heads: readonly string[]; children: ComponentChildren }) {
  return (
    <section class="block" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div class="small-table">
        <table>
          <thead>
            <tr>
              {heads.map((head, index) => (
                <th key={head} scope="col" class={index > 0 ? 'right' : ''}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
    </section>
  );
}
