// Filling a survey: what is asked, what is kept, what is computed, what is handed in.
import { describe, expect, test } from 'vitest';
import { Draft, Submission } from '../../src/domain/survey/answers.ts';
import type { Question } from '../../src/domain/survey/definition.ts';
import { progressOf, remarksOf } from '../../src/domain/survey/progress.ts';
import { submissionOf } from '../../src/domain/survey/submission.ts';
import { addInstance, answer, confirmKnown, draftOf, removeInstance, setClock, setLanguage, takeBack, tell } from '../../src/domain/survey/survey.ts';
import { choicesFor, instancesOf, textFor, viewOf } from '../../src/domain/survey/view.ts';
import { calculate, clock, group, open, question, repeat, valueAt } from './support.ts';

const zh = (text: string): Record<string, string> => ({ '中文 (zh)': text, 'English (en)': `${text} (en)` });

describe('what applies', () => {
  const items = [
    question('select_one', 'include', { list: 'yn', required: true }),
    group('more', [question('integer', 'income', { required: true }), group('deep', [question('text', 'why')])], { relevant: "${include} = 'yes'" }),
    calculate('shown', "if(${income} = '', 'none', ${income})"),
    calculate('asked', 'count(${why})'),
  ];

  test('a hidden answer is kept in the draft, seen by nobody, and not handed in', () => {
    const survey = open(items);
    answer(survey, 'root', 'include', 'yes');
    answer(survey, 'root', 'income', 500);
    expect([valueAt(survey, 'shown'), valueAt(survey, 'asked')]).toEqual([500, 1]);
    const { draft, touched } = answer(survey, 'root', 'include', 'no');
    expect(draft.root.values).toEqual({ include: 'no', income: 500 });
    expect(submissionOf(survey).root.values).toEqual({ include: 'no', shown: 'none', asked: 0 });
    expect([...touched].sort()).toEqual(['root/asked', 'root/deep', 'root/include', 'root/income', 'root/more', 'root/shown', 'root/why']);
    expect(viewOf(survey, 'root', 'income')).toMatchObject({ applies: false, value: 500, fault: null, required: false });
    answer(survey, 'root', 'include', 'yes');
    expect(valueAt(survey, 'shown')).toBe(500);
  });

  test('only what hangs on an answer is touched by it', () => {
    const survey = open([...items, question('text', 'name'), calculate('greeting', "concat('您好 ', ${name})")]);
    expect(answer(survey, 'root', 'name', '王').touched).toEqual(['root/name', 'root/greeting']);
    expect(answer(survey, 'root', 'name', '王').touched).toEqual([]);
  });

  test('a view is the same object until something of it changes', () => {
    const survey = open(items);
    const before = viewOf(survey, 'root', 'shown');
    answer(survey, 'root', 'include', 'no');
    expect(viewOf(survey, 'root', 'shown')).toBe(before);
    answer(survey, 'root', 'include', 'yes');
    answer(survey, 'root', 'income', 1);
    expect(viewOf(survey, 'root', 'shown')).not.toBe(before);
  });
});

