// What was read of an uploaded Excel form: its errors by row and column, what it goes without, its questions, and the two ways to publish it.
import { useState } from 'preact/hooks';
import type { FormUse } from '../../domain/published-form.ts';
import type { Definition, Item } from '../../domain/survey/definition.ts';
import type { FormProblem } from '../../domain/survey/xlsform/grid.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { type FormReading, Forms } from '../../wire/desk-forms.ts';
import { sayFormProblem } from '../../words/desk/say-form-problem.ts';
import { call } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { count } from '../figures.ts';
import { language, wordOf, words } from '../language.ts';
import { FormOutline } from '../widgets/form-outline.tsx';
import { Notice } from '../widgets/page.tsx';

interface Props {
  reading: FormReading;
  onClose: () => void;
  onPublished: (next: Forms) => void;
}

const questionsIn = (items: readonly Item[]): number =>
  items.reduce((total, item) => total + (item.kind === 'question' ? 1 : questionsIn(item.items)), 0);

export function FormReadingPanel({ reading, onClose, onPublished }: Props) {
  const w = words().forms;
  const { definition, published } = reading;
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState('');
  const errors = reading.problems.filter((problem) => problem.severity === 'error');
  const notices = reading.problems.filter((problem) => problem.severity === 'notice');

  const publish = async (use: FormUse): Promise<void> => {
    setBusy(true);
    const reply = await call('/api/forms', Forms, { method: 'POST', body: { definition, use, sourceName: reading.fileName } });
    setBusy(false);
    setAsking(false);
    if (reply.ok) onPublished(reply.value);
    else setFault(sentenceOf(reply.failure));
  };

  return (
    <>
      <section class="panel" aria-label={w.reading}>
        <h2>
          {w.reading} <small class="quiet">{reading.fileName}</small>
        </h2>
        {definition ? <Summary definition={definition} /> : <Notice tone="bad" text={w.readingBad(count(errors.length))} />}
        <Problems problems={errors} />
        {published === 'taken' ? <Notice tone="bad" text={w.taken} /> : null}
        {published === 'same' ? <Notice tone="info" text={w.same} /> : null}
        {fault ? <Notice tone="bad" text={fault} /> : null}
        {notices.length > 0 ? <p>{w.notices(count(notices.length))}</p> : null}
        <Problems problems={notices} />
        <p class="row-of-buttons">
          <Button look="outline" onClick={onClose}>
            {w.another}
          </Button>
          {definition && published !== 'taken' ? (
            <>
              <Button look="outline" disabled={busy} onClick={() => setAsking(true)}>
                {w.publishCheck}
              </Button>
              <Button look="primary" disabled={busy} onClick={() => void publish('supplement')}>
                {w.publishSupplement}
              </Button>
            </>
          ) : null}
        </p>
      </section>
      {definition ? (
        <div class="block">
          <FormOutline definition={definition} />
        </div>
      ) : null}
      {asking && definition ? (
        <Sheet
          title={w.checkTitle(definition.title)}
          closeLabel={words().act.close}
          onClose={() => setAsking(false)}
          foot={
            <>
              <Button look="outline" onClick={() => setAsking(false)}>
                {words().act.cancel}
              </Button>
              <Button look="primary" disabled={busy} onClick={() => void publish('check')}>
                {w.publishCheck}
              </Button>
            </>
          }
        >
          <p>{w.useNote}</p>
          <Missing reading={reading} />
        </Sheet>
      ) : null}
    </>
  );
}

function Summary({ definition }: { definition: Definition }) {
  const w = words().forms;
  return (
    <>
      <Notice tone="ok" text={w.readingOk(count(questionsIn(definition.items)), count(Object.keys(definition.lists).length))} />
      <p>
        <b>{definition.title}</b> · {w.formId} <code>{definition.id}</code> · {w.version} {definition.version} · {w.languages}{' '}
        {definition.languages.join('、')}
      </p>
    </>
  );
}

function Problems({ problems }: { problems: FormReading['problems'] }) {
  if (problems.length === 0) return null;
  return (
    <ul class="form-problems">
      {problems.map((problem) => (
        // The server sends the codes of the importer that this page was built with.
        <li key={JSON.stringify(problem)}>{sayFormProblem(problem as FormProblem, language.value)}</li>
      ))}
    </ul>
  );
}

/** Questions named of a group that lacks more. */
const SHOWN = 6;

/** 户主电话 phone */
function nameOf({ name, label }: FormReading['missing'][number]['questions'][number]): string {
  const said = Object.entries(label).find(([of]) => of.endsWith(`(${language.value})`))?.[1] ?? '';
  return `${said} ${name}`.trim();
}

function Missing({ reading }: { reading: FormReading }) {
  const w = words().forms;
  if (reading.missing.length === 0) return <p>{w.missingNone}</p>;
  return (
    <>
      <p>{w.missingTitle}</p>
      <ul class="form-problems">
        {reading.missing.map(({ group, questions }) => (
          <li key={group}>
            {w.missing(wordOf(w.groups, group), questions.slice(0, SHOWN).map(nameOf).join('、'), count(questions.length), questions.length > SHOWN)}
          </li>
        ))}
      </ul>
    </>
  );
}
