// 收入: whether the figures add up, how they stand against the line, and whether they fit what else is known (domain 5, Income).
import { addsUp } from '../facts/income.ts';
import type { Facts, IncomeFacts } from '../facts.ts';
import { netIncome } from '../income.ts';
import type { Yuan } from '../money.ts';
import { INCOME_PARTS, type IncomePart } from '../official/codes.ts';
import { perCapita } from '../sums.ts';
import { holdsPost, isMonitored, nameOf, once, peopleOf, worksAway } from './people.ts';
import type { Finding, Rule } from './rule.ts';

const DOMAIN = 'domain 5 收入';
const PART_WORDS: Readonly<Record<IncomePart, string>> = {
  wages: '工资性收入',
  business: '经营性收入',
  costs: '生产经营性支出',
  property: '财产性收入',
  transfers: '转移性收入',
  claims: '理赔收入',
  selfPaid: '合规自付支出',
};
const PARTS = Object.keys(INCOME_PARTS) as IncomePart[];
/** Where to jump for a part: the question of its first item. */
const firstOf = (part: IncomePart): string => INCOME_PARTS[part][0];

/** People among whom the income is divided: who is listed and counts, else as many as the archive says. */
const headsOf = (facts: Facts): number => (facts.members.length > 0 ? peopleOf(facts).length : (facts.household.archivedSize ?? 0));

/** Net income a person, as handed in or as its parts give; null without income or people. */
export function perCapitaOf(facts: Facts): Yuan | null {
  if (facts.income === null) return null;
  return facts.income.stated?.perCapita ?? perCapita(netIncome(facts.income.totals), headsOf(facts));
}

const wrongTotals = ({ items, totals }: IncomeFacts): Finding[] =>
  items === null
    ? []
    : PARTS.filter((part) => {
        const given = INCOME_PARTS[part].flatMap((item) => items[item] ?? []);
        return given.length > 0 && !addsUp(given, totals[part]);
      }).map((part) => ({ instanceId: 'root', key: firstOf(part), message: `${PART_WORDS[part]}的合计 ${totals[part]} 元与分项之和不一致` }));

function negatives({ items, totals }: IncomeFacts): Finding[] {
  return PARTS.flatMap((part) => {
    const item = INCOME_PARTS[part].find((name) => (items?.[name] ?? 0) < 0);
    if (item === undefined && totals[part] >= 0) return [];
    return [{ instanceId: 'root', key: item ?? firstOf(part), message: `${PART_WORDS[part]}里有负数，收入和支出的金额不能小于 0` }];
  });
}

function wrongPerCapita(facts: Facts): string | null {
  const { income } = facts;
  if (income?.stated == null) return null;
  const computed = netIncome(income.totals);
  const net = income.stated.net ?? computed;
  if (Math.abs(net - computed) >= 0.005) return `纯收入 ${net} 元与各部分之和 ${computed} 元不一致`;
  const people = headsOf(facts);
  const each = income.stated.perCapita;
  // Rounded to the fen a person.
  if (each === null || people < 1 || Math.abs(each * people - net) <= people * 0.005 + 0.001) return null;
  return `人均纯收入 ${each} 元 × ${people} 人与纯收入 ${net} 元不一致`;
}

const receivesRelief = (facts: Facts): boolean =>
  peopleOf(facts).some((member) => member.minimum === true || member.destitute === true) ||
  (facts.measures ?? []).some(
    ({ measure, support, state }) =>
      measure === 'support' && state !== 'planned' && (support === 'minimum' || support === 'destitute' || support === 'disability'),
  );

