// One check on one page: the village's conclusion, why it was looked at, what is otherwise than known, remarks, and the history.
import type { ComponentChildren } from 'preact';
import { revisionDifferences } from '../../domain/comparison.ts';
import { DEPARTMENT_NAMES } from '../../domain/department.ts';
import { OPEN_STATES } from '../../domain/task.ts';
import type { CheckDossier, TaskItem } from '../../wire/desk.ts';
import { fullDifferenceWords, useCheckForm } from '../check-form.ts';
import { count, dayWords, momentWords, periodWords, yuan } from '../figures.ts';
import { common, words } from '../language.ts';
import { PAGES } from '../roles.ts';
import { Notice, Tag } from '../widgets/page.tsx';
import { Part } from '../widgets/part.tsx';
import { STATE_TONES } from '../widgets/result-words.tsx';
import { CorrectArchive } from './correct-archive.tsx';
import { DossierEvidence } from './dossier-evidence.tsx';
import { Remarks } from './dossier-remarks.tsx';
import { FullSurvey } from './dossier-survey.tsx';
import { FindHousehold } from './find-household.tsx';

interface Props {
  dossier: CheckDossier;
  item: Pick<TaskItem, 'headName' | 'groupName'>;
  /** The task got its household. */
  onFound: () => void;
}

