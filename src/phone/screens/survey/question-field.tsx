// One question of any kind on the screen: what is known to be confirmed with a tap, else the field that its kind wants; remarks below it.
import { useState } from 'preact/hooks';
import type { Question } from '../../../domain/survey/definition.ts';
import type { CellView } from '../../../domain/survey/view.ts';
import { CellAction, Tag } from '../../../ui/cell.tsx';
import { w } from '../state/look.ts';
import { ChoiceField } from './choice-field.tsx';
import { AcknowledgeField, BarcodeField, PlaceField } from './device-field.tsx';
import { MEDIA } from './media-slot.ts';
import { RemarksAtField } from './remarks-at-field.tsx';
import { fieldNameOf, type SurveyDesk } from './survey-desk.ts';
import { asksForMoney, asksForMonth, DateTapField, MoneyTapField } from './tapped-field.tsx';
import { TypedField } from './typed-field.tsx';

export interface QuestionProps {
  desk: SurveyDesk;
  instanceId: string;
  /** The question's key (a component can't be given a `key`). */
  name: string;
  /** Instead of the form's own label. */
  label?: string;
  /** Always the field itself, never the short line with what is known. */
  open?: boolean;
}

/** What every kind of field is given. */
export interface FieldProps {
  desk: SurveyDesk;
  view: CellView;
  /** Of the element: `field-<fieldName>`. */
  fieldName: string;
  label: string;
  hint: string;
}

/** Draws nothing for a question that does not apply, or that nobody is asked. */
export function QuestionField({ desk, instanceId, name, label: given, open = false }: QuestionProps) {
  const [opened, setOpened] = useState(open);
  const view = desk.view(instanceId, name);
  const node = desk.node(instanceId, name);
  if (!view?.applies || node?.kind !== 'question' || !node.type) return null;
  const { type } = node;
  const label = given ?? (desk.text(instanceId, name, 'label') || name);
  const fieldName = fieldNameOf({ instanceId, key: name });
  if (type === 'note') return <NoteLine desk={desk} instanceId={instanceId} name={name} />;
  if (['hidden', 'start', 'end', 'today'].includes(type) || (type === 'calculate' && desk.text(instanceId, name, 'label') === '')) return null;
  const fixed = desk.readOnly || view.readonly || type === 'calculate';
  const asKnown = view.source === 'known' || (view.source === 'answer' && view.known !== null && sameValue(view.value, view.known));
  if (fixed || (asKnown && !opened && view.fault === null)) {
    return (
      <div class="question-line" id={`field-${fieldName}`} tabIndex={-1}>
        <KnownLine desk={desk} view={view} label={label} fixed={fixed} asKnown={asKnown} onOpen={() => setOpened(true)} />
        <RemarksAtField desk={desk} instanceId={instanceId} name={name} />
      </div>
    );
  }
  const props: FieldProps = { desk, view, fieldName, label, hint: desk.text(instanceId, name, 'hint') };
  return (
    <div class="question-open">
      <Kind type={type} {...props} />
      {view.known !== null && view.source !== 'known' ? <TakeBack desk={desk} view={view} label={label} /> : null}
      <RemarksAtField desk={desk} instanceId={instanceId} name={name} />
    </div>
  );
}

const sameValue = (a: CellView['value'], b: CellView['value']): boolean => String(a) === String(b);

function Kind({ type, ...props }: FieldProps & { type: string }) {
  switch (type) {
    case 'select_one':
    case 'select_multiple':
    case 'rank':
      return <ChoiceField {...props} type={type} />;
    case 'acknowledge':
      return <AcknowledgeField {...props} />;
    case 'geopoint':
      return <PlaceField {...props} />;
    case 'barcode':
      return <BarcodeField {...props} />;
    case 'image':
    case 'audio':
    case 'video':
    case 'file': {
      const Media = MEDIA.field;
      return Media ? <Media {...props} type={type} /> : <Unsupported label={props.label} fieldName={props.fieldName} />;
    }
    case 'geotrace':
    case 'geoshape':
      return <Unsupported label={props.label} fieldName={props.fieldName} />;
    default:
      return <TypedOrTapped {...props} type={type} />;
  }
}

/** Days, months and money are tapped together; everything else is typed. */
function TypedOrTapped({ type, ...props }: FieldProps & { type: string }) {
  const { desk, view, label, hint } = props;
  const question = desk.node(view.instanceId, view.key)?.item as Question | undefined;
  const tapped = { desk, instanceId: view.instanceId, name: view.key, label, hint };
  if (type === 'date' || (type === 'text' && asksForMonth(question?.appearance))) return <DateTapField {...tapped} />;
  if (type === 'decimal' && asksForMoney(question)) return <MoneyTapField {...tapped} />;
  return <TypedField {...props} type={type} />;
}

function Unsupported({ label, fieldName }: { label: string; fieldName: string }) {
  return (
    <div class="question-line" id={`field-${fieldName}`} tabIndex={-1}>
      <div class="cell">
        <span class="cell-body">
          {label}
          <span class="cell-note">{w().survey.unsupported}</span>
        </span>
      </div>
    </div>
  );
}

function NoteLine({ desk, instanceId, name }: { desk: SurveyDesk; instanceId: string; name: string }) {
  const hint = desk.text(instanceId, name, 'hint');
  return (
    <div class="question-note">
      <p>{desk.text(instanceId, name, 'label')}</p>
      {hint ? <p class="quiet">{hint}</p> : null}
    </div>
  );
}

/** 已有：… with its tap to confirm, or what can't be changed here. */
function KnownLine(props: { desk: SurveyDesk; view: CellView; label: string; fixed: boolean; asKnown: boolean; onOpen: () => void }) {
  const { desk, view, label, fixed } = props;
  const { instanceId, key } = view;
  const words = w().common;
  const unit = desk.text(instanceId, key, 'unit');
  const value = desk.words(instanceId, key, view.value);
  const said = value === '' ? words.unknown : `${value}${unit ? ` ${unit}` : ''}`;
  return (
    <div class="cell known-line">
      <span class="cell-body">
        <span class="known-label">{label}</span>
        <span class="known-value">{props.asKnown ? words.known(said) : said}</span>
      </span>
      {fixed ? null : (
        <span class="cell-end">
          {view.source === 'known' ? (
            <CellAction label={`${words.confirm} ${label}`} onClick={() => desk.confirm(instanceId, key)}>
              {words.confirm}
            </CellAction>
          ) : (
            <Tag tone="good">✓ {words.confirmed}</Tag>
          )}
          <CellAction label={`${words.change} ${label}`} onClick={props.onOpen}>
            {words.change}
          </CellAction>
        </span>
      )}
    </div>
  );
}

function TakeBack({ desk, view, label }: { desk: SurveyDesk; view: CellView; label: string }) {
  const words = w();
  const said = desk.words(view.instanceId, view.key, view.known);
  if (sameValue(view.value, view.known)) return <p class="known-below">{words.common.known(said)}</p>;
  return (
    <p class="known-below">
      {words.common.known(said)}{' '}
      <CellAction label={`${words.survey.takeBack} ${label}`} onClick={() => desk.takeBack(view.instanceId, view.key)}>
        {words.survey.takeBack}
      </CellAction>
    </p>
  );
}
