// One part of a member's page (身份, 教育, 健康, 保障, 务工): folded to a line of what is known, or open with its questions.
import { useState } from 'preact/hooks';
import type { CellView } from '../../../../domain/survey/view.ts';
import { Tag } from '../../../../ui/cell.tsx';
import { w } from '../../state/look.ts';
import { QuestionField } from '../question-field.tsx';
import { RemarksAtField } from '../remarks-at-field.tsx';
import type { Place, SurveyDesk } from '../survey-desk.ts';
import { DateTapField } from '../tapped-field.tsx';
import { IdNumberField } from './id-number-field.tsx';
import { JobCards } from './job-cards.tsx';
import { type Part, partState, textOf, viewsOf } from './member-reading.ts';

interface Props {
  desk: SurveyDesk;
  memberId: string;
  part: Part;
  at: Place | null;
  /** No more fields than these are drawn now. */
  most: number;
  /** Somebody new: everything stands open. */
  open: boolean;
}

/** Not in a line that is read over a shoulder; and the name stands above. */
const UNSAID = ['idNumber', 'idKind', 'certificateNo', 'phone', 'name'];
/** Drawn above all parts, by a widget of its own. */
const ELSEWHERE = ['presence', 'presenceOn'];

export function MemberPart({ desk, memberId, part, at, most, open: begin }: Props) {
  const words = w().sections.member;
  const questions = part.questions.filter((node) => !ELSEWHERE.includes(node.key));
  const views = viewsOf(desk, memberId, questions).filter((view) => view.applies && isAsked(desk, view) && !goesWithout(desk, view));
  const repeats = part.repeats.filter((repeat) => desk.view(memberId, repeat.key)?.applies);
  const within = (place: Place | null): boolean =>
    place !== null &&
    ((place.instanceId === memberId && part.questions.some((node) => node.key === place.key)) ||
      part.repeats.some((repeat) => desk.instances(memberId, repeat.key).some(({ id }) => id === place.instanceId)));
  const remarks = views.flatMap((view) => desk.remarks(memberId, view.key)).filter((remark) => remark.explanation === null);
  const [open, setOpen] = useState(() => begin || within(at) || remarks.length > 0);
  if (views.length === 0 && repeats.length === 0) return null;
  const title = part.key === null ? w().sections.members.identity : desk.text(memberId, part.key, 'label') || words.other;
  const { known, empty } = partState(views);
  return (
    <section class="group part">
      <div class="card">
        <div class="part-head">
          <button type="button" class="part-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
            <span class="part-title">
              {title}
              {known > 0 ? <Tag tone="plain">{words.known(known)}</Tag> : null}
              {known === 0 && !begin && views.some((view) => view.source === 'answer') ? <Tag tone="good">✓ {w().common.confirmed}</Tag> : null}
              {empty > 0 && begin ? <Tag tone="plain">{words.open(empty)}</Tag> : null}
              {remarks.length > 0 ? (
                <Tag tone={remarks.some((remark) => remark.weight === 'error') ? 'bad' : 'warn'}>{w().sections.members.remarks(remarks.length)}</Tag>
              ) : null}
            </span>
            {open ? null : <span class="part-line">{lineOf(desk, memberId, views)}</span>}
          </button>
          {known > 0 && !desk.readOnly ? (
            <button
              type="button"
              class="cell-act part-confirm"
              aria-label={words.confirmPart(title)}
              onClick={() => {
                // What stands in no group is confirmed one by one.
                for (const view of views) if (view.source === 'known') desk.confirm(memberId, view.key);
                setOpen(false);
              }}
            >
              {w().common.confirm}
            </button>
          ) : null}
        </div>
        {open ? views.slice(0, most).map((view) => <Field key={view.key} desk={desk} memberId={memberId} view={view} />) : null}
        {open && most >= views.length
          ? repeats.map((repeat) => <JobCards key={repeat.key} desk={desk} memberId={memberId} repeat={repeat} at={at} />)
          : null}
      </div>
    </section>
  );
}

const isAsked = (desk: SurveyDesk, view: CellView): boolean =>
  !['calculate', 'hidden', 'note', 'start', 'end', 'today'].includes(desk.node(view.instanceId, view.key)?.type ?? '');

/** The kind of document follows from the number; it is asked of who has none. */
const goesWithout = (desk: SurveyDesk, view: CellView): boolean =>
  view.key === 'idKind' &&
  view.fault === null &&
  desk.remarks(view.instanceId, view.key).length === 0 &&
  (view.value === null || textOf(desk.view(view.instanceId, 'idNumber')) !== '');

function Field({ desk, memberId, view }: { desk: SurveyDesk; memberId: string; view: CellView }) {
  if (view.key === 'idNumber') return <IdNumberField desk={desk} memberId={memberId} name={view.key} person />;
  if (view.key === 'certificateNo') return <IdNumberField desk={desk} memberId={memberId} name={view.key} />;
  if (view.key === 'birthOn' && view.source !== 'known')
    return (
      <>
        <DateTapField desk={desk} instanceId={memberId} name={view.key} past />
        <RemarksAtField desk={desk} instanceId={memberId} name={view.key} />
      </>
    );
  return <QuestionField desk={desk} instanceId={memberId} name={view.key} />;
}

/** The part's answers in a row; of yes-and-no questions only what is so, by its name. */
function lineOf(desk: SurveyDesk, memberId: string, views: readonly CellView[]): string {
  const said = views
    .filter((view) => view.value !== null && !UNSAID.includes(view.key))
    .map((view) => {
      if (view.value === 'no') return '';
      if (view.value === 'yes') return desk.text(memberId, view.key, 'label').replace(/[？?吗了]+$/u, '');
      const unit = desk.text(memberId, view.key, 'unit');
      return `${desk.words(memberId, view.key, view.value)}${unit ? ` ${unit}` : ''}`;
    })
    .filter(Boolean);
  return said.length === 0 ? w().sections.income.notFilled : said.join(w().common.dot);
}
