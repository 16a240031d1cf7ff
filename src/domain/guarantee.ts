// 三保障和饮水安全: the four things that a household must be safe in, in the order of the form.
export const GUARANTEES = ['housing', 'schooling', 'water', 'insurance'] as const;
export type GuaranteeName = (typeof GUARANTEES)[number];
