// A case goes through its steps in order, by who may take them, with what each needs; it can be sent back, objected to, and ends in one of four ways.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseAct } from '../../src/domain/case/act.ts';
import { ACTS, CASE_ACTS, type CaseActName, type CaseProcedure, PROCEDURES, stepAfter } from '../../src/domain/case/step.ts';
import { afterAct, BEFORE_OPENING, type CaseGiven, type CasePlace, obstacleTo, placeOf } from '../../src/domain/case/walk.ts';

const ids = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'] as const;
const given: CaseGiven = { by: 'auditor', today: '2026-03-20', noticeDays: 5, adults: ['wang', 'li'], unanswered: 0, unexplained: 0, eligible: true };

const signed = (memberId: string) => ({ memberId, name: memberId, answer: 'signed' as const, signatureId: ids[0], fingerprintId: null });

/** Each act as it is done when all is well. */
const SOUND: { [Name in CaseActName]: Extract<CaseAct, { act: Name }> } = {
  open: { act: 'open', category: 'marginal', source: 'task', taskId: null },
  visit: { act: 'visit', handInId: null, visitors: ['甲', '乙'] },
  authorize: { act: 'authorize', signers: [signed('wang'), { ...signed('li'), answer: 'standIn', fingerprintId: ids[1] }] },
  compare: { act: 'compare', note: '' },
  appraise: {
    act: 'appraise',
    heldOn: '2026-03-10',
    place: '村委会',
    host: '甲',
    present: 20,
    votesFor: 18,
    votesAgainst: 1,
    opinion: '',
    minutes: [],
  },
  post: { act: 'post', postedOn: '2026-03-11', place: '村务公开栏', photos: [] },
  object: { act: 'object', id: ids[0], raisedOn: '2026-03-12', about: '家里有车' },
  answerObjection: { act: 'answerObjection', objectionId: ids[0], answer: 'dismissed', found: '车是借的' },
  publish: { act: 'publish', takenDownOn: '2026-03-16', photos: [] },
  approveTownship: { act: 'approveTownship', opinion: '' },
  approveCounty: { act: 'approveCounty', opinion: '' },
  register: { act: 'register', nationalNo: '140826001', identifiedMonth: '202603', announcedOn: '2026-03-20' },
  goBack: { act: 'goBack', to: 'visited', reason: '收入没有核实', text: '' },
  reject: { act: 'reject', reason: '收入稳定', toldHow: '当面' },
  withdraw: { act: 'withdraw', reason: '本人不愿意' },
  cease: { act: 'cease', reason: '整户迁出' },
  openGreenChannel: { act: 'openGreenChannel', reason: '洪涝' },
};

const by = (name: CaseActName): CaseGiven => ({ ...given, by: ACTS[name].by[0] ?? 'system' });
const walked = (procedure: CaseProcedure, ...names: readonly CaseActName[]): CasePlace =>
  placeOf(
    procedure,
    names.map((name) => ({ act: SOUND[name] })),
  );
const TO_THE_NOTICE = ['open', 'visit', 'authorize', 'compare', 'appraise', 'post'] as const;

describe('all goes well', () => {
  test('nine steps from the signal to the registration, each by whose it is', () => {
    let place = BEFORE_OPENING('identification');
    for (const name of [...TO_THE_NOTICE, 'publish', 'approveTownship', 'approveCounty', 'register'] as const) {
      expect(obstacleTo(place, SOUND[name], by(name)), name).toBeNull();
      place = afterAct(place, SOUND[name]);
    }
    expect(place).toMatchObject({ done: 'registered', ended: 'registered' });
  });

  test('an elimination needs no authorisation and no comparison', () => {
    let place = BEFORE_OPENING('elimination');
    for (const name of ['open', 'visit', 'appraise', 'post', 'publish', 'approveTownship', 'approveCounty', 'register'] as const) {
      expect(obstacleTo(place, SOUND[name], by(name)), name).toBeNull();
      place = afterAct(place, SOUND[name]);
    }
    expect(place.ended).toBe('registered');
  });
});

