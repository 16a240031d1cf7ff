// How long a survey takes to open, to answer, to grow by a member, to check and write down: medians, with 8 members and with 20, for a survey of 60 questions and the official one.
import { OFFICIAL_SURVEY } from '../src/domain/official/survey.ts';
import { Definition } from '../src/domain/survey/definition.ts';
import type { Form } from '../src/domain/survey/form.ts';
import { loadDefinition } from '../src/domain/survey/load.ts';
import { progressOf, remarksOf } from '../src/domain/survey/progress.ts';
import type { Survey } from '../src/domain/survey/recompute.ts';
import { submissionOf } from '../src/domain/survey/submission.ts';
import { addInstance, answer, draftOf, openSurvey, removeInstance, tell } from '../src/domain/survey/survey.ts';
import { officialKnown, officialMember } from './support/official-family.ts';
import { SIXTY, sixtyKnown, sixtyMember } from './support/sixty-questions.ts';

const clock = { today: '2026-11-22', now: '2026-11-22T09:30:00.000+08:00' };
let next = 0;
const newId = (): string => `n${++next}`;

function median(run: () => void, rounds = 101): number {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    run();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] as number;
}

type Known = Record<string, unknown>;

/** A form, families for it, and the three answers that are timed: an amount that sums hang on, a text, and what opens or closes a part of the form. */
interface Subject {
  title: string;
  definition: Definition;
  known: (members: number) => Known;
  member: (index: number) => Known;
  amount: (survey: Survey, value: number) => void;
  text: (survey: Survey, value: string) => void;
  opens: (survey: Survey, open: boolean) => void;
}

const SUBJECTS: readonly Subject[] = [
  {
    title: 'a survey of 60 questions',
    definition: SIXTY,
    known: sixtyKnown,
    member: sixtyMember,
    amount: (survey, value) => answer(survey, 'm0', 'pay', value),
    text: (survey, value) => answer(survey, 'root', 'home0', value),
    opens: (survey, open) => answer(survey, 'root', 'include', open ? 'c0' : 'c1'),
  },
  {
    title: 'the official survey',
    definition: OFFICIAL_SURVEY,
    known: officialKnown,
    member: officialMember,
    amount: (survey, value) => answer(survey, 'm0.1', 'monthlyPay', value),
    text: (survey, value) => answer(survey, 'root', 'address', value),
    opens: (survey, open) => tell(survey, 'include', open ? 'yes' : 'no'),
  },
];

function loaded(subject: Subject): Form {
  const { form } = loadDefinition(subject.definition);
  if (!form) throw new Error(`The form of the bench does not load: ${subject.title}.`);
  return form;
}

/** Milliseconds, medians. */
function measure(subject: Subject, members: number): Record<string, number> {
  const form = loaded(subject);
  const json = JSON.stringify(subject.definition);
  const known = subject.known(members);
  const opened = (): Survey => {
    const survey = openSurvey(form, { clock, newId, known });
    subject.opens(survey, true);
    return survey;
  };
  const survey = opened();
  let turn = 0;
  let added = '';
  return {
    'check by its schema': median(() => void Definition.parse(JSON.parse(json)), 31),
    'load the form': median(() => void loadDefinition(subject.definition), 31),
    'open on what is known, everything asked': median(() => void opened()),
    'one answer (an amount, everything that sums it)': median(() => subject.amount(survey, 1000 + ++turn)),
    'one answer (a text)': median(() => subject.text(survey, `x${++turn}`)),
    'one answer (opens or closes a part)': median(() => subject.opens(survey, ++turn % 2 === 0)),
    'add a member': median(() => {
      if (added !== '') removeInstance(survey, added);
      added = addInstance(survey, 'root', 'members', { known: subject.member(20 + (++turn % 10)) }).id ?? '';
    }),
    'remarks, progress, submission, JSON': median(() => {
      remarksOf(survey);
      progressOf(survey);
      JSON.stringify(submissionOf(survey));
    }),
    'draft as JSON': median(() => void JSON.stringify(draftOf(survey))),
    'answers computed from scratch (to compare)': median(() => void openSurvey(form, { clock, newId, draft: draftOf(survey) })),
  };
}

/** MiB that one open survey holds, from many of them; run with --expose-gc for a steady figure. */
function heap(subject: Subject, members: number): number {
  const form = loaded(subject);
  const collect = (globalThis as { gc?: () => void }).gc ?? (() => undefined);
  const known = subject.known(members);
  collect();
  const before = process.memoryUsage().heapUsed;
  const held = Array.from({ length: 50 }, () => openSurvey(form, { clock, newId, known }));
  collect();
  return (process.memoryUsage().heapUsed - before) / held.length / 2 ** 20;
}

for (const subject of SUBJECTS) {
  measure(subject, 8);
  const [eight, twenty] = [measure(subject, 8), measure(subject, 20)];
  console.log(`\n${subject.title}; milliseconds, medians\n${'8 members'.padStart(60)}${'20 members'.padStart(12)}`);
  for (const [what, time] of Object.entries(eight))
    console.log(`${what.padEnd(48)}${time.toFixed(3).padStart(12)}${(twenty[what] ?? 0).toFixed(3).padStart(12)}`);
  console.log(`${'heap of an open survey, MiB'.padEnd(48)}${heap(subject, 8).toFixed(3).padStart(12)}${heap(subject, 20).toFixed(3).padStart(12)}`);
}