describe('answers', () => {
  test.each([
    ['integer', '１２', 12, null],
    ['integer', '1,200', 1200, null],
    ['integer', '12.5', 12.5, 'type'],
    ['integer', '十二', '十二', 'type'],
    ['integer', Number.NaN, null, null],
    ['integer', '  ', null, null],
    ['decimal', '.5', 0.5, null],
    ['decimal', -3, -3, null],
    ['decimal', -0, 0, null],
    ['decimal', '-0', 0, null],
    ['range', 11, 11, 'type'],
    ['range', 10, 10, null],
    ['date', '2026-02-30', '2026-02-30', 'type'],
    ['date', '2026-02-28', '2026-02-28', null],
    ['dateTime', '2026-02-28T10:00', '2026-02-28T10:00', null],
    ['dateTime', '2026-02-28', '2026-02-28', 'type'],
    ['time', '24:00', '24:00', 'type'],
    ['time', '23:59', '23:59', null],
    ['geopoint', '35.49 111.57 480 12', '35.49 111.57 480 12', null],
    ['geopoint', 'here', 'here', 'type'],
    ['select_one', 'yes', 'yes', null],
    ['select_one', 'maybe', 'maybe', 'choice'],
    ['select_multiple', ['yes', 'no', 'yes'], ['yes', 'no'], null],
    ['select_multiple', 'yes maybe', ['yes', 'maybe'], 'choice'],
    ['select_multiple', [], null, null],
    ['text', 5, '5', null],
    ['text', true, 'true', null],
    ['text', { a: 1 }, null, null],
    ['barcode', '690', '690', null],
    ['image', 'file-1', 'file-1', null],
  ] as const)('%s takes %j', (type, raw, value, fault) => {
    const survey = open([question(type, 'q', { list: 'yn' })]);
    answer(survey, 'root', 'q', raw);
    expect(viewOf(survey, 'root', 'q')).toMatchObject({ value, fault });
  });

  test('nobody answers a note, a calculation, a readonly question, or one that there is not', () => {
    const survey = open([question('note', 'n'), calculate('c', '1'), question('text', 'r', { readonly: true }), repeat('rep', [])]);
    for (const [id, key] of [
      ['root', 'n'],
      ['root', 'c'],
      ['root', 'r'],
      ['root', 'rep'],
      ['root', 'nothing'],
      ['nobody', 'c'],
      ['root', '__proto__'],
    ] as const)
      expect(answer(survey, id, key, 'x')).toMatchObject({ touched: [], draft: { root: { values: {} } } });
    expect(viewOf(survey, 'root', 'nothing')).toBeUndefined();
  });

  test('what is readonly under a condition can be answered until then', () => {
    const survey = open([question('integer', 'age'), question('text', 'school', { readonly: '${age} > 30' })]);
    answer(survey, 'root', 'school', 'a');
    answer(survey, 'root', 'age', 31);
    expect(answer(survey, 'root', 'school', 'b').draft.root.values.school).toBe('a');
    expect(viewOf(survey, 'root', 'school')?.readonly).toBe(true);
  });

  test('required and constraint are remarked with their words, in order of asking', () => {
    const survey = open([
      question('text', 'name', { required: true, requiredMessage: zh('请填姓名') }),
      question('integer', 'age', { constraint: '. >= 0 and . < ${most}', constraintMessage: zh('应小于 ${most}') }),
      question('integer', 'most', { default: '120' }),
      question('text', 'guardian', { required: '${age} < 18' }),
    ]);
    expect(remarksOf(survey)).toEqual([{ instanceId: 'root', key: 'name', fault: 'required' }]);
    answer(survey, 'root', 'age', 130);
    answer(survey, 'root', 'name', '王');
    expect(remarksOf(survey)).toEqual([{ instanceId: 'root', key: 'age', fault: 'constraint' }]);
    expect(textFor(survey, 'root', 'age', 'constraintMessage')).toBe('应小于 120');
    expect(textFor(survey, 'root', 'name', 'requiredMessage')).toBe('请填姓名');
    answer(survey, 'root', 'age', 17);
    expect(remarksOf(survey)).toEqual([{ instanceId: 'root', key: 'guardian', fault: 'required' }]);
    expect(progressOf(survey)).toEqual({ asked: 4, answered: 3, unconfirmed: 0, faults: 1 });
  });

  test('drafts are immutable, share what did not change, and pass their schema', () => {
    const survey = open([question('text', 'a'), repeat('r', [question('text', 'b')])]);
    const first = addInstance(survey, 'root', 'r');
    const second = addInstance(survey, 'root', 'r');
    const before = JSON.stringify(second.draft);
    const third = answer(survey, first.id as string, 'b', 'x');
    expect(JSON.stringify(second.draft)).toBe(before);
    expect(third.draft.root.repeats.r?.[1]).toBe(second.draft.root.repeats.r?.[1]);
    expect(third.draft.root.repeats.r?.[0]?.values).toEqual({ b: 'x' });
    expect(Draft.parse(JSON.parse(JSON.stringify(third.draft)))).toEqual(third.draft);
    expect(Submission.parse(JSON.parse(JSON.stringify(submissionOf(survey))))).toEqual(submissionOf(survey));
  });
});

