// XLSForm's words for columns and kinds of questions, with the other spellings that pyxform takes, and those this house has no use for.
import type { QuestionType } from '../definition.ts';

const aliasMap = (words: Record<string, readonly string[]>): ReadonlyMap<string, string> =>
  new Map(Object.entries(words).flatMap(([name, others]) => [name, ...others].map((word) => [word.toLowerCase(), name] as const)));

/** Columns of the survey sheet. Source: pyxform's aliases. The `ruhu::` ones are this house's own. */
export const SURVEY_COLUMNS = aliasMap({
  type: ['command'],
  name: ['tag'],
  label: ['caption'],
  hint: [],
  guidance_hint: [],
  required: ['bind::required'],
  required_message: ['requiredmsg', 'required_msg', 'jr:requiredmsg', 'bind::jr:requiredmsg'],
  relevant: ['relevance', 'bind::relevant'],
  constraint: ['bind::constraint'],
  constraint_message: ['constraintmsg', 'constraint_msg', 'jr:constraintmsg', 'bind::jr:constraintmsg'],
  calculation: ['calculate', 'bind::calculate'],
  default: [],
  readonly: ['read_only', 'bind::readonly'],
  appearance: ['control::appearance'],
  choice_filter: [],
  repeat_count: ['count', 'jr:count', 'control::jr:count'],
  parameters: [],
  disabled: [],
  trigger: [],
  'ruhu::unit': [],
  'ruhu::prefill': [],
  'ruhu::countsinnetincome': [],
});

/** Columns that say the same in several languages. */
export const SURVEY_TEXTS: ReadonlySet<string> = new Set(['label', 'hint', 'guidance_hint', 'required_message', 'constraint_message', 'ruhu::unit']);

export const CHOICE_COLUMNS = aliasMap({ list_name: ['list'], name: ['value'], label: ['caption'] });
export const CHOICE_TEXTS: ReadonlySet<string> = new Set(['label']);

export const SETTINGS_COLUMNS = aliasMap({
  form_title: ['title', 'set_form_title'],
  form_id: ['id_string', 'set_form_id'],
  version: [],
  default_language: [],
});

/** Pictures and sounds of a label: named as not supported wherever a cell has one. */
export const isMediaColumn = (header: string): boolean => /^(media::)?(big-)?(image|audio|video)(::?.+)?$/i.test(header);

const PLAIN_TYPES = new Map<string, QuestionType>(
  Object.entries<QuestionType>({
    integer: 'integer',
    int: 'integer',
    decimal: 'decimal',
    range: 'range',
    text: 'text',
    string: 'text',
    note: 'note',
    date: 'date',
    time: 'time',
    datetime: 'dateTime',
    geopoint: 'geopoint',
    gps: 'geopoint',
    location: 'geopoint',
    geotrace: 'geotrace',
    geoshape: 'geoshape',
    image: 'image',
    photo: 'image',
    audio: 'audio',
    video: 'video',
    file: 'file',
    barcode: 'barcode',
    acknowledge: 'acknowledge',
    trigger: 'acknowledge',
    calculate: 'calculate',
    calculation: 'calculate',
    hidden: 'hidden',
    start: 'start',
    end: 'end',
    today: 'today',
  }),
);

/** About the phone and not about the household: left out on purpose, and named. */
const LEFT_OUT = [
  'deviceid',
  'subscriberid',
  'simserial',
  'imei',
  'phonenumber',
  'phone_number',
  'username',
  'email',
  'audit',
  'start-geopoint',
  'background-audio',
  'background-geopoint',
];

export type RowType =
  | { kind: 'question'; type: QuestionType; list?: string; orOther?: true }
  | { kind: 'begin'; of: 'group' | 'repeat' }
  | { kind: 'end'; of: 'group' | 'repeat' }
  | { kind: 'leftOut' | 'unsupported' | 'unknown' };

/** What a cell of the type column says. Unsupported: known to XLSForm, and a form can't do without it; left out: it can. */
export function rowType(written: string): RowType {
  const words = written.trim().replace(/\s+/g, ' ');
  const lower = words.toLowerCase();
  const level = /^(begin|end)[ _]?(group|repeat)$/.exec(lower);
  const of = level?.[2] as 'group' | 'repeat';
  if (level) return level[1] === 'begin' ? { kind: 'begin', of } : { kind: 'end', of };
  const plain = PLAIN_TYPES.get(lower);
  if (plain) return { kind: 'question', type: plain };
  if (LEFT_OUT.includes(lower)) return { kind: 'leftOut' };
  if (
    /^(select_one_external|select_(one|multiple)_from_file|begin[ _]?(loop|score|rank|matrix|kobomatrix)|end[ _]?(loop|score|rank|matrix|kobomatrix)|(csv|xml)-external|osm)\b/.test(
      lower,
    )
  )
    return { kind: 'unsupported' };
  const select =
    /^(select_one|select one|select1|select_multiple|select all that apply|select_all_that_apply|rank)( from)? (\S+)( or_other| or other| or specify other)?$/i.exec(
      words,
    );
  if (!select) return { kind: 'unknown' };
  const [, word = '', , list = '', other] = select;
  const type: QuestionType = /^rank$/i.test(word) ? 'rank' : /one|1$/i.test(word) ? 'select_one' : 'select_multiple';
  return other ? { kind: 'question', type, list, orOther: true } : { kind: 'question', type, list };
}
