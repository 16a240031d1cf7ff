// The option lists of the official survey by name: codes as in codes.ts and the archive's own, words in both languages.
import { HouseholdKind } from '../household.ts';
import type { Definition } from '../survey/definition.ts';
import { RiskCode } from '../visit.ts';
import { DISASTERS, FUELS, MEASURES, ROADS, SUPPORTS, YES_NO } from './codes.ts';
import { ETHNIC_GROUPS } from './ethnic-groups.ts';
import { PEOPLE_LISTS } from './people-lists.ts';
import { PLACES } from './places.ts';
import { TRADES } from './trades.ts';
import { options } from './wording.ts';

const WATER_QUALITIES = ['report', 'taste', 'bad'] as const;
const BEARERS = ['self', 'shared', 'insurance', 'liable', 'government'] as const;
const MEASURE_STATES = ['planned', 'done'] as const;
const ELIMINATION_WAYS = ['helped', 'natural'] as const;

export const OFFICIAL_LISTS: Definition['lists'] = {
  yesNo: options(YES_NO, { yes: ['是', 'Yes'], no: ['否', 'No'] }),
  kinds: options(HouseholdKind.options, { general: ['一般农户', 'Ordinary household'], lifted: ['脱贫户', 'Lifted from poverty'] }),
  ...PEOPLE_LISTS,
  dwellings: options(['A', 'B', 'C', 'D'], {
    A: ['A 级', 'A'],
    B: ['B 级', 'B'],
    C: ['C 级（局部危险）', 'C (parts unsafe)'],
    D: ['D 级（整栋危险）', 'D (unsafe)'],
  }),
  roads: options(ROADS, {
    dirt: ['泥土路', 'Dirt'],
    gravel: ['砂石路', 'Gravel'],
    cement: ['水泥路', 'Cement'],
    asphalt: ['沥青路', 'Asphalt'],
  }),
  fuels: options(FUELS, {
    firewood: ['柴草', 'Firewood'],
    dung: ['干畜粪', 'Dried dung'],
    coal: ['煤炭', 'Coal'],
    clean: ['清洁能源（电、气等）', 'Clean energy'],
    other: ['其它', 'Other'],
  }),
  waterQualities: options(WATER_QUALITIES, {
    report: ['有水质检测报告', 'By a report'],
    taste: ['看、闻、尝没有异常', 'Looks, smells and tastes well'],
    bad: ['浑浊、有异味或检测不合格', 'Turbid, smelling or failed'],
  }),
  risks: options(RiskCode.options, {
    illness: ['因病', 'Illness'],
    schooling: ['因学', 'Schooling'],
    disability: ['因残', 'Disability'],
    disaster: ['因自然灾害', 'Natural disaster'],
    accident: ['因意外事故', 'Accident'],
    industry: ['因产业项目失败', 'Business failed'],
    employment: ['因务工就业不稳', 'Unstable work'],
    labour: ['缺劳动力', 'Lack of labour'],
    housing: ['因安全住房', 'Unsafe dwelling'],
    water: ['因安全饮水', 'Unsafe water'],
    other: ['其他', 'Other'],
  }),
  disasters: options(DISASTERS, {
    flood: ['洪涝灾害', 'Flood'],
    geological: ['地质灾害', 'Landslide, subsidence'],
    drought: ['旱灾', 'Drought'],
    biological: ['生物灾害（病虫害、疫病）', 'Pests, epidemics'],
    weather: ['气象灾害（冰雹、霜冻、大风）', 'Hail, frost, storm'],
    earthquake: ['地震', 'Earthquake'],
    other: ['其他', 'Other'],
  }),
  bearers: options(BEARERS, {
    self: ['自家承担', 'The household'],
    shared: ['自家和他人分担', 'Shared'],
    insurance: ['保险赔付', 'Insurance'],
    liable: ['责任方赔偿', 'Who is liable'],
    government: ['政府救助', 'Government relief'],
  }),
  measures: options(MEASURES, {
    industry: ['产业帮扶', 'Business'],
    employment: ['就业帮扶', 'Employment'],
    finance: ['金融帮扶', 'Finance'],
    publicPost: ['公益岗位帮扶', 'Public post'],
    housing: ['住房安全保障', 'Housing'],
    water: ['饮水安全保障', 'Water'],
    health: ['健康帮扶', 'Health'],
    compulsoryEducation: ['义务教育保障', 'Compulsory schooling'],
    education: ['教育帮扶', 'Education'],
    support: ['综合保障', 'Basic support'],
    social: ['社会帮扶', 'Social help'],
    relocation: ['搬迁', 'Relocation'],
    conditions: ['生产生活条件改善', 'Living conditions'],
    infrastructure: ['基础设施建设', 'Infrastructure'],
  }),
  supports: options(SUPPORTS, {
    minimum: ['低保', 'Minimum living allowance'],
    destitute: ['特困供养', 'Destitute support'],
    disability: ['残疾补贴', 'Disability allowance'],
    temporary: ['临时救助', 'Temporary relief'],
    pension: ['养老保障', 'Pension'],
    other: ['其他', 'Other'],
  }),
  measureStates: options(MEASURE_STATES, { planned: ['尚未实施', 'Planned'], done: ['已实施', 'Done'] }),
  eliminationWays: options(ELIMINATION_WAYS, { helped: ['帮扶消除', 'By help'], natural: ['自然消除', 'By itself'] }),
  ethnicGroups: ETHNIC_GROUPS,
  trades: TRADES,
  places: PLACES,
};
