// A full survey beside the archive, section by section and person by person: what differs is marked, what does not can be put away.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { knownOf } from '../../domain/archive/known-of.ts';
import type { Difference } from '../../domain/comparison.ts';
import { formOf } from '../../domain/form-code.ts';
import type { Household } from '../../domain/household.ts';
import type { Submission } from '../../domain/survey/answers.ts';
import { type ReadItem, type ReadRow, readingOf } from '../../domain/survey/reading.ts';
import type { CheckContent } from '../../domain/visit.ts';
import type { Remark } from '../../wire/desk.ts';
import { useCheckForm } from '../check-form.ts';
import { byPath } from '../difference-words.ts';
import { language, words } from '../language.ts';
import { Reading, Tag } from '../widgets/page.tsx';
import { Part } from '../widgets/part.tsx';
import { Unmasking } from './unmask.tsx';

/** The check's own survey beside the archive, then the county's own forms that were filled beside it. */
export function FullSurvey({
  content,
  known,
  differences,
  remarks,
}: {
  content: CheckContent;
  known: Household | null;
  differences: readonly Difference[];
  remarks: readonly Remark[];
}) {
  const form = useCheckForm(content.survey);
  return (
    <Reading of={form} rows={8}>
      {(loaded) => (
        <>
          <SurveyComparison
            items={readingOf(loaded, content.survey, { rows: 'answered', language: language.value, known: known && recordOf(known) })}
            differences={differences}
            remarks={remarks.filter((remark) => formOf(remark.code) === 0)}
            householdId={known?.id ?? null}
          />
          {content.supplements.map((one, index) => (
            <Supplement key={`${one.form} ${one.version}`} submission={one} remarks={remarks.filter((remark) => formOf(remark.code) === index + 1)} />
          ))}
        </>
      )}
    </Reading>
  );
}

function Supplement({ submission, remarks }: { submission: Submission; remarks: readonly Remark[] }) {
  const form = useCheckForm(submission);
  return (
    <Reading of={form} rows={3}>
      {(loaded) => (
        <Part title={loaded.definition.title}>
          <Items
            title={loaded.definition.title}
            items={readingOf(loaded, submission, { rows: 'answered', language: language.value })}
            shown={{ marked: new Map(), remarked: group(remarks), onlyChanges: false, householdId: null }}
          />
        </Part>
      )}
    </Reading>
  );
}

interface Props {
  /** Read with the archive's record beside (domain/survey/reading). */
  items: readonly ReadItem[];
  differences: readonly Difference[];
  remarks: readonly Remark[];
  /** To unmask the archive's numbers; null when the household is not in the archive. */
  householdId: string | null;
}

interface Shown {
  marked: ReadonlyMap<string, Difference>;
  remarked: ReadonlyMap<string, readonly Remark[]>;
  onlyChanges: boolean;
  householdId: string | null;
}

const spot = (one: { instanceId: string; key: string }): string => `${one.instanceId}/${one.key}`;

function group(remarks: readonly Remark[]): Map<string, Remark[]> {
  const groups = new Map<string, Remark[]>();
  for (const remark of remarks) groups.set(remark.path, [...(groups.get(remark.path) ?? []), remark]);
  return groups;
}

const stands = (row: ReadRow, { onlyChanges, marked, remarked }: Shown): boolean => !onlyChanges || marked.has(spot(row)) || remarked.has(spot(row));

/** Rows that stand directly here, and what lies deeper. */
const split = (items: readonly ReadItem[]): { rows: ReadRow[]; deeper: Exclude<ReadItem, ReadRow>[] } => ({
  rows: items.filter((item): item is ReadRow => item.kind === 'row'),
  deeper: items.filter((item): item is Exclude<ReadItem, ReadRow> => item.kind !== 'row'),
});

const holdsShown = (items: readonly ReadItem[], shown: Shown): boolean =>
  items.some((item) =>
    item.kind === 'row'
      ? stands(item, shown)
      : item.kind === 'part'
        ? holdsShown(item.rows, shown)
        : item.entries.some((entry) => holdsShown(entry.rows, shown)),
  );

