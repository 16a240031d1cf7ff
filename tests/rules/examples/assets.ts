// Examples of the rules of assets.
import { family } from '../family.ts';
import { type Example, says } from './example.ts';

export const ASSET_EXAMPLES: readonly Example[] = [
  {
    code: 'assets.land',
    breaks: [
      says('耕地 100.5 亩', family({ household: { landCultivated: 100.5 } })),
      says('牧草地 120 亩', family({ household: { landPasture: 120 } })),
      says('水面 101 亩', family({ household: { landWater: 101 } })),
    ],
    sound: [says('耕地 100 亩', family({ household: { landCultivated: 100 } })), says('不知道', family({ household: { landCultivated: null } }))],
  },
  {
    code: 'assets.wood',
    breaks: [
      says('林地 201 亩', family({ household: { landWood: 201 } })),
      says('退耕还林 300 亩', family({ household: { landReforested: 300 } })),
      says('林果 201 亩', family({ household: { landOrchard: 201 } })),
    ],
    sound: [says('林地 200 亩', family({ household: { landWood: 200 } }))],
  },
  {
    code: 'assets.road',
    breaks: [says('5.1 公里', family({ household: { roadKm: 5.1 } }))],
    sound: [says('5 公里', family({ household: { roadKm: 5 } })), says('不知道', family({ household: { roadKm: null } }))],
  },
];
