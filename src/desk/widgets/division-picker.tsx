// Choosing a township or village of one's scope: a button that opens a searchable list.
import { useMemo, useState } from 'preact/hooks';
import { type Division, spokenName } from '../../domain/division.ts';
import { TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { findPlaces, placeName, places, topDivisions } from '../divisions.ts';
import { words } from '../language.ts';

interface ListProps {
  among: readonly Division[];
  onPick: (code: string) => void;
  /** Shown first while nothing is typed. */
  candidates?: readonly { code: string; note: string }[];
}

/** Search field and the places found; as many as fit the eye, the rest by typing on. */
export function DivisionList({ among, onPick, candidates = [] }: ListProps) {
  const w = words().picker;
  const [typed, setTyped] = useState('');
  // Villages beneath their townships need no township's name; found or without them they do.
  const tree = typed.trim() === '' && among.some((division) => division.level === 'township');
  const found = useMemo(() => findPlaces(typed, among), [typed, among]);
  return (
    <div class="picker">
      <TextField name="place" type="search" label={w.search} value={typed} onInput={setTyped} />
      {typed.trim() === '' && candidates.length > 0 ? (
        <>
          <h3>{w.candidates}</h3>
          <ul>
            {candidates.map((candidate) => (
              <li key={candidate.code}>
                <button type="button" onClick={() => onPick(candidate.code)}>
                  {placeName(candidate.code)} <small>{candidate.note}</small>
                </button>
              </li>
            ))}
          </ul>
          <h3>{w.everything}</h3>
        </>
      ) : null}
      {found.length === 0 ? <p class="quiet">{w.none}</p> : null}
      <ul class="picker-all">
        {found.slice(0, 300).map((division) => (
          <li key={division.code}>
            <button
              type="button"
              class={tree && (division.level === 'village' || division.level === 'site') ? 'deep' : ''}
              onClick={() => onPick(division.code)}
            >
              {tree ? spokenName(division) : placeName(division.code)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

export const villagesAndSites = (): Division[] => places().filter((division) => division.level !== 'township');

interface FieldProps {
  label: string;
  value: string;
  onPick: (code: string) => void;
  /** What stands there when nothing is chosen. */
  blank?: string;
  level?: 'any' | 'village';
  /** Offer the whole scope too, e.g. the county for a sweep. */
  withTop?: boolean;
  error?: string | undefined;
}

export function DivisionField({ label, value, onPick, blank, level = 'any', withTop = false, error }: FieldProps) {
  const w = words();
  const [open, setOpen] = useState(false);
  const among = useMemo(
    () => [...(withTop ? topDivisions().filter((one) => one.level === 'county') : []), ...(level === 'village' ? villagesAndSites() : places())],
    [level, withTop, open],
  );
  const pick = (code: string): void => {
    setOpen(false);
    onPick(code);
  };
  return (
    <div class="division-field">
      <span class="field-label">{label}</span>
      <span class="division-box">
        <button
          type="button"
          class="input"
          aria-label={`${label}：${value ? placeName(value) : (blank ?? w.picker.anywhere)}`}
          onClick={() => setOpen(true)}
        >
          {value ? placeName(value) : (blank ?? w.picker.anywhere)}
        </button>
        {value ? (
          <button type="button" class="division-clear" aria-label={`${w.act.clear} ${label}`} onClick={() => onPick('')}>
            <Icon name="close" small />
          </button>
        ) : null}
      </span>
      {error ? (
        <span class="field-error" role="alert">
          {error}
        </span>
      ) : null}
      {open ? (
        <Sheet title={label} closeLabel={w.act.close} onClose={() => setOpen(false)}>
          <DivisionList among={among} onPick={pick} />
        </Sheet>
      ) : null}
    </div>
  );
}
