// What a screen of the office shows of a check: no number of a person in full, wherever it was written.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDigit } from '../../src/domain/id-number.ts';
import { maskContent } from '../../src/domain/masking.ts';
import type { SubmittedInstance } from '../../src/domain/survey/answers.ts';
import type { CheckContent } from '../../src/domain/visit.ts';

const ID = `14992619700101001${checkDigit('14992619700101001')}`;
const PHONE = '13812345678';

const check = (root: Partial<SubmittedInstance>): CheckContent => ({
  result: { residency: 'rural', include: false, category: null, reason: 'reimbursed', summary: `本人${ID}，电话${PHONE}。` },
  visitors: [],
  respondent: '',
  survey: { form: 'f', version: '1', root: { id: 'root', values: {}, repeats: {}, unconfirmed: [], ...root } },
  supplements: [],
  explanations: [{ code: 'x', instanceId: 'root', key: 'phone', kind: 'explained', text: `儿子的电话 ${PHONE}` }],
  evidence: [],
  position: { latitude: 35.48123, longitude: 111.57456, accuracy: 12, at: '2026-11-22T01:00:00.000Z' },
});

test('ID numbers, certificates and phones are masked in questions of that name, in free text, in lists and in forms of the county’s own', () => {
  const content = check({
    values: { phone: PHONE, note: `找${PHONE}或${ID}`, landCultivated: 3.5, ownPhoneAsNumber: 13812345678, health: ['chronic', PHONE] },
    repeats: { members: [{ id: 'm', values: { idNumber: `${ID}44`, name: '王银环', certificateNo: 'A12' }, repeats: {}, unconfirmed: [] }] },
  });
  const text = JSON.stringify(maskContent(content));
  expect(text).not.toContain(PHONE);
  expect(text).not.toContain(ID);
  expect(text).toContain('138****5678');
  expect(text).toContain('149926********001');
  expect(text).toContain('王银环');
  expect(text).toContain('3.5');
});

test('the place is shown to about a kilometre', () => {
  expect(maskContent(check({}))).toMatchObject({ position: { latitude: 35.48, longitude: 111.57, accuracy: 12 } });
});

test('so is a place that a form of the county’s own asked for; other numbers are left as they are', () => {
  const root = {
    id: 'root',
    values: { well: '35.491230 111.576540 412 12', spot: '35.491230 111.576540', pays: '3.125 4.5', size: '12.50 m' },
    repeats: {},
    unconfirmed: [],
  };
  const masked = maskContent({ ...check({}), supplements: [{ form: 'well', version: '1', root }] });
  expect(masked.supplements[0]?.root.values).toEqual({ well: '35.49 111.58 412 12', spot: '35.49 111.58', pays: '3.125 4.5', size: '12.50 m' });
});

test('whatever stands around a number of a person, it is not shown in full', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), fc.constantFrom(ID, PHONE), (before, after, number) => {
      fc.pre(!/\d$/.test(before) && !/^\d/.test(after));
      return !JSON.stringify(maskContent(check({ values: { any: `${before}${number}${after}` } }))).includes(number);
    }),
  );
});
