// What was read of the file: its sheets, header rows and columns, each with what it is used as; a correction makes the preview anew.
import { useState } from 'preact/hooks';
import { ColumnRole } from '../../domain/roster/column.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Import } from '../../wire/desk.ts';
import { call, session } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { count, periodWords } from '../figures.ts';
import { words } from '../language.ts';
import { Notice } from '../widgets/page.tsx';

interface Props {
  one: Import;
  onCorrected: (next: Import) => void;
}

const columnKey = (column: { sheet: string; index: number }): string => `${column.sheet}#${column.index}`;

/** A, B … Z, AA: as Excel names its columns. */
function letterOf(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : `${letterOf(Math.floor(index / 26) - 1)}${letterOf(index % 26)}`;
}

export function ImportColumns({ one, onCorrected }: Props) {
  const w = words().imports;
  const [roles, setRoles] = useState<Record<string, ColumnRole>>({});
  const [whole, setWhole] = useState<{ indicator?: string; period?: string }>({});
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState('');
  const known = one.columns.filter((column) => column.role !== 'ignore').length;
  const used = one.sheets.filter((sheet) => sheet.used);
  const policyIndicators = (session.value?.policy.indicators ?? []).filter((indicator) => indicator.department === one.department);
  const indicatorWord = policyIndicators.find((indicator) => indicator.code === one.indicator)?.label ?? one.indicator;
  const changed = Object.keys(roles).length > 0 || whole.indicator !== undefined || whole.period !== undefined;
  const several = used.length > 1;

  const apply = async (): Promise<void> => {
    setBusy(true);
    setFault('');
    const columns = one.columns.flatMap((column) => {
      const role = roles[columnKey(column)];
      return role && role !== column.role ? [{ sheet: column.sheet, index: column.index, role }] : [];
    });
    const reply = await call(`/api/imports/${one.id}`, Import, { method: 'PATCH', body: { ...(columns.length > 0 ? { columns } : {}), ...whole } });
    setBusy(false);
    if (!reply.ok) return setFault(sentenceOf(reply.failure));
    setRoles({});
    setWhole({});
    onCorrected(reply.value);
  };

  const summary = [
    ...one.sheets.map((sheet) =>
      sheet.used
        ? sheet.headerRow === null
          ? w.noHeader(sheet.name, count(sheet.rows))
          : w.headerRow(sheet.name, sheet.headerRow, count(sheet.rows))
        : w.sheetSkipped(sheet.name),
    ),
    w.columnsKnown(known, one.columns.length),
    indicatorWord,
    periodWords(one.period),
  ].filter(Boolean);

  return (
    <details class="panel columns" open={!one.columns.some((column) => column.role === 'personName') ? true : undefined}>
      <summary>
        <b>{w.columns}</b>
        <span class="quiet">{summary.join(' · ')}</span>
      </summary>
      <p class="quiet">{w.columnsNote}</p>
      <div class="columns-whole">
        {policyIndicators.length > 0 ? (
          <SelectField
            name="indicator"
            label={w.indicator}
            value={whole.indicator ?? one.indicator}
            onInput={(indicator) => setWhole((before) => ({ ...before, indicator }))}
            options={[
              ...(policyIndicators.some((indicator) => indicator.code === one.indicator)
                ? []
                : [{ value: one.indicator, word: indicatorWord || words().setUp.choose }]),
              ...policyIndicators.map((indicator) => ({ value: indicator.code, word: indicator.label })),
            ]}
          />
        ) : null}
        <TextField
          name="period"
          label={w.period}
          placeholder={w.periodHint}
          value={whole.period ?? one.period}
          onInput={(period) => setWhole((before) => ({ ...before, period }))}
        />
      </div>
      <ol class="columns-list">
        {one.columns.map((column) => {
          const role = roles[columnKey(column)] ?? column.role;
          const name = `${letterOf(column.index)} ${column.header}`;
          return (
            <li key={columnKey(column)} class={role === 'ignore' ? 'is-ignored' : ''}>
              <span class="columns-head">
                {several ? <small>{column.sheet}</small> : null}
                <small class="num">{letterOf(column.index)}</small> <b>{column.header || '—'}</b>
              </span>
              <span class="columns-samples">{column.samples.filter(Boolean).slice(0, 3).join('、') || '—'}</span>
              <select
                class="input"
                aria-label={`${w.role}：${name}`}
                value={role}
                onChange={(event) => setRoles((before) => ({ ...before, [columnKey(column)]: event.currentTarget.value as ColumnRole }))}
              >
                {ColumnRole.options.map((option) => (
                  <option key={option} value={option}>
                    {w.roles[option]}
                  </option>
                ))}
              </select>
            </li>
          );
        })}
      </ol>
      {fault ? <Notice tone="bad" text={fault} /> : null}
      <Button look="primary" disabled={!changed || busy} onClick={() => void apply()}>
        {busy ? w.reading : w.apply}
      </Button>
    </details>
  );
}