export function DossierView({ dossier, item, onFound }: Props) {
  const w = words().dossier;
  const c = common();
  const { task, handIn, known } = dossier;
  const content = handIn?.content ?? null;
  return (
    <article class="dossier">
      <header class="dossier-head">
        <h2>{item.headName}</h2>
        <span>
          {dossier.townshipName} {dossier.villageName} {item.groupName}
        </span>
        <Tag tone={STATE_TONES[task.state]}>{c.taskStates[task.state]}</Tag>
        {handIn && handIn.revision > 1 ? <Tag tone="info">{w.revision(handIn.revision)}</Tag> : null}
        {content && known ? (
          dossier.differences.length > 0 ? (
            <Tag tone="warn">{w.changes(dossier.differences.length)}</Tag>
          ) : (
            <Tag tone="ok">{w.noChanges}</Tag>
          )
        ) : null}
        {dossier.conflicts > 0 && known ? (
          <a class="link" href={`${PAGES.conflicts.path}?household=${known.id}`}>
            {words().conflicts.waiting(count(dossier.conflicts))}
          </a>
        ) : null}
        {known ? <CorrectArchive householdId={known.id} onDone={onFound} /> : null}
        {content ? (
          <span class="dossier-papers">
            <a class="link" href={`/desk/paper/check/${task.id}`}>
              {words().act.print}
            </a>
            <a class="link" href={`/desk/paper/letter/${task.id}`}>
              {words().paper.letter}
            </a>
          </span>
        ) : null}
      </header>
      <Remarks
        taskId={task.id}
        handInId={OPEN_STATES.includes(task.state) ? (handIn?.id ?? null) : null}
        remarks={dossier.remarks}
        onSettled={onFound}
      />
      {task.householdId === null && OPEN_STATES.includes(task.state) ? (
        <FindHousehold taskId={task.id} villageCode={task.villageCode} personName={task.personName} onFound={onFound} />
      ) : null}
      <Part title={w.why}>
        {task.leads.length === 0 ? (
          <p>{task.title || c.origins[task.origin]}</p>
        ) : (
          <ul class="plain-list">
            {task.leads.map((lead) => (
              <li key={lead.id}>
                <Tag tone="info">{DEPARTMENT_NAMES[lead.department]}</Tag> {lead.personName} · {lead.indicatorText}{' '}
                {lead.amount === null ? null : (
                  <b class="num">
                    {yuan(lead.amount)} {w.yuan}
                  </b>
                )}{' '}
                <span class="quiet">
                  {periodWords(lead.period)} · {dayWords(lead.receivedOn)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Part>
      {content && handIn ? (
        <>
          <Conclusion dossier={dossier} />
          {known ? null : <Notice tone="info" text={w.notInArchive} />}
          <Beside dossier={dossier} />
          <DossierEvidence taskId={task.id} handInId={handIn.id} content={content} />
          <FullSurvey content={content} known={known} differences={dossier.differences} remarks={dossier.remarks} />
        </>
      ) : (
        <Notice tone="info" text={w.notHandedIn} />
      )}
      <History dossier={dossier} />
    </article>
  );
}

function Conclusion({ dossier }: { dossier: CheckDossier }) {
  const w = words().dossier;
  const c = common();
  const { handIn } = dossier;
  if (!handIn) return null;
  const { result, visitors, respondent } = handIn.content;
  return (
    <Part title={w.result}>
      <p class="conclusion">
        <Tag tone={result.include ? 'warn' : 'ok'}>{result.include ? c.include.yes : c.include.no}</Tag>
        <b>{result.include ? (result.category ? c.categories[result.category] : '') : result.reason ? c.reasons[result.reason] : ''}</b>
        <span>{c.residency[result.residency]}</span>
      </p>
      <p class="summary">{result.summary || w.unknown}</p>
      <dl class="facts">
        <Fact word={w.visitors} value={visitors.filter(Boolean).join('、') || w.unknown} />
        <Fact word={w.respondent} value={respondent || w.unknown} />
        <Fact word={w.author} value={handIn.authorName} />
        <Fact word={w.madeAt} value={momentWords(handIn.madeAt)} />
        <Fact word={w.receivedAt} value={momentWords(handIn.receivedAt)} />
      </dl>
    </Part>
  );
}

/** What another phone reported of the same visit, where it differs. */
function Beside({ dossier }: { dossier: CheckDossier }) {
  const w = words().conflicts;
  const c = common();
  const { handIn, beside } = dossier;
  const form = useCheckForm(handIn && beside.length > 0 ? handIn.content.survey : null).value;
  if (!handIn || beside.length === 0) return null;
  return (
    <Part title={w.beside}>
      <p class="quiet">{w.besideNote}</p>
      {beside.map((one) => {
        const differing = revisionDifferences(handIn.content, one.content);
        const { include, summary } = one.content.result;
        return (
          <section key={one.id}>
            <p>
              <b>{w.besideBy(one.authorName, momentWords(one.madeAt))}</b> · {include ? c.include.yes : c.include.no} · {summary}
            </p>
            {differing.length === 0 ? <p class="quiet">{w.besideSame}</p> : null}
            {form && differing.length > 0 ? (
              <ul class="plain-list">
                {differing.map((change) => {
                  const said = fullDifferenceWords(form, change);
                  return (
                    <li key={change.path}>
                      {said.what}：{said.before} / <ins>{said.after}</ins>
                    </li>
                  );
                })}
              </ul>
            ) : null}
          </section>
        );
      })}
    </Part>
  );
}

function Fact({ word, value }: { word: string; value: ComponentChildren }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function History({ dossier }: { dossier: CheckDossier }) {
  const w = words().dossier;
  const c = common();
  const newest = dossier.handIn?.content;
  const past = dossier.known?.pastChecks ?? [];
  const form = useCheckForm(newest && dossier.earlier.length > 0 ? newest.survey : null).value;
  return (
    <>
      {dossier.returns.length > 0 ? (
        <Part title={w.returns}>
          <ul class="plain-list">
            {dossier.returns.map((one) => (
              <li key={one.at}>
                <b>{one.reason}</b> {one.text}{' '}
                <span class="quiet">
                  {w.level[one.level]} {one.byName} · {momentWords(one.at)}
                </span>
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
      {dossier.earlier.length > 0 ? (
        <Part title={w.earlier}>
          {dossier.earlier.map((one) => {
            const later = newest ? revisionDifferences(one.content, newest) : [];
            return (
              <details key={one.revision} class="revision">
                <summary>
                  {w.revision(one.revision)} <span class="quiet">{momentWords(one.receivedAt)}</span>
                </summary>
                <p>
                  {one.content.result.include ? c.include.yes : c.include.no} · {one.content.result.summary}
                </p>
                {form && later.length > 0 ? (
                  <>
                    <p class="quiet">{w.earlierChanges}</p>
                    <ul class="plain-list">
                      {later.map((change) => {
                        const said = fullDifferenceWords(form, change);
                        return (
                          <li key={change.path}>
                            {said.what}：<del>{said.before}</del> → <ins>{said.after}</ins>
                          </li>
                        );
                      })}
                    </ul>
                  </>
                ) : null}
              </details>
            );
          })}
        </Part>
      ) : null}
      <Part title={w.past}>
        {past.length === 0 ? (
          <p class="quiet">{w.pastNone}</p>
        ) : (
          <ul class="plain-list">
            {past.map((one) => (
              <li key={`${one.on}${one.summary}`}>
                {dayWords(one.on)} {c.origins[one.origin]} · {one.include ? c.include.yes : c.include.no} <span class="quiet">{one.summary}</span>
              </li>
            ))}
          </ul>
        )}
      </Part>
      <Part title={w.timeline}>
        <ol class="timeline">
          {dossier.task.steps.map((step) => (
            <li key={`${step.at}${step.state}`}>
              <b>{c.taskStates[step.state]}</b> {step.byName} <span class="quiet">{momentWords(step.at)}</span> {step.note}
            </li>
          ))}
        </ol>
      </Part>
    </>
  );
}