export const INCOME_RULES: readonly Rule[] = [
  {
    code: 'income.partsTotals',
    group: 'income',
    severity: 'E',
    sentence: '收入和支出各部分的合计等于分项之和（县里不计入的项目除外）。',
    source: DOMAIN,
    find: ({ income }) => (income === null ? [] : wrongTotals(income)),
  },
  {
    code: 'income.negative',
    group: 'income',
    severity: 'E',
    sentence: '收入和支出的金额不小于 0。',
    source: DOMAIN,
    find: ({ income }) => (income === null ? [] : negatives(income)),
  },
  {
    code: 'income.perCapita',
    group: 'income',
    severity: 'E',
    sentence: '人均纯收入 × 家庭人口 = 纯收入。',
    source: DOMAIN,
    find: once('perCapita', wrongPerCapita),
  },
  {
    code: 'income.belowLine',
    group: 'income',
    severity: 'W',
    sentence: '人均纯收入低于监测线的家庭纳入监测。',
    source: `${DOMAIN} · 政策 monitoringLine`,
    find: once('perCapita', (facts, { line }) => {
      const each = perCapitaOf(facts);
      return (
        each !== null && line !== null && each < line && !isMonitored(facts) && `人均纯收入 ${each} 元，低于监测线 ${line} 元，没有纳入监测，请说明`
      );
    }),
  },
  {
    code: 'income.aboveLine',
    group: 'income',
    severity: 'W',
    sentence: '纳入为{unstable}、{marginal}的，人均纯收入低于监测线。',
    source: 'domain 2 监测类别 · 政策 monitoringLine',
    find: once('perCapita', (facts, { line, names }) => {
      const each = perCapitaOf(facts);
      const within = facts.result?.include === true && (facts.result.category === 'unstable' || facts.result.category === 'marginal');
      return (
        within && each !== null && line !== null && each >= line && `人均纯收入 ${each} 元，不低于监测线 ${line} 元；高于监测线只能是${names.sudden}`
      );
    }),
  },
  {
    code: 'income.low',
    group: 'income',
    severity: 'W',
    sentence: '人均纯收入不低于 4,000 元（县里可调）。',
    source: `${DOMAIN} · 政策 perCapitaLow`,
    find: once('perCapita', (facts, { thresholds: { perCapitaLow } }) => {
      const each = perCapitaOf(facts);
      return each !== null && each < perCapitaLow && `人均纯收入 ${each} 元，低于 ${perCapitaLow} 元，请核对有没有漏填的收入`;
    }),
  },
  {
    code: 'income.highIdentified',
    group: 'income',
    severity: 'W',
    sentence: '纳入监测的家庭，人均纯收入不高于 20,000 元（县里可调）。',
    source: `${DOMAIN} · 政策 perCapitaHigh`,
    find: once('perCapita', (facts, { thresholds: { perCapitaHigh } }) => {
      const each = perCapitaOf(facts);
      return isMonitored(facts) && each !== null && each > perCapitaHigh && `人均纯收入 ${each} 元，高于 ${perCapitaHigh} 元，却纳入监测，请核对`;
    }),
  },
  {
    code: 'income.wagesOdd',
    group: 'income',
    severity: 'W',
    sentence: '工资性收入是 0，或不低于 100 元（县里可调）。',
    source: `${DOMAIN} · 政策 wagesOdd`,
    find: once('wagesWork', ({ income }, { thresholds: { wagesOdd } }) => {
      const wages = income?.totals.wages ?? 0;
      return wages > 0 && wages < wagesOdd && `全年工资性收入只有 ${wages} 元，请核对单位是不是元`;
    }),
  },
  {
    code: 'income.illnessUnpaid',
    group: 'income',
    severity: 'W',
    sentence: '风险是因病的家庭，有合规自付支出。',
    source: DOMAIN,
    find: once(
      'spendMedical',
      ({ risks, income }) => risks?.includes('illness') && income?.totals.selfPaid === 0 && '风险是因病，合规自付支出却是 0',
    ),
  },
  {
    code: 'income.workerNoWages',
    group: 'income',
    severity: 'W',
    sentence: '有人务工或在公益岗的家庭，有工资性收入。',
    source: DOMAIN,
    find: once('wagesWork', (facts) => {
      const worker = facts.income?.totals.wages === 0 ? peopleOf(facts).find((member) => worksAway(member) || holdsPost(member)) : undefined;
      return worker && `${nameOf(facts, worker)}在${worksAway(worker) ? '务工' : '公益岗'}，工资性收入却是 0`;
    }),
  },
  {
    code: 'income.reliefNoTransfers',
    group: 'income',
    severity: 'W',
    sentence: '有低保、特困供养或残疾补贴的家庭，有转移性收入。',
    source: DOMAIN,
    find: once(
      'transferMinimum',
      (facts) => facts.income?.totals.transfers === 0 && receivesRelief(facts) && '有低保、特困供养或残疾补贴，转移性收入却是 0',
    ),
  },
  {
    code: 'income.industryNoBusiness',
    group: 'income',
    severity: 'W',
    sentence: '已实施产业帮扶的家庭，有经营性收入。',
    source: DOMAIN,
    find: once('businessCrops', ({ income, measures }) => {
      const helped = measures?.some(({ measure, state }) => measure === 'industry' && state !== 'planned');
      return helped && income?.totals.business === 0 && '有产业帮扶措施，经营性收入却是 0';
    }),
  },
  {
    code: 'income.change',
    group: 'income',
    severity: 'W',
    sentence: '人均纯收入比上一年的变化不超过 30%（县里可调）。',
    source: `${DOMAIN} · 政策 incomeChange`,
    find: once('perCapita', (facts, { thresholds: { incomeChange } }) => {
      const each = perCapitaOf(facts);
      const before = facts.perCapitaBefore;
      if (each === null || before === null || before <= 0) return null;
      const change = (each - before) / before;
      // A hair of tolerance: 0.3 of a figure in fen is not always the same in floating point.
      return (
        Math.abs(change) > incomeChange + 1e-9 &&
        `人均纯收入 ${each} 元，比上一年的 ${before} 元${change > 0 ? '增加' : '减少'}了 ${Math.round(Math.abs(change) * 100)}%，请说明原因`
      );
    }),
  },
];