describe('what each step needs', () => {
  const refusal = (place: CasePlace, act: CaseAct, more: Partial<CaseGiven> = {}) => obstacleTo(place, act, { ...by(act.act), ...more });

  test('two different visitors at the door', () => {
    expect(refusal(walked('identification', 'open'), { ...SOUND.visit, visitors: ['甲', ' 甲 '] })).toBe('fewVisitors');
  });

  test('every adult is asked; who refuses stops it; a stand-in needs the fingerprint', () => {
    const place = walked('identification', 'open', 'visit');
    expect(refusal(place, { act: 'authorize', signers: [signed('wang')] })).toBe('nobodyAsked');
    expect(refusal(place, { act: 'authorize', signers: [signed('wang'), { ...signed('li'), answer: 'refused' }] })).toBe('refusedToSign');
    expect(refusal(place, { act: 'authorize', signers: [signed('wang'), { ...signed('li'), answer: 'standIn' }] })).toBe('signatureMissing');
    expect(refusal(place, { act: 'authorize', signers: [signed('wang'), { ...signed('li'), answer: 'told', signatureId: null }] })).toBeNull();
  });

  test('every department has answered and every hit is explained', () => {
    const place = walked('identification', 'open', 'visit', 'authorize');
    expect(refusal(place, SOUND.compare, { unanswered: 1 })).toBe('unanswered');
    expect(refusal(place, SOUND.compare, { unexplained: 1 })).toBe('unexplained');
  });

  test('a vote that does not carry is kept, but the step waits; nobody votes twice', () => {
    const place = walked('identification', 'open', 'visit', 'authorize', 'compare');
    const tie: CaseAct = { ...SOUND.appraise, votesFor: 10, votesAgainst: 10 };
    expect(refusal(place, tie)).toBeNull();
    expect(afterAct(place, tie).done).toBe('compared');
    expect(refusal(place, { ...SOUND.appraise, present: 18 })).toBe('votesTooMany');
    expect(refusal(place, { ...SOUND.appraise, heldOn: '2026-03-21' })).toBe('dayAhead');
  });

  test.each([
    ['2026-03-15', 'noticeTooShort'],
    ['2026-03-16', null],
  ] as const)('a notice hung up on 11 March, taken down on %s: %s', (takenDownOn, obstacle) => {
    expect(refusal(walked('identification', ...TO_THE_NOTICE), { ...SOUND.publish, takenDownOn })).toBe(obstacle);
  });

  test('an objection holds the notice until it is answered, and sends it back when it is right', () => {
    const objected = walked('identification', ...TO_THE_NOTICE, 'object');
    expect(refusal(objected, SOUND.publish)).toBe('objectionOpen');
    expect(refusal(afterAct(objected, SOUND.answerObjection), SOUND.publish)).toBeNull();
    const upheld = afterAct(objected, { ...SOUND.answerObjection, answer: 'upheld' });
    expect(refusal(upheld, SOUND.publish)).toBe('objectionUpheld');
    expect(refusal(upheld, SOUND.goBack)).toBeNull();
    expect(afterAct(upheld, SOUND.goBack)).toMatchObject({ done: 'alerted', backAt: 'visited', postedOn: null });
  });

  test('an elimination passes nobody whom policy blocks', () => {
    const place = walked('elimination', 'open', 'visit', 'appraise', 'post', 'publish');
    expect(refusal(place, SOUND.approveTownship, { eligible: false })).toBe('notEligible');
  });
});

describe('legal and illegal sequences at random', () => {
  const act = fc.constantFrom(...CASE_ACTS).map((name) => SOUND[name]);
  const back = fc.constantFrom(...PROCEDURES.identification).map((to): CaseAct => ({ ...SOUND.goBack, to }));
  const anyGiven = fc.record({
    by: fc.constantFrom(...(['collector', 'reviewer', 'auditor', 'department', 'admin', 'system'] as const)),
    today: fc.constantFrom('2026-03-09', '2026-03-20'),
    noticeDays: fc.constantFrom(5, 7),
    adults: fc.subarray(['wang', 'li', 'zhao']),
    unanswered: fc.nat(1),
    unexplained: fc.nat(1),
    eligible: fc.boolean(),
  });
  const step = fc.tuple(
    fc.oneof({ weight: 4, arbitrary: act }, { weight: 1, arbitrary: back }),
    fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, anyGiven),
  );
  const procedure = fc.constantFrom<CaseProcedure>('identification', 'elimination');

  test('no step is skipped, none is taken by whose it is not, and nothing happens after the end', () => {
    fc.assert(
      fc.property(procedure, fc.array(step, { maxLength: 60 }), (kind, steps) => {
        let place = BEFORE_OPENING(kind);
        for (const [one, with_] of steps) {
          const here = with_ ?? by(one.act);
          if (obstacleTo(place, one, here) !== null) continue;
          const before = place;
          place = afterAct(place, one);
          expect(before.ended).toBeNull();
          expect(ACTS[one.act].by).toContain(here.by);
          const order = PROCEDURES[kind];
          const [from, to] = [before.done === null ? -1 : order.indexOf(before.done), place.done === null ? -1 : order.indexOf(place.done)];
          if (one.act === 'goBack') expect(to).toBeLessThan(from);
          else expect(to === from || to === from + 1).toBe(true);
          if (place.ended === 'registered') expect(order.at(-1)).toBe(place.done);
          expect(place.ended !== null && stepAfter(kind, place.done) === null).toBe(place.ended === 'registered');
        }
      }),
    );
  });

  test('from anywhere that is open a case can still be brought to its registration', () => {
    fc.assert(
      fc.property(procedure, fc.array(act, { maxLength: 40 }), (kind, acts) => {
        let place = BEFORE_OPENING(kind);
        for (const one of acts) if (obstacleTo(place, one, by(one.act)) === null) place = afterAct(place, one);
        fc.pre(place.ended === null);
        for (const [id, found] of place.objections) if (found === null) place = afterAct(place, { ...SOUND.answerObjection, objectionId: id });
        for (let turn = 0; turn < 20 && place.ended === null; turn++) {
          const next = CASE_ACTS.find((name) => ACTS[name].takes === stepAfter(kind, place.done));
          if (next === undefined) throw new Error('nothing follows');
          if (next === 'publish' && place.postedOn === null) place = afterAct(place, SOUND.post);
          expect(obstacleTo(place, SOUND[next], by(next)), next).toBeNull();
          place = afterAct(place, SOUND[next]);
        }
        expect(place.ended).toBe('registered');
      }),
    );
  });
});
