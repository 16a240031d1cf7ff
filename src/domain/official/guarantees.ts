// 三保障和饮水安全: four questions that every check asks, and what a problem brings with it (domain 3.4). Taken at identification and again at elimination.
import { GUARANTEES, type GuaranteeName } from '../guarantee.ts';
import type { Group, Item } from '../survey/definition.ts';
import { ask, choose, group, measure, pastMonth, say, yesNo } from './wording.ts';

const ASKED: Record<GuaranteeName, readonly [name: readonly [string, string], question: readonly [string, string], hint: readonly [string, string]]> =
  {
    housing: [
      ['住房安全', 'Housing'],
      ['住房不安全吗？', 'Is the dwelling unsafe?'],
      ['住 C 级、D 级危房又没有其他安全住房，算不安全', 'Grade C or D and no other safe dwelling'],
    ],
    schooling: [
      ['义务教育', 'Schooling'],
      ['有义务教育阶段的孩子没上学吗？', 'Is a child of compulsory age out of school?'],
      ['6 到 15 周岁；因身体原因不能上学、已送教上门的不算', '6 to 15; not those taught at home for their health'],
    ],
    water: [
      ['饮水安全', 'Water'],
      ['饮水不安全吗？', 'Is the drinking water unsafe?'],
      ['看水量、水质、取水方便、供水保证', 'Amount, quality, way to it, days without'],
    ],
    insurance: [
      ['基本医疗', 'Medical insurance'],
      ['有人没参加基本医疗保险吗？', 'Is somebody without basic medical insurance?'],
      ['居民医保、职工医保有一种就算参保', 'Either kind will do'],
    ],
  };

/**
 * What the standard measures. A household is short of water below 35 litres a person a day (20 where water is scarce), with more than 20 minutes, 800 m or 80 m of climb
 * to fetch it, or more than 36 days a year without (domain 3.4); the person at the door judges, these figures say why.
 */
const WATER: Item[] = [
  yesNo('waterScarce', '是缺水地区吗？', 'A region short of water?', {
    hint: say('每人每天标准：一般 35 升，缺水地区 20 升', 'Standard a person a day: 35 litres, 20 where scarce'),
  }),
  measure('waterLitres', '每人每天用水', 'Water a person a day', say('升', 'litres')),
  choose('waterQuality', 'waterQualities', '水质怎么认定的', 'How the quality was judged'),
  measure('waterMinutes', '取水来回', 'Fetching, there and back', say('分钟', 'minutes'), {
    hint: say('标准：不超过 20 分钟', 'Standard: 20 minutes at most'),
  }),
  measure('waterMetres', '取水水平距离', 'Level distance', say('米', 'm'), { hint: say('标准：不超过 800 米', 'Standard: 800 m at most') }),
  measure('waterClimb', '取水垂直高差', 'Climb', say('米', 'm'), { hint: say('标准：不超过 80 米', 'Standard: 80 m at most') }),
  measure('waterDays', '一年停水', 'Without water in a year', say('天', 'days'), {
    hint: say('标准：不超过 36 天', 'Standard: 36 days at most'),
    constraint: '. >= 0 and . <= 366',
    constraintMessage: say('应在 0 到 366 之间', 'Between 0 and 366'),
  }),
];

function guarantee(name: GuaranteeName): Group {
  const [title, question, hint] = ASKED[name];
  const details = group(
    `${name}Details`,
    `${title[0]}的问题`,
    `Problem: ${title[1]}`,
    [
      ask('text', `${name}Who`, '涉及谁', 'Who'),
      pastMonth(`${name}Since`, '从什么时候起', 'Since when'),
      ask('text', `${name}Action`, '正在怎么解决', 'What is being done'),
      ...(name === 'water' ? WATER : []),
    ],
    { relevant: `\${${name}Problem} = 'yes'` },
  );
  return group(`${name}Guarantee`, ...title, [
    yesNo(`${name}Problem`, ...question, {
      hint: say(...hint),
      required: true,
      requiredMessage: say(`请回答${title[0]}有没有问题`, `Please answer: ${title[1]}`),
    }),
    details,
  ]);
}

export const GUARANTEES_SECTION: Group = group('guarantees', '三保障和饮水安全', 'The four guarantees', GUARANTEES.map(guarantee), {
  appearance: 'guarantees',
});
