// What the income comes to a person against the line of the year, in words, always in sight; every figure is the form's own.
import { Note } from '../../../../ui/cell.tsx';
import { sayYuan } from '../../../../words/common/say.ts';
import { language, w } from '../../state/look.ts';
import { RemarkLines } from '../remarks-at-field.tsx';
import type { SurveyDesk } from '../survey-desk.ts';

export function IncomeStanding({ desk, instanceId, group }: { desk: SurveyDesk; instanceId: string; group: string }) {
  const words = w().sections.income;
  const figure = (key: string): number | null => {
    const value = desk.view(instanceId, key)?.value;
    return typeof value === 'number' ? value : null;
  };
  const yuan = (amount: number): string => sayYuan(amount, language.value);
  const net = figure('net');
  const size = figure('size');
  const computed = (desk.node(instanceId, group)?.children ?? []).filter((node) => node.type === 'calculate');
  const remarks = computed.flatMap((node) => desk.remarks(instanceId, node.key));
  const line = desk.policy?.monitoringLine ?? figure('monitoringLine');
  const rows = [
    { word: words.perCapita, amount: figure('perCapita'), gap: figure('lineGap') },
    { word: words.reference, amount: figure('referencePerCapita'), gap: figure('referenceGap') },
  ];
  return (
    <>
      {computed.map((node) => (
        <i key={node.key} id={`field-${instanceId}.${node.key}`} tabIndex={-1} class="income-anchor" />
      ))}
      {remarks.length > 0 ? (
        <div class="group">
          <div class="card">
            <RemarkLines desk={desk} remarks={remarks} />
          </div>
        </div>
      ) : null}
      {line === null ? null : (
        <p class="step-lead">
          {words.line(yuan(line))}
          {desk.policy?.monitoringLineAssumed ? w().task.assumed : ''}
        </p>
      )}
      {net !== null && (size ?? 0) < 1 ? <Note tone="warn">{words.nobody}</Note> : null}
      {net === null ? null : (
        <div class="stand" role="status">
          <div class="stand-figures">
            {rows.map(({ word, amount, gap }) =>
              amount === null ? null : (
                <p key={word}>
                  <span class="stand-word">{word}</span>
                  <b class="num">{yuan(amount)}</b>
                  <Gap gap={gap} />
                </p>
              ),
            )}
          </div>
          <p class="stand-note num">
            {`${words.net} ${yuan(net)}`}
            {size === null ? '' : `${w().common.dot}${words.people(size)}`}
          </p>
        </div>
      )}
    </>
  );
}

/** 低于监测线 312 元: in words, not by its colour alone. */
function Gap({ gap }: { gap: number | null }) {
  const words = w().sections.income;
  if (gap === null) return null;
  const amount = sayYuan(Math.abs(gap), language.value);
  return (
    <span class={`stand-gap ${gap >= 0 ? 'stand-above' : 'stand-below'}`}>
      {gap === 0 ? words.equal : gap > 0 ? words.above(amount) : words.below(amount)}
    </span>
  );
}
