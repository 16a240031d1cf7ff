// What is to be said before handing in: each remark with a way to its field and a word about it; nothing is handed in while an error or warning stands unanswered.
import { Button } from '../../../ui/button.tsx';
import { Cell, Tag } from '../../../ui/cell.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { w } from '../state/look.ts';
import { RemarkLines } from '../survey/remarks-at-field.tsx';
import type { Place, Remark } from '../survey/survey-desk.ts';
import { type CheckOnTable, missingOf } from './open-check.ts';
import { CHECK, explain, isOpen } from './remarks.ts';

interface Props {
  check: CheckOnTable;
  /** The result itself is not whole yet. */
  missing: boolean;
  onClose: () => void;
  /** With the remark's code: it tells which form the place is of. */
  onFix: (place: Place & { code?: string }) => void;
  onReady: () => void;
}

export function RemarksSheet(props: Props) {
  return props.missing ? <MissingSheet {...props} /> : <OpenSheet {...props} />;
}

function MissingSheet({ check, onClose, onFix }: Props) {
  const words = w().remarks;
  const missing = missingOf(check);
  const placeOf = (key: string): Place => ({ instanceId: CHECK, key });
  return (
    <Sheet
      title={words.must}
      closeLabel={w().common.close}
      onClose={onClose}
      foot={
        <Button look="primary" onClick={() => onFix(placeOf(missing[0] ?? 'include'))}>
          {words.fix}
        </Button>
      }
    >
      <div class="card sheet-card">
        {missing.map((key) => (
          <Cell key={key} onClick={() => onFix(placeOf(key))}>
            <Tag tone="bad">{words.error}</Tag> {words.missing[key]}
          </Cell>
        ))}
      </div>
    </Sheet>
  );
}

function OpenSheet({ check, onClose, onFix, onReady }: Props) {
  const words = w().remarks;
  const all = check.remarks.value;
  const open = all.filter(isOpen);
  const shown = [...all.filter((one) => one.weight === 'error'), ...all.filter((one) => one.weight === 'warning')];
  const warnings = open.filter((one) => one.weight === 'warning');
  const sayAll = (): void => {
    check.desk.answer((answers) =>
      warnings.reduce((draft, remark) => explain(draft, remark, { kind: 'explained', text: words.usualReasons[0] ?? '' }), answers),
    );
    check.look();
  };
  return (
    <Sheet
      title={open.length > 0 ? words.title : words.ready}
      closeLabel={w().common.close}
      onClose={onClose}
      foot={
        open.length > 0 ? (
          <Button look="primary" onClick={() => onFix(open[0] as Remark)}>
            {words.fix}
          </Button>
        ) : (
          <Button look="primary" onClick={onReady}>
            {w().form.submit}
          </Button>
        )
      }
    >
      <p class="sheet-text">{words.lead}</p>
      {warnings.length > 1 ? (
        <div class="sheet-text">
          <Button look="outline" wide onClick={sayAll}>
            {words.explainAll(warnings.length)}
          </Button>
        </div>
      ) : null}
      <div class="card sheet-card">
        {shown.map((remark) => (
          <RemarkLines key={`${remark.code} ${remark.instanceId} ${remark.key}`} desk={check.survey} remarks={[remark]} onGo={() => onFix(remark)} />
        ))}
      </div>
    </Sheet>
  );
}
