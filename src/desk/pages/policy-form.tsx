// Changing the policy: figures with their bounds, the day from which they hold, and the preview that has to be seen before saving.
import { useEffect, useState } from 'preact/hooks';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Policy } from '../../domain/policy.ts';
import { faultsOf, figuresOf, type PolicyChange, policyTexts } from '../../domain/policy-figures.ts';
import { LONGEST_NAME } from '../../domain/policy-names.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Policies, PolicyPreview } from '../../wire/desk-policy.ts';
import { nameOfFigure, sayFigureFault } from '../../words/desk/say-figure-fault.ts';
import { call } from '../call.ts';
import { sentenceOf } from '../failure.ts';
import { language, words } from '../language.ts';
import { figureOf, GROUPS, groupOf, isName, typedOf, unitOf } from '../widgets/figure.ts';
import { Notice } from '../widgets/page.tsx';
import { PolicyPreviewDialog } from './policy-preview.tsx';

interface Props {
  policies: Policies;
  onClose: () => void;
  onSaved: (next: Policies, day: string) => void;
}

/** What was typed and not saved: kept while somebody looks something up on another page. Of no use once the policy that it started from is another. */
interface Unsaved {
  base: Policy;
  day: string;
  confirmed: boolean;
  typed: Readonly<Record<string, string>>;
}
let unsaved: Unsaved | null = null;
export const isPolicyBeingChanged = (): boolean => unsaved !== null;

/** Ids of fields hold no points: they are looked up by selectors. */
const fieldName = (path: string): string => path.replaceAll('.', '-');

export function PolicyForm({ policies, onClose, onSaved }: Props) {
  const w = words().policy;
  const base = policies.inForce;
  const [begun] = useState(
    (): Unsaved =>
      unsaved && canonicalJson(unsaved.base) === canonicalJson(base)
        ? unsaved
        : {
            base,
            day: policies.today,
            confirmed: !base.monitoringLineAssumed,
            typed: {
              ...policyTexts(base),
              ...Object.fromEntries(Object.entries(figuresOf(base)).map(([path, figure]) => [path, typedOf(path, figure)])),
            },
          },
  );
  const [day, setDay] = useState(begun.day);
  const [confirmed, setConfirmed] = useState(begun.confirmed);
  const [typed, setTyped] = useState(begun.typed);
  useEffect(() => {
    unsaved = { base, day, confirmed, typed };
  }, [base, day, confirmed, typed]);
  const close = (): void => {
    unsaved = null;
    onClose();
  };
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const [whole, setWhole] = useState('');
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState<{ change: PolicyChange; preview: PolicyPreview } | null>(null);

  const type = (path: string, text: string): void => {
    setTyped((before) => ({ ...before, [path]: text }));
    setFaults(({ [path]: _mended, ...others }) => others);
  };

  /** The change as typed, or null with what is wrong beside the fields and the first of them in sight. */
  const read = (): PolicyChange | null => {
    const figures: Record<string, number | null> = {};
    const found: Record<string, string> = {};
    const names: Record<string, string> = {};
    for (const [path, text] of Object.entries(typed)) {
      if (isName(path)) {
        names[path.slice(path.indexOf('.') + 1)] = text;
        continue;
      }
      const figure = figureOf(path, text);
      if (figure === undefined) found[path] = w.notANumber;
      else figures[path] = figure;
    }
    const change = { effectiveFrom: day, monitoringLineAssumed: !confirmed, figures, names };
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) found.effectiveFrom = w.faults.missing();
    else for (const fault of faultsOf(base, change, policies.today)) found[fault.path] ??= sayFigureFault(fault, base.indicators, language.value);
    setFaults(found);
    const [first] = Object.keys(found);
    if (first === undefined) return change;
    setTimeout(() => document.getElementById(`field-${fieldName(first)}`)?.focus());
    return null;
  };

  const preview = async (): Promise<void> => {
    const change = read();
    if (!change || busy) return;
    setBusy(true);
    setWhole('');
    const reply = await call('/api/policies/preview', PolicyPreview, { method: 'POST', body: change });
    setBusy(false);
    if (reply.ok) setShown({ change, preview: reply.value });
    else refuse(reply.failure);
  };
  const save = async (change: PolicyChange): Promise<void> => {
    setBusy(true);
    const reply = await call('/api/policies', Policies, { method: 'POST', body: change });
    setBusy(false);
    setShown(null);
    if (reply.ok) {
      unsaved = null;
      onSaved(reply.value, change.effectiveFrom);
    } else refuse(reply.failure);
  };
  const refuse = (failure: Parameters<typeof sentenceOf>[0]): void => {
    setWhole(sentenceOf(failure));
    setFaults(Object.fromEntries(failure.fields.map((field) => [field.path, field.message])));
  };

  const field = (path: string, label = nameOfFigure(path, base.indicators, language.value)) => (
    <TextField
      key={path}
      name={fieldName(path)}
      label={label}
      inputMode={isName(path) ? undefined : 'decimal'}
      value={typed[path] ?? ''}
      onInput={(text) => type(path, text)}
      error={faults[path]}
      maxLength={isName(path) ? LONGEST_NAME : 12}
      end={<span class="quiet">{unitOf(path)}</span>}
    />
  );

  return (
    <form
      class="policy-form"
      onSubmit={(event) => {
        event.preventDefault();
        void preview();
      }}
    >
      <p class="block-note">{w.editNote}</p>
      {whole ? <Notice tone="bad" text={whole} /> : null}
      <section class="panel">
        <h2>{w.effectiveFrom}</h2>
        <div class="policy-fields">
          <TextField
            name="effectiveFrom"
            type="date"
            label={w.effectiveFrom}
            hint={w.effectiveHint}
            value={day}
            onInput={(text) => {
              setDay(text);
              setFaults(({ effectiveFrom: _mended, ...others }) => others);
            }}
            error={faults.effectiveFrom}
          />
        </div>
      </section>
      {GROUPS.map((group) => (
        <section key={group} class="panel">
          <h2>{w.groups[group]}</h2>
          <p class="block-note">{w.groupNotes[group]}</p>
          {group === 'indicators' ? (
            <Indicators policy={base} field={field} />
          ) : (
            <div class="policy-fields">
              {Object.keys(typed)
                .filter((path) => groupOf(path) === group)
                .map((path) => field(path))}
            </div>
          )}
          {group === 'line' ? (
            <label class="policy-confirm">
              <input type="checkbox" checked={confirmed} onChange={(event) => setConfirmed(event.currentTarget.checked)} /> {w.confirmed}
            </label>
          ) : null}
        </section>
      ))}
      <div class="policy-foot">
        <Button look="outline" onClick={close}>
          {words().act.cancel}
        </Button>
        <Button look="primary" type="submit" disabled={busy}>
          {busy ? w.previewing : w.preview}
        </Button>
      </div>
      {shown ? (
        <PolicyPreviewDialog {...shown} before={base} busy={busy} onClose={() => setShown(null)} onSave={() => void save(shown.change)} />
      ) : null}
    </form>
  );
}

function Indicators({ policy, field }: { policy: Policy; field: (path: string, label: string) => preact.JSX.Element }) {
  const w = words().policy;
  return (
    <div class="policy-indicators">
      {policy.indicators.map(({ code, label }) => (
        <fieldset key={code}>
          <legend>{label}</legend>
          {field(`indicators.${code}.watched`, w.watched)}
          {field(`indicators.${code}.others`, w.others)}
        </fieldset>
      ))}
    </div>
  );
}
