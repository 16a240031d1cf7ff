// What a change of policy would do, before it is saved: figures, households by township, leads, remarks, tasks.
import type { Policy } from '../../domain/policy.ts';
import type { PolicyChange } from '../../domain/policy-figures.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import type { LineEffect, PolicyPreview } from '../../wire/desk-policy.ts';
import { nameOfFigure } from '../../words/desk/say-figure-fault.ts';
import { today } from '../clock.ts';
import { count, dayWords } from '../figures.ts';
import { language, words } from '../language.ts';
import { figureWords } from '../widgets/figure.ts';
import { Notice } from '../widgets/page.tsx';

interface Props {
  change: PolicyChange;
  preview: PolicyPreview;
  before: Policy;
  busy: boolean;
  onClose: () => void;
  onSave: () => void;
}

export function PolicyPreviewDialog({ change, preview, before, busy, onClose, onSave }: Props) {
  const w = words().policy;
  const { changes, line, indicators, remarks, clocks, renamed, policy } = preview;
  const named = (path: string): string => nameOfFigure(path, policy.indicators, language.value);
  const counted = new Set([...remarks, ...clocks, ...renamed].map(({ path }) => path));
  const uncounted = changes.filter(({ path }) => !counted.has(path) && path !== 'monitoringLine' && !path.startsWith('indicators.'));
  const isConfirmed = before.monitoringLineAssumed && !change.monitoringLineAssumed;
  const nothing = changes.length === 0 && before.monitoringLineAssumed === change.monitoringLineAssumed;
  return (
    <Sheet
      title={w.previewTitle}
      closeLabel={words().act.close}
      onClose={onClose}
      foot={
        <>
          <Button look="outline" onClick={onClose}>
            {words().act.cancel}
          </Button>
          <Button look="primary" disabled={busy || nothing} onClick={onSave}>
            {nothing ? w.nothingChanged : w.save}
          </Button>
        </>
      }
    >
      <div class="policy-preview">
        <p>
          <b>{w.since(dayWords(change.effectiveFrom))}</b>
        </p>
        {preview.replaces ? <Notice tone="info" text={w.replaces} /> : null}
        {preview.until ? <Notice tone="warn" text={w.until(dayWords(preview.until))} /> : null}
        {change.effectiveFrom < today() ? <Notice tone="info" text={w.backdated} /> : null}
        <h3>{w.changed}</h3>
        {changes.length === 0 ? <p class="quiet">{isConfirmed ? w.confirmed : w.nothingChanged}</p> : null}
        <ul class="policy-changes">
          {changes.map(({ path, before: was, after }) => (
            <li key={path}>
              {named(path)}：<span class="num">{figureWords(path, was)}</span> → <b class="num">{figureWords(path, after)}</b>
            </li>
          ))}
        </ul>
        <h3>{w.effect}</h3>
        {nothing ? <p class="quiet">{w.noEffect}</p> : null}
        {line ? <LineEffects effects={line.townships} unknown={line.unknown} from={before.monitoringLine} to={policy.monitoringLine} /> : null}
        <ul class="policy-changes">
          {indicators.map((effect) => (
            <li key={effect.code}>{w.indicatorEffect(effect.label, count(effect.before), count(effect.after))}</li>
          ))}
          {remarks.map((effect) => (
            <li key={effect.path}>{w.remarkEffect(named(effect.path), count(effect.before), count(effect.after))}</li>
          ))}
          {clocks.map((effect) =>
            effect.kind === 'closing' ? (
              <li key={effect.path}>{w.closing(named(effect.path), count(effect.before), count(effect.after))}</li>
            ) : (
              <li key={effect.path}>
                {w.due(named(effect.path), dayWords(change.effectiveFrom), dayWords(effect.dueBefore), dayWords(effect.dueAfter))}
                {effect.underWay > 0 ? ` · ${w.underWay(count(effect.underWay))}` : ''}
              </li>
            ),
          )}
          {renamed.map(({ path, before: was, after, households }) => (
            <li key={path}>{w.renamed(was, after, count(households))}</li>
          ))}
          {isConfirmed ? <li>{w.lineConfirmed}</li> : null}
          {uncounted.length > 0 ? <li>{w.uncounted(uncounted.map(({ path }) => named(path)).join('、'))}</li> : null}
        </ul>
      </div>
    </Sheet>
  );
}

const SUMS = ['known', 'belowBefore', 'belowAfter', 'newlyBelow', 'newlyBelowUnmonitored', 'newlyAbove'] as const;

function LineEffects({ effects, unknown, from, to }: { effects: readonly LineEffect[]; unknown: number; from: number; to: number }) {
  const w = words().policy;
  const heads = {
    known: w.known,
    belowBefore: w.belowBefore,
    belowAfter: w.belowAfter,
    newlyBelow: w.newlyBelow,
    newlyBelowUnmonitored: w.unmonitored,
    newlyAbove: w.newlyAbove,
  };
  const sum = (key: keyof Omit<LineEffect, 'code' | 'name'>): number => effects.reduce((total, effect) => total + effect[key], 0);
  const caption = w.lineEffect(figureWords('monitoringLine', from), figureWords('monitoringLine', to));
  return (
    <>
      <div class="policy-table">
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{w.township}</th>
              {SUMS.map((key) => (
                <th key={key} scope="col" class="right">
                  {heads[key]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr class="policy-total">
              <th scope="row">{w.allTownships}</th>
              {SUMS.map((key) => (
                <td key={key} class="num right" data-label={heads[key]}>
                  {count(sum(key))}
                  {key === 'newlyBelow' ? <small> {w.people(count(sum('newlyBelowPeople')))}</small> : null}
                  {key === 'newlyAbove' ? <small> {w.people(count(sum('newlyAbovePeople')))}</small> : null}
                </td>
              ))}
            </tr>
            {effects.map((effect) => (
              <tr key={effect.code}>
                <th scope="row">{effect.name}</th>
                {SUMS.map((key) => (
                  <td key={key} class="num right" data-label={heads[key]}>
                    {count(effect[key])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {unknown > 0 ? <p class="quiet">{w.unknownIncome(count(unknown))}</p> : null}
    </>
  );
}
