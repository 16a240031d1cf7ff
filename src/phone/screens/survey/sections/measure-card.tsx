// One measure, wanted or given: a line that opens to its questions.
import type { FormNode } from '../../../../domain/survey/form.ts';
import { CellAction, Tag } from '../../../../ui/cell.tsx';
import { w } from '../../state/look.ts';
import { QuestionField } from '../question-field.tsx';
import type { SurveyDesk } from '../survey-desk.ts';
import { questionsOf, textOf, viewsOf } from './member-reading.ts';

interface Props {
  desk: SurveyDesk;
  id: string;
  repeat: FormNode;
  open: boolean;
  onFold: () => void;
}

export function MeasureCard({ desk, id, repeat, open, onFold }: Props) {
  const words = w().sections.measures;
  const questions = questionsOf(repeat);
  const views = viewsOf(desk, id, questions).filter((view) => view.applies);
  const kind = desk.words(id, 'measure', desk.view(id, 'measure')?.value ?? null);
  const known = views.filter((view) => view.source === 'known').length;
  const state = textOf(desk.view(id, 'state'));
  const line = views
    .filter((view) => view.value !== null && !['measure', 'state'].includes(view.key))
    .map((view) => [desk.words(id, view.key, view.value), desk.text(id, view.key, 'unit')].filter(Boolean).join(' '))
    .join(w().common.dot);
  const remarks = desk.remarksWithin(id).filter((remark) => remark.explanation === null);
  const name = kind || words.unnamed;
  return (
    <section class="group part" aria-label={name}>
      <div class="card">
        <div class="part-head">
          <button type="button" class="part-fold" aria-expanded={open} onClick={onFold}>
            <span class="part-title">
              {name}
              {state === '' ? null : <Tag tone={state === 'done' ? 'good' : 'plain'}>{desk.words(id, 'state', state)}</Tag>}
              {known > 0 ? <Tag tone="plain">{w().sections.member.known(known)}</Tag> : null}
              {remarks.length > 0 ? <Tag tone="warn">{w().sections.members.remarks(remarks.length)}</Tag> : null}
            </span>
            {open || line === '' ? null : <span class="part-line">{line}</span>}
          </button>
          {known > 0 && !desk.readOnly ? (
            <button type="button" class="cell-act part-confirm" aria-label={`${w().common.confirm} ${name}`} onClick={() => desk.confirm(id)}>
              {w().common.confirm}
            </button>
          ) : null}
        </div>
        {open ? questions.map((question) => <QuestionField key={question.key} desk={desk} instanceId={id} name={question.key} />) : null}
        {open && !desk.readOnly ? (
          <p class="job-acts">
            <CellAction label={`${words.remove} ${name}`} onClick={() => desk.remove(id, name)}>
              {words.remove}
            </CellAction>
          </p>
        ) : null}
      </div>
    </section>
  );
}
