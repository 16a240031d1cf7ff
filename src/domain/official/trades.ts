// What people who go out to work do, by the names they use themselves, with the spelling to search them by.
import type { Choice } from '../survey/definition.ts';
import { type Spelt, spelt } from './spelt.ts';

const WORK: readonly Spelt[] = [
  ['farming', '农林牧渔业', 'nong lin mu yu ye', 'Farming'],
  ['mining', '煤炭和矿山', 'mei tan he kuang shan', 'Mining'],
  ['building', '建筑施工', 'jian zhu shi gong', 'Building'],
  ['decoration', '装修装饰', 'zhuang xiu zhuang shi', 'Decoration'],
  ['electronics', '电子厂', 'dian zi chang', 'Electronics'],
  ['clothing', '服装纺织', 'fu zhuang fang zhi', 'Clothing, textiles'],
  ['food', '食品加工', 'shi pin jia gong', 'Food processing'],
  ['machinery', '机械制造', 'ji xie zhi zao', 'Machinery'],
  ['metal', '冶炼铸造', 'ye lian zhu zao', 'Metal, casting'],
  ['chemicals', '化工医药', 'hua gong yi yao', 'Chemicals, medicine'],
  ['furniture', '家具木材', 'jia ju mu cai', 'Furniture, wood'],
  ['power', '电力热力燃气水', 'dian li re li ran qi shui', 'Power, heating, gas, water'],
  ['transport', '货运客运', 'huo yun ke yun', 'Transport'],
  ['delivery', '快递外卖', 'kuai di wai mai', 'Delivery'],
  ['warehouse', '仓储搬运', 'cang chu ban yun', 'Warehouse, loading'],
  ['retail', '超市零售', 'chao shi ling shou', 'Shops'],
  ['catering', '餐饮', 'can yin', 'Catering'],
  ['hotel', '住宿酒店', 'zhu su jiu dian', 'Hotels'],
  ['domestic', '家政保姆', 'jia zheng bao mu', 'Domestic work'],
  ['nursing', '护工养老', 'hu gong yang lao', "Nursing, old people's care"],
  ['security', '保安保洁物业', 'bao an bao jie wu ye', 'Security, cleaning'],
  ['repair', '汽车和家电维修', 'qi che he jia dian wei xiu', 'Repairs'],
  ['beauty', '美容美发', 'mei rong mei fa', 'Beauty, hair'],
  ['software', '互联网和信息技术', 'hu lian wang he xin xi ji shu', 'Information technology'],
  ['online', '电商直播', 'dian shang zhi bo', 'Online sales'],
  ['education', '教育培训', 'jiao yu pei xun', 'Education'],
  ['health', '医疗卫生', 'yi liao wei sheng', 'Health care'],
  ['public', '机关事业单位', 'ji guan shi ye dan wei', 'Public service'],
  ['other', '其他', 'qi ta', 'Other'],
];

export const TRADES: Choice[] = WORK.map((trade) => spelt(trade));
