// 家庭基本情况: where and how the household lives, what land it has, who looks after it (domain 3.1). Members have a section of their own.
import type { Group } from '../survey/definition.ts';
import { ask, choose, group, measure, say, yesNo } from './wording.ts';

const MU = say('亩', 'mu');
const PHONE_HINT = say('手机号 11 位', 'Mobile number, 11 digits');

const place = group('home', '住址和联系', 'Address and contact', [
  ask('text', 'householdNo', '户编号', 'Household number', {
    hint: say('全国系统里的编号，没有就不填', 'In the national system; leave empty if none'),
  }),
  choose('kind', 'kinds', '户类型', 'Kind of household'),
  ask('text', 'phone', '联系电话', 'Phone', { hint: PHONE_HINT, appearance: 'numbers' }),
  ask('text', 'groupName', '自然村或村民小组', 'Natural village or group'),
  ask('text', 'grid', '网格', 'Grid'),
  ask('text', 'address', '详细住址', 'Address'),
  yesNo('resettled', '住在易地搬迁安置点吗？', 'Living in a resettlement site?'),
  ask('text', 'resettlementSite', '哪个安置点', 'Which site', { relevant: "${resettled} = 'yes'" }),
  yesNo('noLabour', '整户无劳动力、由政策兜底保障吗？', 'Whole household without labour, on basic support?'),
]);

const land = group('land', '土地', 'Land', [
  measure('landCultivated', '耕地', 'Cultivated land', MU),
  measure('landWood', '林地', 'Woodland', MU),
  measure('landReforested', '退耕还林', 'Returned to forest', MU),
  measure('landOrchard', '林果', 'Orchard', MU),
  measure('landPasture', '牧草地', 'Pasture', MU),
  measure('landWater', '水面', 'Water surface', MU),
]);

const dwelling = group('living', '住房和生活设施', 'Dwelling and facilities', [
  choose('dwelling', 'dwellings', '住房鉴定等级', 'Dwelling grade', {
    hint: say('C 级和 D 级是危房', 'C and D are unsafe'),
  }),
  measure('floorArea', '住房面积', 'Floor area', say('㎡', 'm²')),
  choose('road', 'roads', '入户路', 'Road to the door'),
  measure('roadKm', '离村主干路', "To the village's main road", say('公里', 'km')),
  choose('fuel', 'fuels', '主要燃料', 'Main fuel'),
  yesNo('electricity', '通生活用电吗？', 'Electricity?'),
  yesNo('broadcast', '能看电视或听广播吗？', 'Television or radio?'),
  yesNo('safeWater', '饮水安全吗？', 'Safe drinking water?'),
  yesNo('toilet', '有卫生厕所吗？', 'Sanitary toilet?'),
]);

const ties = group('ties', '带动和帮扶', 'Ties and helper', [
  yesNo('cooperative', '加入合作社了吗？', 'In a cooperative?'),
  yesNo('ledByFirm', '有龙头企业带动吗？', 'Led by a firm?'),
  yesNo('ledByLeader', '有致富带头人带动吗？', 'Led by a local leader?'),
  ask('text', 'helperName', '帮扶责任人', 'Helper responsible'),
  ask('text', 'helperUnit', '帮扶责任人单位', "Helper's unit", { relevant: "${helperName} != ''" }),
  ask('text', 'helperPhone', '帮扶责任人电话', "Helper's phone", { relevant: "${helperName} != ''", hint: PHONE_HINT, appearance: 'numbers' }),
]);

export const HOUSEHOLD_SECTION: Group = group('household', '家庭基本情况', 'Household', [place, land, dwelling, ties], { appearance: 'household' });
