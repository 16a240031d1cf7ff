// A sheet on the screen and for the printer, as the browser prints it: a table that reads well aloud, too.
import './paper.css';
import type { Sheet, SheetBlock } from './sheet.ts';

export function SheetView({ sheet }: { sheet: Sheet }) {
  return (
    <article class="paper" lang="zh-CN">
      <h1>{sheet.title}</h1>
      {sheet.subtitle ? <p class="paper-sub">{sheet.subtitle}</p> : null}
      {grouped(sheet.blocks).map((group, index) =>
        Array.isArray(group) ? <Rows key={`rows-${index}`} rows={group} /> : <One key={`${group.kind}-${index}`} block={group} />,
      )}
    </article>
  );
}

type Row = Extract<SheetBlock, { kind: 'row' }>;

/** Rows that follow one another are one table. */
function grouped(blocks: readonly SheetBlock[]): (Row[] | Exclude<SheetBlock, Row>)[] {
  const groups: (Row[] | Exclude<SheetBlock, Row>)[] = [];
  for (const block of blocks) {
    const last = groups[groups.length - 1];
    if (block.kind !== 'row') groups.push(block);
    else if (Array.isArray(last)) last.push(block);
    else groups.push([block]);
  }
  return groups;
}

function Rows({ rows }: { rows: readonly Row[] }) {
  return (
    <table class="paper-table">
      <tbody>
        {rows.map((row, index) => (
          <tr key={`${index}-${row.cells[0]?.text ?? ''}`}>
            {row.cells.map((cell, at) =>
              cell.look === 'label' ? (
                <th key={`${at}-${cell.text}`} scope="row" colSpan={cell.span}>
                  {cell.text}
                </th>
              ) : (
                <td key={`${at}-${cell.text}`} colSpan={cell.span}>
                  {cell.text}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function One({ block }: { block: Exclude<SheetBlock, Row> }) {
  if (block.kind === 'heading') return block.level === 2 ? <h2>{block.text}</h2> : <h3>{block.text}</h3>;
  if (block.kind === 'text') return <p>{block.text}</p>;
  return (
    <div class="paper-sign">
      {block.places.map((place) => (
        <p key={place.label}>
          {place.image ? <img src={place.image} alt={place.label} /> : <span />}
          {place.label}
        </p>
      ))}
    </div>
  );
}
