// Examples of the rules of education.
import type { MemberFacts } from '../../../src/domain/facts.ts';
import { family, girl, head, monitored, numberFor, person, son, wife } from '../family.ts';
import { type Example, says } from './example.ts';

const grown = (age: string, changes: Partial<MemberFacts>) =>
  family({ members: [head(), wife(), person('王磊', age, '1', { relation: '20', labour: 'none', ...changes })] });
/** Today is 15 June 2026: somebody born on that day is exactly so many years old. */
const born = (years: number, days = 0) => new Date(Date.UTC(2026 - years, 5, 15 + days)).toISOString().slice(0, 10);
const pupil = (stage: MemberFacts['schoolStage'], years: number, days = 0) => grown(born(years, days), { schooling: null, schoolStage: stage });
const child = (birthOn: string, changes: Partial<MemberFacts>) =>
  family({ members: [head(), wife(), son(), girl({ birthOn, idNumber: numberFor(birthOn, 12), ...changes })] });
const student = (changes: Partial<MemberFacts>) =>
  person('王磊', '2008-01-20', '1', { relation: '20', labour: 'none', schooling: null, schoolStage: 'vocational2', ...changes });

export const EDUCATION_EXAMPLES: readonly Example[] = [
  {
    code: 'education.both',
    breaks: [says('王小梅上小学，又填了已完成学历', child('2018-03-12', { schooling: 'primary' }))],
    sound: [says('只填在校阶段', family())],
  },
  {
    code: 'education.neither',
    breaks: [says('王磊的学历和在校阶段都空着', family({ members: [head(), wife(), son({ schooling: null }), girl()] }))],
    sound: [
      says('填了已完成学历', family()),
      says('没有上学，填了原因：厌学', child('2018-03-12', { schoolStage: null, notInSchool: 'weary' })),
      says('还小：学龄前儿童', child('2024-03-12', { schoolStage: 'infant' })),
    ],
  },
  {
    code: 'education.primaryAge',
    breaks: [says('15 岁还在小学', pupil('primary', 15)), says('差一天满 6 岁', pupil('primary', 6, 1))],
    sound: [
      says('14 岁', pupil('primary', 15, 1)),
      says('刚满 6 岁', pupil('primary', 6)),
      says('出生日期不知道', grown(born(40), { idNumber: null, birthOn: null, schooling: null, schoolStage: 'primary' })),
    ],
  },
  {
    code: 'education.juniorAge',
    breaks: [says('11 岁上初中', pupil('junior1', 12, 1)), says('18 岁上九年级', pupil('junior3', 18))],
    sound: [says('12 岁', pupil('junior1', 12)), says('17 岁', pupil('junior3', 18, 1))],
  },
  {
    code: 'education.seniorAge',
    breaks: [says('14 岁上高中', pupil('senior1', 15, 1)), says('21 岁上中职', pupil('vocational3', 21))],
    sound: [says('15 岁', pupil('senior1', 15)), says('20 岁', pupil('vocational3', 21, 1))],
  },
  {
    code: 'education.collegeAge',
    breaks: [
      says('17 岁上本科', pupil('bachelor1', 18, 1)),
      says('17 岁上技师学院', pupil('technician1', 17)),
      says('16 岁上高职', pupil('higher1', 16)),
    ],
    sound: [says('18 岁', pupil('bachelor1', 18)), says('40 岁', pupil('higher2', 40))],
  },
  { code: 'education.masterAge', breaks: [says('19 岁读硕士', pupil('master', 20, 1))], sound: [says('20 岁', pupil('master', 20))] },
  {
    code: 'education.infantAge',
    breaks: [
      says('7 岁，健康，还在学前', child(born(7), { schoolStage: 'kindergarten' })),
      says('8 岁，健康，学龄前', child(born(8), { schoolStage: 'infant' })),
    ],
    sound: [
      says('差一天满 7 岁', child(born(7, 1), { schoolStage: 'kindergarten' })),
      says('8 岁，残疾', child(born(8), { schoolStage: 'infant', health: ['disabled'], notInSchool: 'disability' })),
    ],
  },
  {
    code: 'education.outOfSchool',
    breaks: [
      says('2019-09-01 出生，没有上学，没有原因', child('2019-09-01', { schooling: 'illiterate', schoolStage: null })),
      says('到 9 月 1 日 15 岁', child('2009-09-02', { schooling: 'primary', schoolStage: null })),
      says('残疾，10 岁，学龄前，没有原因', child('2016-03-01', { schoolStage: 'infant', health: ['disabled'] })),
      says('9 月 1 日当天满 6 岁', child('2020-09-01', { schooling: 'illiterate', schoolStage: null }), { today: '2026-09-01' }),
    ],
    sound: [
      says('写明因病', child('2017-03-12', { schooling: 'illiterate', schoolStage: null, health: ['major'], notInSchool: 'illness' })),
      says('2019-09-02 出生，去年 9 月 1 日还不满 6 岁', child('2019-09-02', { schoolStage: null, notInSchool: null, schooling: 'illiterate' })),
      says('还不到 9 月 1 日', child('2020-09-01', { schooling: 'illiterate', schoolStage: null }), { today: '2026-08-31' }),
      says('去年 9 月 1 日已满 16 岁', child('2009-09-01', { schooling: 'primary', schoolStage: null, labour: 'none' })),
      says('15 岁，已完成初中', child('2010-12-01', { schooling: 'junior', schoolStage: null })),
    ],
  },
  {
    code: 'education.reasonHealth',
    breaks: [
      says('因病没有上学，健康状况是健康', child('2017-03-12', { schoolStage: null, notInSchool: 'illness' })),
      says('因残', child('2017-03-12', { schoolStage: null, notInSchool: 'disability' })),
    ],
    sound: [
      says('因病，患有大病', child('2017-03-12', { schoolStage: null, notInSchool: 'illness', health: ['major'] })),
      says('厌学，健康', child('2017-03-12', { schoolStage: null, notInSchool: 'weary' })),
    ],
  },
  {
    code: 'education.lowSchooling',
    breaks: [
      says('16 岁，只有小学', grown(born(16), { schooling: 'primary' })),
      says('22 岁，文盲', grown(born(23, 1), { schooling: 'illiterate' })),
    ],
    sound: [
      says('23 岁，小学', grown(born(23), { schooling: 'primary' })),
      says('差一天满 16 岁', grown(born(16, 1), { schooling: 'primary', notInSchool: 'weary' })),
      says('20 岁，初中', grown(born(20), { schooling: 'junior' })),
    ],
  },
  {
    code: 'education.rainDew',
    breaks: [
      says('脱贫户，王磊上中职，没有享受', family({ household: { kind: 'lifted' }, members: [head(), wife(), student({ rainDew: false })] })),
      says(
        '监测户，上高职',
        monitored({
          members: [
            head({ health: ['chronic'] }),
            wife(),
            student({ birthOn: '2006-01-20', idNumber: numberFor('2006-01-20', 11), schoolStage: 'higher1', rainDew: false }),
          ],
        }),
      ),
    ],
    sound: [
      says('脱贫户，享受了', family({ household: { kind: 'lifted' }, members: [head(), wife(), student({ rainDew: true })] })),
      says('一般农户，没有监测：不在补助范围', family({ members: [head(), wife(), student({ rainDew: false })] })),
      says('不知道', family({ household: { kind: 'lifted' }, members: [head(), wife(), student({ rainDew: null })] })),
      says(
        '脱贫户，上高中',
        family({ household: { kind: 'lifted' }, members: [head(), wife(), student({ schoolStage: 'senior2', rainDew: false })] }),
      ),
    ],
  },
];