describe('computed values', () => {
  test('a suggestion stands until somebody answers otherwise, and comes back when that is emptied', () => {
    const survey = open([question('integer', 'a'), question('integer', 'double', { calculation: '${a} * 2' })]);
    answer(survey, 'root', 'a', 4);
    expect(viewOf(survey, 'root', 'double')).toMatchObject({ value: 8, source: 'computed' });
    answer(survey, 'root', 'double', 9);
    answer(survey, 'root', 'a', 5);
    expect(viewOf(survey, 'root', 'double')).toMatchObject({ value: 9, source: 'answer' });
    takeBack(survey, 'root', 'double');
    expect(viewOf(survey, 'root', 'double')).toMatchObject({ value: 10, source: 'computed' });
  });

  test('what the archive knows goes before a suggestion, waits to be confirmed, and comes back when what was answered is taken back', () => {
    const items = [question('integer', 'age'), question('text', 'stage', { calculation: "if(${age} < 12, 'primary', '')", prefill: 'stage' })];
    const survey = open(items, { known: { stage: 'junior1' } });
    answer(survey, 'root', 'age', 11);
    expect(viewOf(survey, 'root', 'stage')).toMatchObject({ value: 'junior1', source: 'known' });
    expect(progressOf(survey)).toMatchObject({ answered: 1, unconfirmed: 1 });
    expect(submissionOf(survey).root).toMatchObject({ values: { stage: 'junior1' }, unconfirmed: ['stage'] });
    answer(survey, 'root', 'stage', null);
    expect(viewOf(survey, 'root', 'stage')).toMatchObject({ value: 'primary', source: 'computed' });
    expect(submissionOf(survey).root.unconfirmed).toEqual([]);
    takeBack(survey, 'root', 'stage');
    confirmKnown(survey, 'root', 'stage');
    expect(viewOf(survey, 'root', 'stage')).toMatchObject({ value: 'junior1', source: 'answer' });
    const readonly = open([{ ...(items[1] as Question), readonly: true }, question('integer', 'age')], { known: { stage: 'junior1' } });
    answer(readonly, 'root', 'age', 11);
    expect(viewOf(readonly, 'root', 'stage')).toMatchObject({ value: 'primary', source: 'computed' });
  });

  test('once keeps what it first was; start and today are such', () => {
    const items = [
      question('integer', 'a'),
      calculate('first', 'once(${a})'),
      question('start', 'started'),
      question('end', 'ended'),
      question('today', 'day'),
    ];
    const survey = open(items);
    answer(survey, 'root', 'a', 4);
    answer(survey, 'root', 'a', 5);
    const { draft, touched } = setClock(survey, { today: '2026-11-23', now: '2026-11-23T00:01:00.000+08:00' });
    expect([valueAt(survey, 'first'), valueAt(survey, 'started'), valueAt(survey, 'day'), valueAt(survey, 'ended')]).toEqual([
      4,
      clock.now,
      clock.today,
      '2026-11-23T00:01:00.000+08:00',
    ]);
    expect(touched).toEqual(['root/ended']);
    expect(valueAt(open(items, { draft }), 'first')).toBe(4);
  });

  test('defaults are taken once, as values, as expressions, and not again after they were emptied', () => {
    const items = [
      question('integer', 'a', { default: '3' }),
      question('date', 'd', { default: 'today()' }),
      question('integer', 'b', { default: '${a} + 1' }),
    ];
    const survey = open(items);
    expect([valueAt(survey, 'a'), valueAt(survey, 'd'), valueAt(survey, 'b')]).toEqual([3, '2026-11-22', 4]);
    answer(survey, 'root', 'a', null);
    const { draft } = answer(survey, 'root', 'd', null);
    const again = open(items, { draft });
    expect([valueAt(again, 'a'), valueAt(again, 'd'), valueAt(again, 'b')]).toEqual([null, null, 4]);
  });
});