function SurveyComparison({ items, differences, remarks, householdId }: Props) {
  const w = words().dossier;
  const [onlyChanges, setOnlyChanges] = useState(differences.length > 0);
  const shown: Shown = { marked: byPath(differences), remarked: group(remarks), onlyChanges, householdId };
  const gone = differences.filter((one) => one.kind === 'missing');
  return (
    <>
      <div class="survey-tools">
        <button type="button" class="chip" aria-pressed={onlyChanges} onClick={() => setOnlyChanges(!onlyChanges)}>
          {w.onlyChanges}
        </button>
      </div>
      {onlyChanges && !holdsShown(items, shown) && gone.length === 0 ? <p class="quiet">{w.noChanges}</p> : null}
      <Items title={w.survey} items={items} shown={shown} />
      {gone.length > 0 ? (
        <Part title={w.missing}>
          <p>{gone.map((one) => one.memberName).join('、')}</p>
        </Part>
      ) : null}
    </>
  );
}

function Items({ title, items, shown }: { title: string; items: readonly ReadItem[]; shown: Shown }) {
  const { rows, deeper } = split(items);
  return (
    <>
      <Rows caption={title} rows={rows} shown={shown} />
      {deeper.map((item) =>
        item.kind === 'part' ? (
          holdsShown(item.rows, shown) ? (
            <Part key={spot(item)} title={item.label}>
              <Items title={item.label} items={item.rows} shown={shown} />
            </Part>
          ) : null
        ) : (
          item.entries.map((entry, index) => <Entry key={entry.id} label={item.label} index={index} entry={entry} shown={shown} />)
        ),
      )}
    </>
  );
}

/** Somebody or something of a list: named by its first answer, and only a line when it is as known. */
function Entry({ label, index, entry, shown }: { label: string; index: number; entry: { id: string; rows: readonly ReadItem[] }; shown: Shown }) {
  const w = words().dossier;
  const named = split(entry.rows).rows.find((row) => row.text !== '');
  const added = [...shown.marked.values()].some((one) => one.kind === 'added' && one.path.startsWith(`${entry.id}/`));
  const title = named ? named.text : `${label} ${index + 1}`;
  const open = holdsShown(entry.rows, shown);
  return (
    <section class="entry">
      <h4>
        {title} {added ? <Tag tone="warn">{w.added}</Tag> : open ? null : <Tag tone="ok">{w.noChanges}</Tag>}
      </h4>
      {open ? <Items title={title} items={entry.rows} shown={shown} /> : null}
    </section>
  );
}

function Rows({ caption, rows, shown }: { caption: string; rows: readonly ReadRow[]; shown: Shown }) {
  const w = words().dossier;
  const standing = rows.filter((row) => stands(row, shown));
  if (standing.length === 0) return null;
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
        {standing.map((row) => (
          <Row key={spot(row)} row={row} shown={shown} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, shown }: { row: ReadRow; shown: Shown }) {
  const w = words().dossier;
  const difference = shown.marked.get(spot(row));
  const remarks = shown.remarked.get(spot(row)) ?? [];
  const withUnit = (text: string): string => (text && row.unit ? `${text} ${row.unit}` : text);
  return (
    <tr class={difference ? 'is-diff' : ''}>
      <th scope="row">{row.label}</th>
      <td>
        <Before row={row} householdId={shown.householdId}>
          {withUnit(row.before) || '—'}
        </Before>
      </td>
      <td>
        {row.emptied ? <span class="quiet">{w.emptied}</span> : withUnit(row.text)}{' '}
        {difference ? <Tag tone="warn">{difference.before === null ? w.added : w.changed}</Tag> : null}{' '}
        {row.unconfirmed ? <small class="quiet">{w.notConfirmed}</small> : null}
        {remarks.map((remark) => (
          <p key={remark.code} class="row-remark">
            <Tag tone={remark.severity === 'E' ? 'bad' : 'warn'}>{w.severity[remark.severity]}</Tag> {remark.message}
          </p>
        ))}
      </td>
    </tr>
  );
}

/** What the archive knows, with the sums and numbers that the survey reckons, so that they stand beside one another too. */
function recordOf(known: Household): Record<string, unknown> {
  const { lastPerCapita, ...record } = knownOf(known);
  return { ...known.income?.totals, size: known.size, perCapita: lastPerCapita, lastPerCapita, ...record };
}

/** The archive's numbers of people can be shown in full for a purpose. */
function Before({ row, householdId, children }: { row: ReadRow; householdId: string | null; children: ComponentChildren }) {
  const field = row.key === 'idNumber' || row.key === 'phone' ? row.key : null;
  if (!field || !householdId || row.before === '') return <>{children}</>;
  return <Unmasking householdId={householdId} memberId={row.instanceId === 'root' ? null : row.instanceId} field={field} masked={row.before} />;
}
