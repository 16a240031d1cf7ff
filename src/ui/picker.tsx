// A half-screen list to choose from, with a search where it is long: by words, initials or pinyin; what was used last stands first.
import { useMemo, useRef, useState } from 'preact/hooks';
import { Button } from './button.tsx';
import { type FoundChoice, findChoices } from './find-choice.ts';
import { Icon } from './icon.tsx';
import { Sheet } from './sheet.tsx';
import { VirtualList } from './virtual-list.tsx';

export interface PickerWords {
  close: string;
  done: string;
  search: string;
  clear: string;
  recent: string;
  nothing: string;
  /** Takes the answer out again. */
  none: string;
}

interface Props {
  title: string;
  words: PickerWords;
  choices: readonly FoundChoice[];
  chosen: readonly string[];
  several?: boolean;
  /** Values used last, the newest first; those that are offered stand on top while nothing is searched. */
  recent?: readonly string[];
  /** One choice closes the list at once; several are given together. */
  onDone: (chosen: readonly string[]) => void;
  onClose: () => void;
}

/** From so many choices on there is a search: fewer where pinyin finds them, more where only their words would. */
const SEARCHED_FROM = 9;
const SEARCHED_BY_WORDS_FROM = 30;
/** From so many on only what is seen is in the page. */
const VIRTUAL_FROM = 60;

interface Row extends FoundChoice {
  key: string;
}
const keyOf = (row: Row): string => row.key;

export function Picker({ title, words, choices, chosen, several, recent = [], onDone, onClose }: Props) {
  const [typed, setTyped] = useState('');
  const [picked, setPicked] = useState(chosen);
  const box = useRef<HTMLInputElement>(null);
  const spelt = choices.some((choice) => choice.pinyin !== undefined || choice.initials !== undefined);
  const searched = choices.length >= (spelt ? SEARCHED_FROM : SEARCHED_BY_WORDS_FROM);
  const rows = useMemo(() => {
    const found = findChoices(choices, typed);
    const offered = new Map(choices.map((choice) => [choice.value, choice]));
    const lately =
      typed === '' && searched ? recent.map((value) => offered.get(value)).filter((choice): choice is FoundChoice => choice !== undefined) : [];
    return [
      ...lately.map(
        (choice): Row => ({ ...choice, key: `recent ${choice.value}`, note: choice.note ? `${words.recent} ${choice.note}` : words.recent }),
      ),
      ...found.map((choice): Row => ({ ...choice, key: choice.value })),
    ];
  }, [choices, typed, recent, searched, words.recent]);
  const take = (value: string): void => {
    if (!several) onDone([value]);
    else setPicked(picked.includes(value) ? picked.filter((one) => one !== value) : [...picked, value]);
  };
  const row = (choice: Row) => (
    <button type="button" class="pick" aria-pressed={picked.includes(choice.value)} onClick={() => take(choice.value)}>
      <span class="pick-word">
        {choice.word}
        {choice.note ? <span class="cell-note">{choice.note}</span> : null}
      </span>
      {picked.includes(choice.value) ? <Icon name="check" /> : null}
    </button>
  );
  const foot = several ? (
    <Button look="primary" onClick={() => onDone(picked)}>
      {words.done}
    </Button>
  ) : chosen.length > 0 ? (
    <Button look="outline" onClick={() => onDone([])}>
      {words.none}
    </Button>
  ) : undefined;
  return (
    <Sheet title={title} closeLabel={words.close} onClose={onClose} foot={foot}>
      {searched ? (
        <div class="pick-search">
          <Icon name="search" />
          <input
            ref={box}
            type="search"
            aria-label={words.search}
            placeholder={words.search}
            autocomplete="off"
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              // Enter takes the first that was found.
              if (event.key === 'Enter' && typed !== '' && rows[0]) take(rows[0].value);
            }}
          />
          {typed === '' ? null : (
            <button
              type="button"
              class="cell-act"
              aria-label={words.clear}
              onClick={() => {
                setTyped('');
                box.current?.focus();
              }}
            >
              <Icon name="close" />
            </button>
          )}
        </div>
      ) : null}
      {rows.length === 0 ? (
        <p class="pick-nothing" role="status">
          {words.nothing}
        </p>
      ) : rows.length >= VIRTUAL_FROM ? (
        <div class="pick-window">
          <VirtualList items={rows} keyOf={keyOf} rowRem={3.4} label={title} render={row} />
        </div>
      ) : (
        <ul class={searched ? 'picks picks-tall' : 'picks'} aria-label={title}>
          {rows.map((choice) => (
            <li key={choice.key}>{row(choice)}</li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}