describe('repeats', () => {
  const members = repeat('members', [question('text', 'name'), question('decimal', 'pay'), calculate('number', 'position(..)')], {
    prefill: 'members',
  });
  const items = [members, calculate('people', 'count(${members})'), calculate('total', 'sum(${pay})')];

  test('adding and removing moves what counts them', () => {
    const survey = open(items);
    const [a, b, c] = [1, 2, 3].map(() => addInstance(survey, 'root', 'members').id as string);
    for (const [id, pay] of [
      [a, 1],
      [b, 2],
      [c, 4],
    ] as const)
      answer(survey, id as string, 'pay', pay);
    expect([valueAt(survey, 'people'), valueAt(survey, 'total'), valueAt(survey, 'number', c)]).toEqual([3, 7, 3]);
    const { removed, touched } = removeInstance(survey, b as string);
    expect([valueAt(survey, 'people'), valueAt(survey, 'total'), valueAt(survey, 'number', c)]).toEqual([2, 5, 2]);
    expect([...touched].sort()).toEqual([`${c}/number`, 'root/members', 'root/people', 'root/total'].sort());
    addInstance(survey, 'root', 'members', { record: removed ?? undefined });
    expect([valueAt(survey, 'people'), valueAt(survey, 'total'), valueAt(survey, 'number', b)]).toEqual([3, 7, 3]);
    expect(answer(survey, b as string, 'pay', 3).draft.root.repeats.members?.map((member) => member.id)).toEqual([a, c, b]);
  });

  test('what there is not can neither be added nor removed', () => {
    const survey = open(items);
    expect(addInstance(survey, 'root', 'people').id).toBeNull();
    expect(addInstance(survey, 'nobody', 'members').id).toBeNull();
    expect(removeInstance(survey, 'root').removed).toBeNull();
    expect(removeInstance(survey, 'nobody').removed).toBeNull();
  });

  test('a counted repeat has so many, keeps what is beyond, and never runs away', () => {
    const survey = open([question('integer', 'n'), repeat('r', [question('text', 'x')], { count: '${n}' }), calculate('all', "join(',', ${x})")]);
    answer(survey, 'root', 'n', 3);
    const ids = instancesOf(survey, 'root', 'r').map((instance) => instance.id);
    for (const id of ids) answer(survey, id, 'x', id);
    expect(valueAt(survey, 'all')).toBe(ids.join(','));
    answer(survey, 'root', 'n', 1);
    expect(valueAt(survey, 'all')).toBe(ids[0]);
    expect(submissionOf(survey).root.repeats.r).toHaveLength(1);
    expect(draftOf(survey).root.repeats.r).toHaveLength(3);
    answer(survey, 'root', 'n', 3);
    expect(valueAt(survey, 'all')).toBe(ids.join(','));
    expect(addInstance(survey, 'root', 'r').id).toBeNull();
    answer(survey, 'root', 'n', 1_000_000);
    expect(instancesOf(survey, 'root', 'r')).toHaveLength(200);
    answer(survey, 'root', 'n', 'many');
    expect(instancesOf(survey, 'root', 'r')).toHaveLength(0);
  });

  test('two instances in a draft with one id become two', () => {
    const twin = { id: 'm', values: { pay: 1 }, repeats: {} };
    const survey = open(items, { draft: { form: 'form', version: '1', root: { id: 'root', values: {}, repeats: { members: [twin, twin] } } } });
    expect([valueAt(survey, 'total'), new Set(instancesOf(survey, 'root', 'members').map(({ id }) => id)).size]).toEqual([2, 2]);
  });
});

