// 帮扶需求和措施: what fits the chosen risks is one tap away; each measure is a card with its state, date and amount.
import { useState } from 'preact/hooks';
import { suggestedMeasures } from '../../../../domain/official/matching-measures.ts';
import { labelOfChoice } from '../../../../domain/survey/choices.ts';
import { languageNamed } from '../../../../domain/survey/definition.ts';
import type { FormNode } from '../../../../domain/survey/form.ts';
import { Button } from '../../../../ui/button.tsx';
import { Icon } from '../../../../ui/icon.tsx';
import { language, w } from '../../state/look.ts';
import { Items } from '../question-list.tsx';
import { fieldNameOf, type SectionProps, type SurveyDesk } from '../survey-desk.ts';
import { MeasureCard } from './measure-card.tsx';
import { ROOT, textOf } from './member-reading.ts';
import { RemarksOnCard } from './remarks-on-card.tsx';

/** The key of a measure's kind in the official survey. */
const KIND = 'measure';

export function MeasuresSection({ desk, instanceId, group, only }: SectionProps) {
  const children = desk.node(instanceId, group)?.children ?? [];
  const repeat = children.find((node) => node.kind === 'repeat');
  const at = repeat ? children.indexOf(repeat) : -1;
  return (
    <>
      <Items desk={desk} instanceId={instanceId} nodes={children.slice(0, Math.max(0, at))} />
      {repeat ? <Measures desk={desk} instanceId={instanceId} repeat={repeat} begin={only?.instanceId ?? null} /> : null}
      <Items desk={desk} instanceId={instanceId} nodes={children.slice(at + 1)} />
    </>
  );
}

function Measures({ desk, instanceId, repeat, begin }: { desk: SurveyDesk; instanceId: string; repeat: FormNode; begin: string | null }) {
  const words = w().sections.measures;
  const measures = desk.instances(instanceId, repeat.key);
  const [open, setOpen] = useState<string | null>(begin);
  const chosen = desk.view(ROOT, 'risks')?.value;
  const risks: readonly string[] = typeof chosen === 'object' && chosen !== null ? chosen : [];
  const given = measures.map(({ id }) => textOf(desk.view(id, KIND)));
  const fitting = desk.readOnly ? [] : suggestedMeasures(risks, given);
  return (
    <section aria-label={words.list} id={`field-${fieldNameOf({ instanceId, key: repeat.key })}`} tabIndex={-1}>
      <div class="group-head members-gone">
        <h3>{desk.text(instanceId, repeat.key, 'label')}</h3>
      </div>
      <RemarksOnCard desk={desk} instanceId={instanceId} name={repeat.key} />
      {fitting.length > 0 ? (
        <div class="group">
          <fieldset class="card suggested" aria-label={words.suggested}>
            <legend class="question-title">
              {words.suggested}
              <span class="question-hint">{words.suggestedHint}</span>
            </legend>
            <div class="suggested-chips">
              {fitting.map((measure) => (
                <button
                  type="button"
                  class="chip"
                  key={measure}
                  onClick={() => {
                    const id = desk.add(instanceId, repeat.key);
                    if (!id) return;
                    desk.answer(id, KIND, measure, 'tap');
                    setOpen(id);
                  }}
                >
                  <Icon name="plus" small />
                  {kindWord(desk, measure)}
                </button>
              ))}
            </div>
          </fieldset>
        </div>
      ) : null}
      {measures.length === 0 ? <p class="step-lead">{`${words.empty} ${desk.readOnly ? '' : words.emptyNote}`}</p> : null}
      {measures.map(({ id }) => (
        <MeasureCard key={id} desk={desk} id={id} repeat={repeat} open={open === id} onFold={() => setOpen(open === id ? null : id)} />
      ))}
      {desk.readOnly || repeat.computed ? null : (
        <div class="group">
          <Button look="outline" wide onClick={() => setOpen(desk.add(instanceId, repeat.key))}>
            <Icon name="plus" small />
            {words.add}
          </Button>
        </div>
      )}
    </section>
  );
}

/** A kind of measure in the form's own words: a list that the whole form shares. */
function kindWord(desk: SurveyDesk, measure: string): string {
  const { definition } = desk.form;
  const choice = definition.lists.measures?.find(({ name }) => name === measure);
  return choice ? labelOfChoice(choice, languageNamed(definition, language.value), definition) : measure;
}
