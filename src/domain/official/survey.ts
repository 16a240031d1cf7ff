// 《防止返贫动态监测排查表》: the official survey of a check as a definition, put together from its sections (domain 3).
import type { Definition } from '../survey/definition.ts';
import { GUARANTEES_SECTION } from './guarantees.ts';
import { HOUSEHOLD_SECTION } from './household.ts';
import { INCOME_SECTION } from './income.ts';
import { OFFICIAL_LISTS } from './lists.ts';
import { MEASURES_SECTION } from './measures.ts';
import { MEMBERS_SECTION, RECKONED_OF_ALL } from './members.ts';
import { RISKS_SECTION } from './risks.ts';
import { EN, told, ZH } from './wording.ts';

/**
 * A check that ends in 不纳入 asks for household, members and guarantees; `include` = yes opens income, risks and measures. What the app knows and nobody is asked stands
 * first: set with `tell`.
 */
export const OFFICIAL_SURVEY: Definition = {
  format: 1,
  id: 'fpjc-paichabiao',
  version: '2026.1',
  title: '防止返贫动态监测排查表',
  languages: [ZH, EN],
  lists: OFFICIAL_LISTS,
  items: [
    // yes, no, or empty while it is open: 是否纳入 is the check's own.
    told('include'),
    // 监测线 of the year, and last year's net income a person, in 元.
    told('monitoringLine'),
    told('lastPerCapita', { prefill: 'lastPerCapita' }),
    // A fall by more than this share of last year's income is sharp: the policy's `incomeChange`.
    told('sharpDrop', { default: '0.3' }),
    // First six digits of the county; lead, sweep, self or round; the household's MonitorState.
    told('county'),
    told('origin'),
    told('monitorState', { prefill: 'monitorState' }),
    ...RECKONED_OF_ALL,
    HOUSEHOLD_SECTION,
    MEMBERS_SECTION,
    GUARANTEES_SECTION,
    INCOME_SECTION,
    RISKS_SECTION,
    MEASURES_SECTION,
  ],
};
