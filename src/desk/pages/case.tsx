// One case on one page: where it stands in its procedure, what waits and by when, what was done by whom, and what may be done now.
import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import type { CaseAct } from '../../domain/case/act.ts';
import { ACTS, actOf, type CaseActName, PROCEDURES } from '../../domain/case/step.ts';
import { placeOf } from '../../domain/case/walk.ts';
import { DEPARTMENT_NAMES } from '../../domain/department.ts';
import { Button } from '../../ui/button.tsx';
import { CaseDetail, type Comparison } from '../../wire/cases.ts';
import { call, session } from '../call.ts';
import { dayWords, momentWords } from '../figures.ts';
import { common, words } from '../language.ts';
import { useResource } from '../resource.ts';
import { Notice, Page, Reading, Tag } from '../widgets/page.tsx';
import { Part } from '../widgets/part.tsx';
import { CaseActDialog } from './case-act.tsx';
import { CaseProgress, STANDING_TONES } from './cases.tsx';
import { ExplainDialog } from './explain-hit.tsx';

/** Acts beside the order, in the order of their buttons; the step that waits comes first. */
const BESIDE: readonly CaseActName[] = ['object', 'answerObjection', 'goBack', 'openGreenChannel', 'reject', 'withdraw', 'cease'];

export function CasePage() {
  const { params } = useRoute();
  const id = params.id ?? '';
  const one = useResource(`case ${id}`, () => call(`/api/cases/${id}`, CaseDetail));
  const w = words().cases;
  return (
    <Page
      title={one.value ? `${one.value.item.headName} · ${w.procedures[one.value.item.procedure]}` : w.title}
      note={<a href="/desk/cases">{w.title}</a>}
    >
      <Reading of={one}>{(detail) => <WholeCase detail={detail} onChange={one.set} onReload={one.reload} />}</Reading>
    </Page>
  );
}

