// The few words for codes that remarks speak of; the survey's own words stand in its definition.
import type { GuaranteeName } from '../guarantee.ts';
import type { Measure } from '../official/codes.ts';
import type { RiskCode } from '../visit.ts';

export const GUARANTEE_WORDS: Readonly<Record<GuaranteeName, string>> = {
  housing: '住房安全',
  schooling: '义务教育',
  water: '饮水安全',
  insurance: '基本医疗',
};

export const RISK_WORDS: Readonly<Record<RiskCode, string>> = {
  illness: '因病',
  schooling: '因学',
  disability: '因残',
  disaster: '因自然灾害',
  accident: '因意外事故',
  industry: '因产业项目失败',
  employment: '因务工就业不稳',
  labour: '缺劳动力',
  housing: '因安全住房',
  water: '因安全饮水',
  other: '其他',
};

/** Only of the measures that a risk asks for. */
export const MEASURE_WORDS: Readonly<Partial<Record<Measure, string>>> = {
  health: '健康',
  social: '社会帮扶',
  compulsoryEducation: '义务教育',
  education: '教育',
  support: '综合保障',
  housing: '住房',
  relocation: '搬迁',
  water: '饮水',
};
