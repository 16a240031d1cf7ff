// 打印 at the desk: the survey of a check as the office's A4 sheet, the household's letter, and the blank survey; numbers of people as masked as on the screen.
import { useEffect } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import { ruleSentence } from '../../domain/rules/table.ts';
import type { Form } from '../../domain/survey/form.ts';
import { readingOf } from '../../domain/survey/reading.ts';
import { householdLetter } from '../../paper/promise-letter.ts';
import type { Sheet } from '../../paper/sheet.ts';
import { SheetView } from '../../paper/sheet-view.tsx';
import { surveySheet } from '../../paper/survey-sheet.ts';
import { Button } from '../../ui/button.tsx';
import { CheckDossier } from '../../wire/desk.ts';
import { en } from '../../words/paper/en.ts';
import { zh } from '../../words/paper/zh.ts';
import { call, session } from '../call.ts';
import { useCheckForm } from '../check-form.ts';
import { today } from '../clock.ts';
import { dayWords } from '../figures.ts';
import { common, language, policyNames, words } from '../language.ts';
import { useResource } from '../resource.ts';
import { Notice, Page, Reading } from '../widgets/page.tsx';

const tongue = () => (language.value === 'en' ? en : zh);

/** /desk/paper/check/:id and /desk/paper/letter/:id, both by the task. */
export function PaperPage() {
  const { kind = '', id = '' } = useRoute().params;
  const words = tongue().screen;
  const dossier = useResource(id, () => call(`/api/checks/${encodeURIComponent(id)}`, CheckDossier));
  return (
    <Page title={kind === 'letter' ? words.titles.letter : words.titles.check}>
      <Reading of={dossier} rows={8}>
        {(value) => (kind === 'letter' ? <Letter dossier={value} /> : <Check dossier={value} />)}
      </Reading>
    </Page>
  );
}

function Printable({ sheet, note }: { sheet: Sheet; note?: string }) {
  const words = tongue().screen;
  useEffect(() => {
    document.body.classList.add('prints-paper');
    return () => document.body.classList.remove('prints-paper');
  }, []);
  return (
    <>
      <div class="page-actions">
        <Button look="primary" onClick={() => window.print()}>
          {words.print}
        </Button>
      </div>
      {note ? <Notice tone="info" text={note} /> : null}
      <SheetView sheet={sheet} />
    </>
  );
}

function Check({ dossier }: { dossier: CheckDossier }) {
  const content = dossier.handIn?.content;
  const form = useCheckForm(content?.survey ?? null);
  if (!content) return <Notice tone="info" text={tongue().screen.nothing} />;
  return <Reading of={form}>{(loaded) => <Printable sheet={checkSheet(dossier, loaded)} note={words().paper.masked} />}</Reading>;
}

function checkSheet({ handIn, known, task, townshipName, villageName, remarks }: CheckDossier, form: Form): Sheet {
  const c = common();
  const content = handIn?.content;
  if (!handIn || !content) throw new Error('only what was handed in is printed');
  const { result } = content;
  const signs = (code: string, instanceId: string, key: string): string =>
    remarks.find((one) => one.code === code && one.path === `${instanceId}/${key}`)?.message ?? ruleSentence(code, policyNames.value) ?? '';
  return surveySheet(
    readingOf(form, content.survey, { rows: 'answered', language: language.value }),
    {
      place: `${townshipName}${villageName}`,
      headName: known?.headName ?? task.personName,
      visitedOn: dayWords(handIn.madeAt.slice(0, 10)),
      handedInBy: handIn.authorName,
      visitors: content.visitors.join('、'),
      respondent: content.respondent,
      residency: c.residency[result.residency],
      include: result.include ? c.include.yes : c.include.no,
      category: result.include && result.category ? c.categories[result.category] : '',
      reason: !result.include && result.reason ? c.reasons[result.reason] : '',
      summary: result.summary,
      explanations: content.explanations.map((one) => ({ remark: signs(one.code, one.instanceId, one.key), kind: one.kind, text: one.text })),
      signatures: {},
      sample: session.value?.demonstration ?? false,
    },
    tongue().survey,
  );
}

function Letter({ dossier: { known, task } }: { dossier: CheckDossier }) {
  const about = { place: session.value?.county.name ?? '', headName: known?.headName ?? task.personName, household: known, today: today() };
  return <Printable sheet={householdLetter(about, tongue().letter, common().monitoredHousehold)} />;
}