function WholeCase({ detail, onChange, onReload }: { detail: CaseDetail; onChange: (detail: CaseDetail) => void; onReload: () => void }) {
  const w = words().cases;
  const { item } = detail;
  return (
    <>
      <StepBar detail={detail} />
      <section class="panel">
        <dl class="facts">
          <Fact name={w.state}>
            <CaseProgress item={item} />
          </Fact>
          <Fact name={w.place}>{`${item.townshipName} ${item.villageName}`}</Fact>
          <Fact name={w.category}>{common().categories[item.category]}</Fact>
          <Fact name={w.signal}>{dayWords(item.signalOn)}</Fact>
          {item.stepDueOn ? <Fact name={w.stepDue}>{dayWords(item.stepDueOn)}</Fact> : null}
          {item.decisionDueOn ? <Fact name={w.decisionDue}>{dayWords(item.decisionDueOn)}</Fact> : null}
          {item.standing === 'inTime' ? null : (
            <Fact name={w.standing}>
              <Tag tone={STANDING_TONES[item.standing]}>{w.standings[item.standing]}</Tag>
            </Fact>
          )}
          {detail.nationalNo ? <Fact name={w.nationalNo}>{detail.nationalNo}</Fact> : null}
        </dl>
        {detail.pausedDays > 0 ? <p class="quiet">{w.paused(detail.pausedDays)}</p> : null}
        <ActBar detail={detail} onChange={onChange} onReload={onReload} />
      </section>
      {detail.conditions.length > 0 ? (
        <Part title={w.conditions}>
          <ul class="case-conditions">
            {detail.conditions.map(({ condition, standing, because }) => (
              <li key={condition}>
                <Tag tone={standing === 'met' ? 'ok' : standing === 'unmet' ? 'bad' : 'warn'}>{w.conditionStandings[standing]}</Tag>{' '}
                {w.conditionNames[condition]} <small class="quiet">{because}</small>
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
      {detail.comparisons.length > 0 ? <ComparisonsPart comparisons={detail.comparisons} onReload={onReload} /> : null}
      <Part title={w.timeline}>
        <ol class="timeline">
          {[...detail.entries].reverse().map((entry) => (
            <li key={entry.id}>
              <b>{w.acts[entry.act.act]}</b> <small class="quiet">{w.who(entry.byName, momentWords(entry.at))}</small>
              <p>{said(entry.act)}</p>
            </li>
          ))}
        </ol>
      </Part>
      {detail.others.length > 0 ? (
        <Part title={w.others}>
          <ul>
            {detail.others.map((other) => (
              <li key={other.id}>
                <a href={`/desk/cases/${other.id}`}>
                  {w.procedures[other.procedure]} · {dayWords(other.openedAt)} · {other.ended ? w.ends[other.ended] : w.open}
                </a>
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
    </>
  );
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function StepBar({ detail: { item } }: { detail: CaseDetail }) {
  const w = words().cases;
  const order = PROCEDURES[item.procedure];
  const done = item.done === null ? -1 : order.indexOf(item.done);
  return (
    <ol class="case-steps" aria-label={w.state}>
      {order.map((step, index) => {
        const state = index <= done ? 'done' : step === item.waitsFor ? 'now' : 'later';
        return (
          <li key={step} class={`case-step is-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
            <span class="case-step-mark" aria-hidden="true">
              {state === 'done' ? '✓' : index + 1}
            </span>
            {w.steps[step]}
          </li>
        );
      })}
    </ol>
  );
}

function ActBar({ detail, onChange, onReload }: { detail: CaseDetail; onChange: (detail: CaseDetail) => void; onReload: () => void }) {
  const w = words().cases;
  const role = session.value?.account.role;
  const [doing, setDoing] = useState<CaseActName | null>(null);
  const { item } = detail;
  if (item.ended !== null || item.waitsFor === null || !role) return null;
  const next = actOf(item.waitsFor);
  const place = placeOf(item.procedure, detail.entries);
  const open = [...place.objections].flatMap(([id, found]) => (found === null ? [id] : []));
  const mine = BESIDE.filter((act) => {
    const row = ACTS[act];
    if (!row.by.includes(role) || (act === 'answerObjection' && open.length === 0) || (act === 'openGreenChannel' && item.greenChannel)) return false;
    return row.after === undefined || (item.done !== null && row.after.includes(item.done));
  });
  const nextIsMine = ACTS[next].by.includes(role) && next !== 'visit';
  const who = ACTS[next].by.find((one) => one !== 'system');
  return (
    <div class="case-acts">
      {nextIsMine ? (
        <Button look="primary" onClick={() => setDoing(next)}>
          {w.acts[next]}
        </Button>
      ) : (
        <Notice tone="info" text={who === 'collector' || who === undefined ? w.waitsForVillage : w.waitsForOther(common().roles[who])} />
      )}
      {mine.map((act) => (
        <Button key={act} look={act === 'reject' || act === 'withdraw' || act === 'cease' ? 'plain' : 'outline'} onClick={() => setDoing(act)}>
          {w.acts[act]}
        </Button>
      ))}
      {doing ? (
        <CaseActDialog
          detail={detail}
          act={doing}
          openObjections={open}
          onDone={(changed) => {
            setDoing(null);
            onChange(changed);
          }}
          onClose={() => {
            setDoing(null);
            onReload();
          }}
        />
      ) : null}
    </div>
  );
}

function ComparisonsPart({ comparisons, onReload }: { comparisons: readonly Comparison[]; onReload: () => void }) {
  const w = words().cases;
  const [explaining, setExplaining] = useState<Comparison | null>(null);
  const answered = comparisons.filter(({ hit }) => hit !== null).length;
  const auditor = session.value?.account.role === 'auditor';
  return (
    <Part title={`${w.comparisons} · ${w.compared(answered, comparisons.length)}`}>
      <ul class="case-comparisons">
        {comparisons.map((one) => (
          <li key={one.id}>
            <Tag tone={one.hit === null ? 'grey' : one.hit ? 'warn' : 'ok'}>{one.hit === null ? w.unanswered : one.hit ? w.hit : w.noHit}</Tag>{' '}
            {`${one.personName} · ${w.subjects[one.subject]} · ${DEPARTMENT_NAMES[one.department]}`} {one.detail ? `：${one.detail}` : ''}{' '}
            {one.explanation ? <span class="quiet">{w.explained(one.explanation)}</span> : null}
            {one.hit && auditor ? (
              <button type="button" class="link" onClick={() => setExplaining(one)}>
                {w.explain}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {explaining ? (
        <ExplainDialog
          comparison={explaining}
          onDone={() => {
            setExplaining(null);
            onReload();
          }}
          onClose={() => setExplaining(null)}
        />
      ) : null}
    </Part>
  );
}

/** What an act said, in one line. */
function said(act: CaseAct): string {
  const w = words().cases;
  switch (act.act) {
    case 'visit':
      return act.visitors.length > 0 ? w.said.visitors(act.visitors.join('、')) : '';
    case 'authorize':
      return w.said.signers(act.signers.length);
    case 'appraise':
      return w.said.votes(act.present, act.votesFor, act.votesAgainst);
    case 'post':
      return w.said.posted(act.place, dayWords(act.postedOn));
    case 'publish':
      return w.said.takenDown(dayWords(act.takenDownOn));
    case 'object':
      return w.said.objection(dayWords(act.raisedOn), act.about);
    case 'answerObjection':
      return w.said.answered(w.answers[act.answer], act.found);
    case 'register':
      return w.said.registered(act.nationalNo, act.identifiedMonth);
    case 'goBack':
      return w.said.back(w.steps[act.to], act.text ? `${act.reason}，${act.text}` : act.reason);
    case 'reject':
    case 'withdraw':
    case 'cease':
    case 'openGreenChannel':
      return act.reason;
    case 'approveTownship':
    case 'approveCounty':
      return act.opinion;
    case 'compare':
      return act.note;
    default:
      return '';
  }
}
