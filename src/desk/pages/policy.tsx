// 政策: what holds today, the way to change it, and every record there ever was.
import { useState } from 'preact/hooks';
import { boundsOf, figuresOf, policyTexts } from '../../domain/policy-figures.ts';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import { Policies, type PolicyRecord } from '../../wire/desk-policy.ts';
import { nameOfFigure } from '../../words/desk/say-figure-fault.ts';
import { call, session } from '../call.ts';
import { dayWords, momentWords } from '../figures.ts';
import { language, words } from '../language.ts';
import { useResource } from '../resource.ts';
import { figureWords, groupOf, isName } from '../widgets/figure.ts';
import { Notice, Page, Reading, Tag } from '../widgets/page.tsx';
import { PolicyTabs } from '../widgets/policy-tabs.tsx';
import { isPolicyBeingChanged, PolicyForm } from './policy-form.tsx';

export function PolicyPage() {
  const w = words().policy;
  const found = useResource<Policies>('policies', () => call('/api/policies', Policies));
  const [editing, setEditing] = useState(isPolicyBeingChanged);

  const saved = (next: Policies, day: string): void => {
    found.set(next);
    setEditing(false);
    toast(w.saved(dayWords(day)));
    // What this page itself shows of the policy elsewhere follows at once.
    if (session.value) session.value = { ...session.value, policy: next.inForce };
    document.getElementById('main')?.focus();
  };

  return (
    <Page
      title={w.title}
      actions={
        found.value && !editing ? (
          <Button look="primary" onClick={() => setEditing(true)}>
            {w.edit}
          </Button>
        ) : null
      }
    >
      <PolicyTabs here="policy" />
      <Reading of={found} rows={10}>
        {(policies) =>
          editing ? (
            <PolicyForm policies={policies} onClose={() => setEditing(false)} onSaved={saved} />
          ) : (
            <>
              <InForce policies={policies} onEdit={() => setEditing(true)} />
              <History policies={policies} />
            </>
          )
        }
      </Reading>
    </Page>
  );
}

function InForce({ policies, onEdit }: { policies: Policies; onEdit: () => void }) {
  const w = words().policy;
  const { inForce } = policies;
  const figures: [string, number | string | null][] = [...Object.entries(policyTexts(inForce)), ...Object.entries(figuresOf(inForce))];
  return (
    <section class="panel" aria-label={w.inForce}>
      <h2>
        {w.inForce} <small class="quiet">{w.since(dayWords(inForce.effectiveFrom))}</small>
      </h2>
      {inForce.monitoringLineAssumed ? <Notice tone="warn" text={w.assumedNote} act={w.confirmLine} onAct={onEdit} /> : null}
      <p class="policy-line">
        <span>{w.line}</span> <b class="num">{figureWords('monitoringLine', inForce.monitoringLine)}</b> <span class="quiet">{w.perPerson}</span>{' '}
        {inForce.monitoringLineAssumed ? <Tag tone="warn">{w.assumed}</Tag> : null}
      </p>
      <div class="policy-groups">
        {(['names', 'clocks', 'rules'] as const).map((group) => (
          <section key={group}>
            <h3>{w.groups[group]}</h3>
            <dl class="policy-figures">
              {figures
                .filter(([path]) => groupOf(path) === group)
                .map(([path, figure]) => (
                  <div key={path}>
                    <dt>{nameOfFigure(path, inForce.indicators, language.value)}</dt>
                    <dd class="num">{figureWords(path, figure)}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>{w.groups.indicators}</h3>
          <dl class="policy-figures">
            {inForce.indicators.map(({ code, label, threshold }) => (
              <div key={code}>
                <dt>{label}</dt>
                <dd>
                  {threshold ? (
                    <>
                      {w.watched} <span class="num">{figureWords(`indicators.${code}.watched`, threshold.watched)}</span>
                      <br />
                      {w.others} <span class="num">{figureWords(`indicators.${code}.others`, threshold.others)}</span>
                    </>
                  ) : (
                    <span class="quiet">{w.anyCase}</span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </section>
  );
}

const TONES = { inForce: 'ok', coming: 'info', past: 'grey', replaced: 'grey' } as const;

function History({ policies }: { policies: Policies }) {
  const w = words().policy;
  return (
    <section class="block">
      <h2>{w.history}</h2>
      <ol class="policy-history">
        {policies.records.map((record) => (
          <li key={`${record.policy.division} ${record.policy.effectiveFrom} ${record.setAt}`} class="panel">
            <p>
              <b>{w.since(dayWords(record.policy.effectiveFrom))}</b> <Tag tone={TONES[record.standing]}>{w.standings[record.standing]}</Tag>{' '}
              <span class="quiet">{w.setBy(record.authorName || w.program, momentWords(record.setAt))}</span>
            </p>
            <RecordChanges record={record} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function RecordChanges({ record }: { record: PolicyRecord }) {
  const w = words().policy;
  const { policy, changes } = record;
  const line = `${w.line} ${figureWords('monitoringLine', policy.monitoringLine)}${policy.monitoringLineAssumed ? ` · ${w.assumed}` : ''}`;
  const others = changes.filter(({ path }) => boundsOf(path) || isName(path));
  return (
    <>
      <p class="quiet">{changes.length === 0 && policy.division.length < 6 ? `${w.firstRecord} · ${line}` : line}</p>
      {others.length > 0 ? (
        <ul class="policy-changes">
          {others.map(({ path, before, after }) => (
            <li key={path}>
              {nameOfFigure(path, policy.indicators, language.value)}：<span class="num">{figureWords(path, before)}</span> →{' '}
              <b class="num">{figureWords(path, after)}</b>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
