// Examples of the rules of identity.
import { atTheDoor, everybody, family, girl, head, numberFor, person, son, wife } from '../family.ts';
import { type Example, says } from './example.ts';

const wrongDigit = (number: string): string => number.slice(0, 17) + (number.endsWith('1') ? '2' : '1');
const girlsNumber = numberFor('2018-03-12', 12);
const elsewhere = (number: string | null, phone: string | null) => ({
  elsewhere: {
    idNumber: (asked: string) => (asked === number ? '户主张三家' : null),
    phone: (asked: string) => (asked === phone ? '户主张三家' : null),
  },
});

export const IDENTITY_EXAMPLES: readonly Example[] = [
  {
    code: 'identity.nobody',
    breaks: [
      says('档案里有这户，名单是空的', family({ members: [], household: { archivedSize: 0 } })),
      says('纳入，名单是空的', atTheDoor({ members: [], household: { archivedSize: null }, result: { include: true, category: 'marginal' } })),
    ],
    sound: [says('列出 4 人', family()), says('档案里没有这户，也不纳入', atTheDoor({ members: [], household: { archivedSize: null } }))],
  },
  {
    code: 'identity.sizeDiffers',
    breaks: [
      says('家庭人口 5 人，名单 4 人', family({ household: { archivedSize: 5 } })),
      says('家庭人口 3 人，名单 4 人', family({ household: { archivedSize: 3 } })),
      says('档案 5 人，入户只列出 4 人', atTheDoor({ household: { archivedSize: 5 } })),
    ],
    sound: [
      says('家庭人口 4 人，名单 4 人', family()),
      says('档案 3 人，入户添了 1 人', atTheDoor({ household: { archivedSize: 3 } })),
      says('档案没有这户', atTheDoor({ household: { archivedSize: null } })),
    ],
  },
  {
    code: 'identity.goneCounted',
    breaks: [
      says(
        '李秀英已去世，家庭人口仍是 4 人',
        family({ members: [head(), wife({ presence: 'dead' }), son(), girl()], household: { archivedSize: 4 } }),
      ),
      says('王磊填了迁出日期，在家状态是“在”', family({ members: [head(), wife(), son({ presenceOn: '2026-03-01' }), girl()] })),
    ],
    sound: [
      says('李秀英已去世，家庭人口 3 人', family({ members: [head(), wife({ presence: 'dead', presenceOn: '2026-01-05' }), son(), girl()] })),
      says(
        '入户时得知李秀英去世，档案还是 4 人',
        atTheDoor({ members: [head(), wife({ presence: 'dead' }), son(), girl()], household: { archivedSize: 4 } }),
      ),
      says('王磊服刑，有日期', family({ members: [head(), wife(), son({ presence: 'prison', presenceOn: '2026-03-01' }), girl()] })),
    ],
  },
  {
    code: 'identity.nameEmpty',
    breaks: [says('第 4 位成员没有姓名', family({ members: [head(), wife(), son(), girl({ name: ' ' })] }))],
    sound: [says('四人都有姓名', family())],
  },
  {
    code: 'identity.idMissing',
    breaks: [says('王小梅没有证件号码', family({ members: [head(), wife(), son(), girl({ idNumber: null })] }))],
    sound: [
      says('四人都有号码', family()),
      says('没有号码的李秀英已迁出', family({ members: [head(), wife({ idNumber: '', presence: 'movedOut' }), son(), girl()] })),
    ],
  },
  {
    code: 'identity.idLength',
    breaks: [
      says('王小梅的证件号码只有 17 位', family({ members: [head(), wife(), son(), girl({ idNumber: girlsNumber.slice(0, 17) })] })),
      says('21 位', family({ members: [head(), wife(), son(), girl({ idNumber: `${girlsNumber}421` })] })),
    ],
    sound: [
      says('18 位', family()),
      says('20 位残疾人证', family({ members: [head(), wife(), son(), girl({ idNumber: `${girlsNumber}42` })] })),
      says('22 位残疾人证（补发）', family({ members: [head(), wife(), son(), girl({ idNumber: `${girlsNumber}4201` })] })),
      says('出生证明的编号', family({ members: [head(), wife(), son(), girl({ idKind: 'birth', idNumber: 'T140123456' })] })),
    ],
  },
  {
    code: 'identity.idCharacters',
    breaks: [says('王小梅的证件号码里混进字母 O', family({ members: [head(), wife(), son(), girl({ idNumber: girlsNumber.replace('0', 'O') })] }))],
    sound: [
      says('数字，末位 X（小写也行）', family({ members: [head({ idNumber: '11010519491231002x', sex: '2', relation: '02' }), son(), girl()] })),
    ],
  },
  {
    code: 'identity.idBirthDate',
    breaks: [says('王小梅的证件号码写着 2 月 30 日', family({ members: [head(), wife(), son(), girl({ idNumber: numberFor('2018-02-30', 12) })] }))],
    sound: [
      says('闰年的 2 月 29 日', family({ members: [head(), wife(), son(), girl({ idNumber: numberFor('2016-02-29', 12), birthOn: '2016-02-29' })] })),
    ],
  },
  {
    code: 'identity.idChecksum',
    breaks: [says('王小梅的证件号码末位错一位', family({ members: [head(), wife(), son(), girl({ idNumber: wrongDigit(girlsNumber) })] }))],
    sound: [
      says('11010519491231002X', family({ members: [head({ idNumber: '11010519491231002X', sex: '2' }), son(), girl()] })),
      says('999999 开头，表示没有证件', family({ members: [head(), wife(), son(), girl({ idNumber: '999999201803120123' })] })),
    ],
  },
  {
    code: 'identity.certificateRange',
    breaks: [
      says(
        '王建国的残疾证类别是 8',
        family({ members: [head({ health: ['disabled'], certificateNo: `${numberFor('1975-02-03', 11)}83` }), wife(), son(), girl()] }),
      ),
      says(
        '等级是 5',
        family({ members: [head({ health: ['disabled'], certificateNo: `${numberFor('1975-02-03', 11)}45` }), wife(), son(), girl()] }),
      ),
      says(
        '等级是 0，写在证件号码里',
        family({ members: [head({ health: ['disabled'], idNumber: `${numberFor('1975-02-03', 11)}40` }), wife(), son(), girl()] }),
      ),
    ],
    sound: [
      says(
        '类别 1，等级 4',
        family({ members: [head({ health: ['disabled'], certificateNo: `${numberFor('1975-02-03', 11)}14` }), wife(), son(), girl()] }),
      ),
      says(
        '类别 7，等级 1',
        family({ members: [head({ health: ['disabled'], certificateNo: `${numberFor('1975-02-03', 11)}71` }), wife(), son(), girl()] }),
      ),
    ],
  },
  {
    code: 'identity.idTwice',
    breaks: [
      says(
        '王磊和王建国的证件号码前 18 位相同',
        family({ members: [head(), wife(), son({ idNumber: `${numberFor('1975-02-03', 11)}43` }), girl()] }),
      ),
    ],
    sound: [
      says('四个不同的号码', family()),
      says('与已迁出的人相同', family({ members: [head(), wife(), son({ idNumber: numberFor('1975-02-03', 11), presence: 'movedOut' }), girl()] })),
    ],
  },
  {
    code: 'identity.idElsewhere',
    breaks: [says('王小梅的证件号码也在邻村一户', family(), elsewhere(girlsNumber, null))],
    sound: [says('全县只此一户', family(), elsewhere(null, null)), says('不知道别的户', family())],
  },
  {
    code: 'identity.headMissing',
    breaks: [
      says('没有人是户主', family({ members: [head({ relation: '97' }), wife(), son(), girl()] })),
      says('档案里户主已去世，没有新户主', family({ members: [head({ presence: 'dead' }), wife(), son(), girl()] })),
    ],
    sound: [says('王建国是户主', family()), says('入户时得知户主去世', atTheDoor({ members: [head({ presence: 'dead' }), wife(), son(), girl()] }))],
  },
  {
    code: 'identity.headLeft',
    breaks: [says('入户时得知户主王建国去世', atTheDoor({ members: [head({ presence: 'dead' }), wife(), son(), girl()] }))],
    sound: [
      says('已改由李秀英当户主', atTheDoor({ members: [head({ presence: 'dead' }), wife({ relation: '02' }), son(), girl()] })),
      says('户主在', atTheDoor()),
    ],
  },
  {
    code: 'identity.headTwice',
    breaks: [says('王建国和王磊都填成户主', family({ members: [head(), wife(), son({ relation: '02' }), girl()] }))],
    sound: [says('一位户主', family())],
  },
  {
    code: 'identity.spouseTwice',
    breaks: [says('两位配偶', family({ members: [...everybody(), person('赵兰', '1980-01-01', '2', { relation: '10' })] }))],
    sound: [
      says('一位配偶', family()),
      says('前一位已去世', family({ members: [head(), wife({ presence: 'dead' }), person('赵兰', '1980-01-01', '2', { relation: '10' })] })),
    ],
  },
  {
    code: 'identity.relationEmpty',
    breaks: [says('王磊没有填与户主关系', family({ members: [head(), wife(), son({ relation: null }), girl()] }))],
    sound: [says('都填了', family())],
  },
  {
    code: 'identity.relationSex',
    breaks: [
      says('王小梅（女）的关系是“孙子”', family({ members: [head(), wife(), son(), girl({ relation: '41' })] })),
      says('王磊（男）的关系是“儿媳”', family({ members: [head(), wife(), son({ relation: '38' }), girl()] })),
    ],
    sound: [
      says('王小梅是孙女', family()),
      says('性别不知道', family({ members: [head(), wife(), son(), girl({ relation: '41', idNumber: null, sex: null })] })),
    ],
  },
  {
    code: 'identity.spouseSameSex',
    breaks: [says('户主和配偶都是男', family({ members: [head(), person('赵刚', '1976-08-19', '1', { relation: '10' }), girl()] }))],
    sound: [says('一男一女', family())],
  },
  {
    code: 'identity.ethnicEmpty',
    breaks: [says('王磊没有填民族', family({ members: [head(), wife(), son({ ethnic: '' }), girl()] }))],
    sound: [says('都填了', family())],
  },
  {
    code: 'identity.healthEmpty',
    breaks: [
      says('王磊没有填健康状况', family({ members: [head(), wife(), son({ health: [] }), girl()] })),
      says('不知道', family({ members: [head(), wife(), son({ health: null }), girl()] })),
    ],
    sound: [says('都填了', family())],
  },
  {
    code: 'identity.labourEmpty',
    breaks: [says('王磊没有填劳动能力', family({ members: [head(), wife(), son({ labour: null }), girl()] }))],
    sound: [says('都填了', family())],
  },
  {
    code: 'identity.bornBefore1900',
    breaks: [says('王建国的出生日期是 1899-12-31', family({ members: [head({ idNumber: numberFor('1899-12-31', 11) }), wife(), son(), girl()] }))],
    sound: [says('1900-01-01', family({ members: [head({ idNumber: numberFor('1900-01-01', 11), labour: 'weak' }), wife(), son(), girl()] }))],
  },
  {
    code: 'identity.phoneForm',
    breaks: [
      says('家庭联系电话是座机 0359-6522000', family({ household: { phone: '0359-6522000' } })),
      says('12 开头', family({ members: [head({ phone: '12800000001' }), wife(), son(), girl()] })),
      says('10 位', family({ household: { phone: '1380000000' } })),
      says('12 位', family({ household: { phone: '138000000012' } })),
    ],
    sound: [
      says('13800000001', family()),
      says('没有电话', family({ household: { phone: null } })),
      says('19 开头', family({ household: { phone: '19800000001' } })),
    ],
  },
  {
    code: 'identity.phoneElsewhere',
    breaks: [
      says('家庭联系电话也是张三家的', family(), elsewhere(null, '13800000001')),
      says('王磊的电话也是张三家的', family({ members: [head(), wife(), son({ phone: '13900000009' }), girl()] }), elsewhere(null, '13900000009')),
    ],
    sound: [says('只此一户', family(), elsewhere(null, null)), says('户主和家庭是同一个电话', family())],
  },
];
