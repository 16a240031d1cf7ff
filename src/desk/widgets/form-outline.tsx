// A form to be read: its sections, questions, options and conditions in the order in which they are asked, in words where there are any.
import { useState } from 'preact/hooks';
import { type Choice, type Definition, type Item, languageNamed, type Question, type Text, textIn } from '../../domain/survey/definition.ts';
import { language, words } from '../language.ts';

/** More choices than these are folded away. */
const MOST_CHOICES = 12;
/** What nobody is asked. */
const UNSEEN = ['calculate', 'hidden', 'start', 'end', 'today'];

export function FormOutline({ definition }: { definition: Definition }) {
  const w = words().forms;
  const [all, setAll] = useState(false);
  return (
    <section class="panel form-outline" aria-label={w.questions}>
      <h2>{w.questions}</h2>
      <label class="form-toggle">
        <input type="checkbox" checked={all} onChange={(event) => setAll(event.currentTarget.checked)} /> {w.showAll}
      </label>
      <Items items={definition.items} definition={definition} all={all} />
    </section>
  );
}

interface Inner {
  definition: Definition;
  all: boolean;
}

const say = (text: Text | undefined, { definition }: Inner): string =>
  textIn(text, languageNamed(definition, language.value), definition.languages).replace(/\$\{\s*([^{}]*?)\s*\}/g, '〔$1〕');

function Items({ items, ...inner }: Inner & { items: readonly Item[] }) {
  const shown = items.filter((item) => inner.all || item.kind !== 'question' || !UNSEEN.includes(item.type));
  return (
    <ol>
      {shown.map((item) =>
        item.kind === 'question' ? <OneQuestion key={item.name} item={item} {...inner} /> : <OneGroup key={item.name} item={item} {...inner} />,
      )}
    </ol>
  );
}

function OneGroup({ item, ...inner }: Inner & { item: Exclude<Item, Question> }) {
  const w = words().forms;
  const label = say(item.label, inner);
  // A group without a name is there for its condition only.
  if (label === '' && item.kind === 'group' && !item.relevant) return <Items items={item.items} {...inner} />;
  return (
    <li class="form-group">
      <h3>
        {label || item.name} {item.kind === 'repeat' ? <small class="quiet">{w.repeated}</small> : null}
      </h3>
      <Rule name={w.when} text={item.relevant} />
      <Items items={item.items} {...inner} />
    </li>
  );
}

function OneQuestion({ item, ...inner }: Inner & { item: Question }) {
  const w = words().forms;
  const unit = say(item.unit, inner);
  const marks = [
    w.types[item.type],
    unit,
    item.required ? w.required : '',
    item.readonly === true ? w.readonly : '',
    item.countsInNetIncome === undefined ? '' : item.countsInNetIncome ? w.counted : w.notCounted,
  ];
  const hint = say(item.hint, inner);
  return (
    <li class="form-question">
      <b>{say(item.label, inner) || <span class="quiet">{w.noLabel}</span>}</b> <span class="quiet">{marks.filter(Boolean).join(' · ')}</span>{' '}
      <code>{item.name}</code>
      {hint ? <div class="quiet">{hint}</div> : null}
      {item.list === undefined ? null : <Options name={item.list} {...inner} />}
      <Rule name={w.when} text={item.relevant} />
      <Rule name={w.required} text={item.required === true ? undefined : item.required} />
      <Rule name={w.constraint} text={item.constraint} />
      <Rule name={w.calculation} text={item.calculation} />
    </li>
  );
}

function Rule({ name, text }: { name: string; text: string | undefined }) {
  return text === undefined ? null : (
    <div class="form-rule">
      {name}：<code>{text}</code>
    </div>
  );
}

function Options({ name, ...inner }: Inner & { name: string }) {
  const choices = inner.definition.lists[name];
  if (!choices) return <div class="form-options">{name}</div>;
  const names = choices.map((choice: Choice) => say(choice.label, inner) || choice.name).join('、');
  if (choices.length <= MOST_CHOICES) return <div class="form-options">{names}</div>;
  return (
    <details class="form-options">
      <summary>{words().forms.options(choices.length)}</summary>
      {names}
    </details>
  );
}