describe('what the archive knows', () => {
  const items = [
    group('home', [
      question('text', 'phone', { prefill: 'household.phone' }),
      question('integer', 'size', { prefill: 'household.size' }),
      question('text', 'note'),
    ]),
    repeat('members', [question('text', 'name', { prefill: 'name', required: true }), question('integer', 'age', { prefill: 'age', default: '1' })], {
      prefill: 'members',
    }),
    calculate('ages', 'sum(${age})'),
  ];
  const known = {
    household: { phone: '13800000000', size: 'many', secret: { x: 1 } },
    members: [{ id: 'uuid-1', name: '王银环', age: 66 }, { name: '王小军', age: 40 }, 'broken'],
  };

  test('is there to be computed with, counted apart until confirmed, and confirmed in one go', () => {
    const survey = open(items, { known });
    expect(viewOf(survey, 'root', 'phone')).toMatchObject({ value: '13800000000', source: 'known', known: '13800000000' });
    expect(valueAt(survey, 'ages')).toBe(106);
    expect(instancesOf(survey, 'root', 'members')[0]?.id).toBe('uuid-1');
    expect(progressOf(survey)).toEqual({ asked: 7, answered: 0, unconfirmed: 6, faults: 1 });
    expect(progressOf(survey, 'root', 'members')).toEqual({ asked: 4, answered: 0, unconfirmed: 4, faults: 0 });
    expect(submissionOf(survey).root.unconfirmed).toEqual(['phone', 'size']);
    confirmKnown(survey, 'root', 'members');
    expect(progressOf(survey)).toMatchObject({ answered: 4, unconfirmed: 2 });
    expect(viewOf(survey, 'uuid-1', 'name')).toMatchObject({ value: '王银环', source: 'answer' });
    answer(survey, 'root', 'phone', null);
    confirmKnown(survey, 'root', 'home');
    expect(viewOf(survey, 'root', 'phone')).toMatchObject({ value: null, source: 'none', known: '13800000000' });
    takeBack(survey, 'root', 'phone');
    expect(viewOf(survey, 'root', 'phone')).toMatchObject({ value: '13800000000', source: 'known' });
  });

  test('comes back with the draft, whatever the archive says by then; a new member may bring a record', () => {
    const survey = open(items, { known });
    const { draft, id } = addInstance(survey, 'root', 'members', { known: { name: '李', age: 3 } });
    expect(valueAt(survey, 'age', id as string)).toBe(3);
    const again = open(items, { draft: Draft.parse(JSON.parse(JSON.stringify(draft))), known: { household: { phone: 'other' } } });
    expect([valueAt(again, 'phone'), valueAt(again, 'ages'), valueAt(again, 'age', id as string)]).toEqual(['13800000000', 109, 3]);
  });
});

