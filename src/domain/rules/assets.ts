// 资产: land and roads of a size that is hardly a household's (domain 5, Assets).
import type { HouseholdFacts } from '../facts.ts';
import { once } from './people.ts';
import type { Finding, Rule } from './rule.ts';

const DOMAIN = 'domain 5 资产';
const FIELDS = { landCultivated: '耕地', landPasture: '牧草地', landWater: '水面' } as const;
const WOODS = { landWood: '林地', landReforested: '退耕还林', landOrchard: '林果' } as const;

const above = (household: HouseholdFacts, words: Partial<Record<keyof HouseholdFacts, string>>, limit: number): Finding[] =>
  Object.entries(words).flatMap(([key, word]) => {
    const mu = household[key as keyof HouseholdFacts];
    return typeof mu === 'number' && mu > limit
      ? [{ instanceId: 'root', key, message: `${word} ${mu} 亩，超过 ${limit} 亩，请核对单位是不是亩` }]
      : [];
  });

export const ASSET_RULES: readonly Rule[] = [
  {
    code: 'assets.land',
    group: 'assets',
    severity: 'W',
    sentence: '耕地、牧草地、水面各不超过 100 亩（县里可调）。',
    source: `${DOMAIN} · 政策 landMu`,
    find: ({ household }, { thresholds }) => above(household, FIELDS, thresholds.landMu),
  },
  {
    code: 'assets.wood',
    group: 'assets',
    severity: 'W',
    sentence: '林地、退耕还林、林果各不超过 200 亩（县里可调）。',
    source: `${DOMAIN} · 政策 woodMu`,
    find: ({ household }, { thresholds }) => above(household, WOODS, thresholds.woodMu),
  },
  {
    code: 'assets.road',
    group: 'assets',
    severity: 'W',
    sentence: '离村主干路不超过 5 公里（县里可调）。',
    source: `${DOMAIN} · 政策 roadKm`,
    find: once(
      'roadKm',
      ({ household: { roadKm } }, { thresholds }) =>
        roadKm !== null && roadKm > thresholds.roadKm && `离村主干路 ${roadKm} 公里，超过 ${thresholds.roadKm} 公里，请核对`,
    ),
  },
];
