// Spells of work of one member as small cards: a line with place, months and pay that opens to its questions.
import { useState } from 'preact/hooks';
import type { FormNode } from '../../../../domain/survey/form.ts';
import { Button } from '../../../../ui/button.tsx';
import { CellAction, Tag } from '../../../../ui/cell.tsx';
import { Icon } from '../../../../ui/icon.tsx';
import { w } from '../../state/look.ts';
import { QuestionField } from '../question-field.tsx';
import { RemarksAtField } from '../remarks-at-field.tsx';
import type { Place, SurveyDesk } from '../survey-desk.ts';
import { questionsOf, viewsOf } from './member-reading.ts';

export function JobCards({ desk, memberId, repeat, at }: { desk: SurveyDesk; memberId: string; repeat: FormNode; at: Place | null }) {
  const words = w().sections.member;
  const jobs = desk.instances(memberId, repeat.key);
  const [open, setOpen] = useState<string | null>(at && jobs.some(({ id }) => id === at.instanceId) ? at.instanceId : null);
  const title = desk.text(memberId, repeat.key, 'label') || words.jobs;
  return (
    <div class="jobs">
      <RemarksAtField desk={desk} instanceId={memberId} name={repeat.key} />
      {jobs.map(({ id, position }) => (
        <section class="job" key={id} aria-label={`${title} ${words.job(position + 1)}`}>
          <button type="button" class="part-fold" aria-expanded={open === id} onClick={() => setOpen(open === id ? null : id)}>
            <span class="part-title">
              {words.job(position + 1)}
              {viewsOf(desk, id, questionsOf(repeat)).some((view) => view.applies && view.source === 'known') ? (
                <Tag tone="plain">{w().sections.members.state.known}</Tag>
              ) : null}
            </span>
            <span class="part-line">{jobLine(desk, id, repeat)}</span>
          </button>
          {open === id ? (
            <>
              {questionsOf(repeat).map((question) => (
                <QuestionField key={question.key} desk={desk} instanceId={id} name={question.key} />
              ))}
              {desk.readOnly ? null : (
                <p class="job-acts">
                  <CellAction
                    label={`${words.removeJob} ${words.job(position + 1)}`}
                    onClick={() => desk.remove(id, `${title} ${words.job(position + 1)}`)}
                  >
                    {words.removeJob}
                  </CellAction>
                </p>
              )}
            </>
          ) : null}
        </section>
      ))}
      {desk.readOnly || repeat.computed ? null : (
        <div class="pad">
          <Button look="outline" wide small onClick={() => setOpen(desk.add(memberId, repeat.key))}>
            <Icon name="plus" small />
            {words.addJob}
          </Button>
        </div>
      )}
    </div>
  );
}

/** 江苏省苏州市昆山市 · 10 个月 · 月工资 4,500 元: what says most of a job, as far as it is known. */
function jobLine(desk: SurveyDesk, id: string, repeat: FormNode): string {
  const said = viewsOf(desk, id, questionsOf(repeat))
    .filter((view) => view.applies && view.value !== null && !['workPlan', 'howFound'].includes(view.key))
    .map((view) => {
      const unit = desk.text(id, view.key, 'unit');
      return `${desk.words(id, view.key, view.value)}${unit ? ` ${unit}` : ''}`;
    });
  return said.slice(0, 5).join(w().common.dot) || w().sections.member.noPlace;
}
