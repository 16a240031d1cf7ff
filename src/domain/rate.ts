// A rate never stands alone: its parts, what they count, and the share they give, so that no percentage is printed that its own figures don't give (workflow, Rates).
export interface Rate {
  /** 户 or 人. */
  counts: 'households' | 'people';
  part: number;
  whole: number;
  /** Hundredths of a percent, half up: 59.51 % is 5951. Null when there is nothing to be a share of. */
  hundredths: number | null;
}

/** @throws RangeError for parts that are no counts, or a part greater than its whole. */
export function rateOf(counts: Rate['counts'], part: number, whole: number): Rate {
  if (!Number.isInteger(part) || !Number.isInteger(whole) || part < 0 || part > whole) throw new RangeError(`no rate: ${part} of ${whole}`);
  return { counts, part, whole, hundredths: whole === 0 ? null : Math.floor((part * 20_000 + whole) / (2 * whole)) };
}

/** 59.51%, always with two decimals; — when there is nothing to be a share of. */
export function percentOf({ hundredths }: Rate): string {
  if (hundredths === null) return '—';
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}%`;
}
