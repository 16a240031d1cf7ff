// What the income comes to a person against the line of the year, in words, always in sight; every figure is the form's own.
import { Note, Tag } from '../../../../ui/cell.tsx';
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
  const gapWords = (gap: number | null) =>
    gap === null ? null : (
      <span class={gap >= 0 ? 'standing-above' : 'standing-below'}>
        {gap === 0 ? words.equal : gap > 0 ? words.above(yuan(gap)) : words.below(yuan(-gap))}
      </span>
    );
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
      {remarks.length > 0 ? <RemarkLines desk={desk} remarks={remarks} /> : null}
      {net !== null && (size ?? 0) < 1 ? <Note tone="warn">{words.nobody}</Note> : null}
      {net === null ? null : (
        <div class="standing" role="status">
          <p>
            <span>{words.net}</span>
            <span class="num">{yuan(net)}</span>
          </p>
          {rows.map(({ word, amount, gap }) =>
            amount === null ? null : (
              <p key={word}>
                <span>{word}</span>
                <b class="num">{yuan(amount)}</b>
                {gapWords(gap)}
              </p>
            ),
          )}
          <p class="quiet">
            {[
              size === null ? '' : words.people(size),
              line === null ? '' : `${words.line(yuan(line))}${desk.policy?.monitoringLineAssumed ? w().task.assumed : ''}`,
            ]
              .filter(Boolean)
              .join(w().common.dot)}
            {remarks.length > 0 ? <Tag tone="warn">{w().sections.members.remarks(remarks.length)}</Tag> : null}
          </p>
        </div>
      )}
    </>
  );
}
