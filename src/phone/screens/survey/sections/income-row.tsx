// One income item: what it is now, last year's beside it; tapped, the keypad opens; 和上年一样 is one tap.
import { useState } from 'preact/hooks';
import type { CellView } from '../../../../domain/survey/view.ts';
import { Tag } from '../../../../ui/cell.tsx';
import { Keypad } from '../../../../ui/keypad.tsx';
import { sayYuan } from '../../../../words/common/say.ts';
import { language, w } from '../../state/look.ts';
import { keypadWords } from '../entry-words.ts';
import { RemarksAtField } from '../remarks-at-field.tsx';
import { fieldNameOf, type SurveyDesk } from '../survey-desk.ts';
import { isMonthly } from './income-items.ts';

/** `outside`: the county does not count this item into the net income. */
export function IncomeRow({ desk, view, outside }: { desk: SurveyDesk; view: CellView; outside: boolean }) {
  const words = w().sections.income;
  const [open, setOpen] = useState(false);
  const { instanceId, key } = view;
  const label = desk.text(instanceId, key, 'label') || key;
  const value = typeof view.value === 'number' ? view.value : null;
  const before = typeof view.known === 'number' ? view.known : null;
  const waits = view.source === 'known';
  const said = value === null ? words.notFilled : value === 0 ? words.none : sayYuan(value, language.value);
  const saidBefore = before === null ? '' : words.before(sayYuan(before, language.value));
  const fieldName = fieldNameOf({ instanceId, key });
  return (
    <div class="income">
      <div class={waits && !desk.readOnly ? 'income-row income-waits' : 'income-row'}>
        <button
          type="button"
          class="income-open"
          id={`field-${fieldName}`}
          disabled={desk.readOnly || view.readonly}
          aria-haspopup="dialog"
          aria-label={`${words.enter(label)}${w().common.dot}${waits ? w().common.known(said) : said}`}
          onClick={() => setOpen(true)}
        >
          <span class="income-name">
            {label}
            {outside ? <Tag tone="plain">{words.countsNot}</Tag> : null}
          </span>
          <span class={value === null ? 'income-none' : waits ? 'income-known num' : 'income-yuan num'}>{waits ? words.before(said) : said}</span>
          {saidBefore && !waits ? <span class="income-before num">{saidBefore}</span> : null}
        </button>
        {waits && !desk.readOnly && value !== null ? (
          <button
            type="button"
            class="btn btn-outline btn-small income-same"
            aria-label={words.sameItem(label, sayYuan(value, language.value))}
            onClick={() => desk.confirm(instanceId, key)}
          >
            {words.same}
          </button>
        ) : null}
      </div>
      <RemarksAtField desk={desk} instanceId={instanceId} name={key} />
      {open ? (
        <Keypad
          title={label}
          words={keypadWords()}
          value={waits ? null : value}
          monthly={isMonthly(key)}
          note={saidBefore || undefined}
          onClose={() => setOpen(false)}
          onDone={(yuan) => {
            setOpen(false);
            desk.answer(instanceId, key, yuan, 'tap');
          }}
        />
      ) : null}
    </div>
  );
}