describe('choices and languages', () => {
  const lists = {
    towns: [
      { name: 'guye', label: zh('古绛镇') },
      { name: 'henshui', label: zh('横水镇') },
    ],
    villages: [
      { name: 'v1', label: zh('新义村'), attributes: { town: 'guye' } },
      { name: 'v2', label: zh('坡底村'), attributes: { town: 'henshui' } },
      { name: 'v3', attributes: { town: 'henshui' } },
    ],
  };
  const items = [
    question('select_one', 'town', { list: 'towns' }),
    question('select_one', 'village', { list: 'villages', choiceFilter: 'town = ${town}', orOther: true }),
    question('note', 'said', { label: zh('您在 ${village_name}') }),
    calculate('village_name', "jr:choice-name(${village}, '${village}')"),
  ];

  test('a cascade offers what belongs, and says when an earlier choice no longer does', () => {
    const survey = open(items, { lists });
    expect(choicesFor(survey, 'root', 'village')).toEqual([{ name: 'other', label: '其他' }]);
    answer(survey, 'root', 'town', 'henshui');
    expect(choicesFor(survey, 'root', 'village')).toEqual([
      { name: 'v2', label: '坡底村', attributes: { town: 'henshui' } },
      { name: 'v3', label: 'v3', attributes: { town: 'henshui' } },
      { name: 'other', label: '其他' },
    ]);
    answer(survey, 'root', 'village', 'v2');
    expect(textFor(survey, 'root', 'said', 'label')).toBe('您在 坡底村');
    const { touched } = answer(survey, 'root', 'town', 'guye');
    expect(touched).toContain('root/village');
    expect(viewOf(survey, 'root', 'village')).toMatchObject({ value: 'v2', fault: 'choice' });
    expect(choicesFor(survey, 'root', 'nothing')).toEqual([]);
  });

  test('another language changes every text and what is computed from one', () => {
    const survey = open(items, { lists });
    answer(survey, 'root', 'town', 'henshui');
    answer(survey, 'root', 'village', 'v2');
    setLanguage(survey, 'en');
    expect(textFor(survey, 'root', 'said', 'label')).toBe('您在 坡底村 (en) (en)');
    expect(choicesFor(survey, 'root', 'town').map((choice) => choice.label)).toEqual(['古绛镇 (en)', '横水镇 (en)']);
    expect(textFor(survey, 'root', 'nothing', 'label')).toBe('');
  });

  test('who, of those who were named: a name taken back is no choice any more', () => {
    const survey = open([
      repeat('people', [question('text', 'name')]),
      question('select_multiple', 'who', { list: '${name}' }),
      calculate('said', "jr:choice-name(${who}, '${who}')"),
    ]);
    const ids = ['王银环', 'Anna Maria', ''].map((name) => {
      const id = addInstance(survey, 'root', 'people').id as string;
      answer(survey, id, 'name', name);
      return id;
    });
    expect(choicesFor(survey, 'root', 'who')).toEqual([
      { name: '王银环', label: '王银环' },
      { name: 'Anna_Maria', label: 'Anna Maria' },
    ]);
    answer(survey, 'root', 'who', ['Anna_Maria', '王银环']);
    expect([viewOf(survey, 'root', 'who')?.fault, valueAt(survey, 'said')]).toEqual([null, 'Anna_Maria、王银环']);
    const { touched } = removeInstance(survey, ids[0] as string);
    expect(touched).toContain('root/who');
    expect(viewOf(survey, 'root', 'who')?.fault).toBe('choice');
  });

  test('other is offered and asks what', () => {
    const survey = open([question('select_one', 'fuel', { list: 'yn', orOther: true })]);
    expect(choicesFor(survey, 'root', 'fuel').at(-1)).toEqual({ name: 'other', label: '其他' });
    expect(viewOf(survey, 'root', 'fuel_other')?.applies).toBe(false);
    answer(survey, 'root', 'fuel', 'other');
    expect(viewOf(survey, 'root', 'fuel_other')?.applies).toBe(true);
    expect(textFor(survey, 'root', 'fuel_other', 'label')).toBe('请说明');
  });
});

describe('what the app tells the form', () => {
  test('a hidden question takes what it is told; what people answer does not, and what is told is handed in', () => {
    const survey = open([
      question('hidden', 'include'),
      question('text', 'name'),
      group('more', [question('integer', 'income')], { relevant: "${include} = 'yes'" }),
    ]);
    expect(viewOf(survey, 'root', 'income')?.applies).toBe(false);
    expect(tell(survey, 'include', 'yes').touched).toContain('root/income');
    expect(viewOf(survey, 'root', 'income')?.applies).toBe(true);
    expect(submissionOf(survey).root.values).toEqual({ include: 'yes' });
    expect(tell(survey, 'include', 'yes').touched).toEqual([]);
    expect(tell(survey, 'name', '王').touched).toEqual([]);
    expect(tell(survey, 'monitoringLine', 8000).touched).toEqual([]);
    expect(tell(survey, 'include', Number.NaN).touched).toEqual([]);
    expect(Object.is(tell(survey, 'include', -0).draft.root.values.include, 0)).toBe(true);
    tell(survey, 'include', null);
    expect(viewOf(survey, 'root', 'income')?.applies).toBe(false);
  });
});
