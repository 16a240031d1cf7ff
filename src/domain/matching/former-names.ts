// Former names of places, as published when they were renamed; given to a county's index together with what its people settle.
import type { PlaceAlias } from './place-match.ts';

/** 绛县: 么里镇 was renamed 磨里镇; the old name is still on ID cards and in departments' systems. */
export const FORMER_NAMES: readonly PlaceAlias[] = [{ text: '么里镇', townshipCode: null, divisionCode: '140826104000', kind: 'former', author: '' }];
